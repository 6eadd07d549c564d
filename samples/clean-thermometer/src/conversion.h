#ifndef CALOR_CONVERSION_H
#define CALOR_CONVERSION_H

#include <stdint.h>

/** Two points of the line from sensor value to temperature in 0.01 degrees Celsius, written in production. */
typedef struct {
    uint16_t low_value;
    int16_t low_temperature;
    uint16_t high_value;
    int16_t high_temperature;
} calibration_t;

int16_t conversion_temperature(const calibration_t *calibration, uint16_t value);

#endif
