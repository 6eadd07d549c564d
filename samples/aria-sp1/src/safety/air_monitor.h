/**
 * @file air_monitor.h
 * @brief Air-in-line detection on the supervisor.
 * @unit UNIT-05
 */
#ifndef ARIA_AIR_MONITOR_H
#define ARIA_AIR_MONITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AIR_LIMIT_NL (50000U)
#define AIR_BUCKET_MS (60000U)
/* One bucket more than 15 minutes: the oldest one is only partly inside the window. */
#define AIR_BUCKETS (16U)

typedef struct {
    uint32_t bucket_nl[AIR_BUCKETS];
    size_t current;
    uint32_t bucket_start_ms;
    bool cut;
} air_monitor_t;

void air_monitor_init(air_monitor_t *monitor, uint32_t now_ms);
uint32_t air_monitor_accumulated_nl(const air_monitor_t *monitor);
bool air_monitor_add_bubble(air_monitor_t *monitor, uint32_t bubble_nl, uint32_t now_ms);

#endif
