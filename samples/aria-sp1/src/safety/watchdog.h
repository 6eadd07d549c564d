/**
 * @file watchdog.h
 * @brief Heartbeat supervision of the main MCU (IF-01).
 * @unit UNIT-06
 */
#ifndef ARIA_WATCHDOG_H
#define ARIA_WATCHDOG_H

#include <stdbool.h>
#include <stdint.h>

#define HEARTBEAT_TIMEOUT_MS (200U)

typedef struct {
    uint32_t last_beat_ms;
    uint8_t last_count;
    bool cut;
} watchdog_t;

void watchdog_init(watchdog_t *watchdog, uint8_t count, uint32_t now_ms);
void watchdog_beat(watchdog_t *watchdog, uint8_t count, uint32_t now_ms);
bool watchdog_poll(watchdog_t *watchdog, uint32_t now_ms);

#endif
