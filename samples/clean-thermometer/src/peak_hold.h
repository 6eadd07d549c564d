#ifndef CALOR_PEAK_HOLD_H
#define CALOR_PEAK_HOLD_H

#include <stdbool.h>
#include <stdint.h>

/** Highest temperature, and since when it has not risen any more. */
typedef struct {
    int16_t highest;
    int16_t settled_at;
    uint32_t since_ms;
    bool beeped;
} peak_hold_t;

void peak_hold_start(peak_hold_t *hold, int16_t temperature, uint32_t now_ms);
bool peak_hold_add(peak_hold_t *hold, int16_t temperature, uint32_t now_ms);

#endif
