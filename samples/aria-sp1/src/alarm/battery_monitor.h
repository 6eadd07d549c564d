/**
 * @file battery_monitor.h
 * @brief Battery alarms and the safe stop before depletion.
 * @unit UNIT-08
 */
#ifndef ARIA_BATTERY_MONITOR_H
#define ARIA_BATTERY_MONITOR_H

#include <stdbool.h>
#include <stdint.h>

#include "alarm_queue.h"

/* 5 minutes above the required 30 cover the gauge's tolerance. */
#define BATTERY_LOW_MINUTES (35U)
#define BATTERY_CRITICAL_MINUTES (3U)
#define CELL_LOW_MV (3450U)
#define CELL_CRITICAL_MV (3200U)

typedef enum { BATTERY_GOOD = 0, BATTERY_LOW, BATTERY_CRITICAL } battery_level_t;

uint32_t battery_monitor_remaining_minutes(uint32_t charge_mah, uint32_t load_ma);
battery_level_t battery_monitor_poll(alarm_queue_t *queue, uint32_t now_ms);

#endif
