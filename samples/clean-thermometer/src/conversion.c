/**
 * @file conversion.c
 * @brief Turns sensor values into temperatures.
 * @unit UNIT-1
 */
#include "conversion.h"

/**
 * Gives the temperature in 0.01 degrees, rounded to the nearest. The two points of a calibration differ in value.
 * @implements SRS-1
 */
int16_t conversion_temperature(const calibration_t *calibration, uint16_t value)
{
    const int32_t rise = (int32_t)calibration->high_temperature - calibration->low_temperature;
    const int32_t run = (int32_t)calibration->high_value - calibration->low_value;
    const int32_t scaled = ((int32_t)value - calibration->low_value) * rise;
    const int32_t half = scaled < 0 ? -(run / 2) : run / 2;
    return (int16_t)(calibration->low_temperature + (scaled + half) / run);
}
