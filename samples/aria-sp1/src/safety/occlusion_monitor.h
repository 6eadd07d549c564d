/**
 * @file occlusion_monitor.h
 * @brief Downstream occlusion detection on the supervisor.
 * @unit UNIT-04
 */
#ifndef ARIA_OCCLUSION_MONITOR_H
#define ARIA_OCCLUSION_MONITOR_H

#include <stdbool.h>
#include <stdint.h>

#define OCCLUSION_SAMPLE_MS (100U)
#define OCCLUSION_THRESHOLD_PA (60000U) /* CR-002: was 80 kPa */
#define OCCLUSION_CONFIRMING_SAMPLES (3U)

typedef struct {
    uint32_t last_sample_ms;
    uint8_t samples_above;
    bool occluded;
} occlusion_monitor_t;

void occlusion_monitor_init(occlusion_monitor_t *monitor, uint32_t now_ms);
bool occlusion_monitor_poll(occlusion_monitor_t *monitor, uint32_t now_ms);

#endif
