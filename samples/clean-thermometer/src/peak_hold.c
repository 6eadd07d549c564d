/**
 * @file peak_hold.c
 * @brief Keeps the highest temperature and tells when it has settled.
 * @unit UNIT-3
 */
#include "peak_hold.h"

#define RISE 5
#define SETTLED_MS 8000U

/** @implements SRS-4 */
void peak_hold_start(peak_hold_t *hold, int16_t temperature, uint32_t now_ms)
{
    hold->highest = temperature;
    hold->settled_at = temperature;
    hold->since_ms = now_ms;
    hold->beeped = false;
}

/**
 * Takes in a temperature. True once: when it is time to beep.
 * @implements SRS-4, SRS-5 -- see RC-2
 */
bool peak_hold_add(peak_hold_t *hold, int16_t temperature, uint32_t now_ms)
{
    if (temperature > hold->highest) {
        hold->highest = temperature;
    }
    if (hold->highest - hold->settled_at >= RISE) {
        hold->settled_at = hold->highest;
        hold->since_ms = now_ms;
    }
    if (hold->beeped || now_ms - hold->since_ms < SETTLED_MS) {
        return false;
    }
    hold->beeped = true;
    return true;
}
