/**
 * @file battery_monitor.c
 * @brief Battery alarms and the safe stop before depletion.
 * @unit UNIT-08
 */
#include "battery_monitor.h"

#include "battery_port.h"

/**
 * @brief Minutes that the charge lasts at the present load; the longest time when
 *        the gauge reports no load.
 *
 * @implements SRS-019
 */
uint32_t battery_monitor_remaining_minutes(uint32_t charge_mah, uint32_t load_ma)
{
    uint32_t minutes = UINT32_MAX;

    if (load_ma > 0U) {
        const uint64_t exact = ((uint64_t)charge_mah * 60ULL) / (uint64_t)load_ma;
        minutes = (exact > (uint64_t)UINT32_MAX) ? UINT32_MAX : (uint32_t)exact;
    }
    return minutes;
}

/**
 * @brief Worse of what gauge and cell voltage say: a gauge that reads too high
 *        must not hide an empty cell (CAUSE-06).
 *
 * @implements SRS-019, SRS-020
 * @risk RC-10
 */
static battery_level_t battery_level(uint32_t minutes, uint32_t cell_mv)
{
    battery_level_t level = BATTERY_GOOD;

    if ((minutes <= BATTERY_CRITICAL_MINUTES) || (cell_mv <= CELL_CRITICAL_MV)) {
        level = BATTERY_CRITICAL;
    } else if ((minutes <= BATTERY_LOW_MINUTES) || (cell_mv <= CELL_LOW_MV)) {
        level = BATTERY_LOW;
    } else {
        level = BATTERY_GOOD;
    }
    return level;
}

/**
 * @brief Stops the motor and keeps the alarm up while there is charge to sound it.
 *
 * @implements SRS-020
 * @risk RC-10
 */
static void enter_safe_stop(alarm_queue_t *queue, uint32_t now_ms)
{
    battery_port_stop_motor();
    (void)alarm_queue_raise(queue, ALARM_BATTERY_CRITICAL, now_ms);
}

/**
 * @brief Called every second. Alarms end only when mains power is back.
 *
 * @implements SRS-019, SRS-020
 * @risk RC-10
 */
battery_level_t battery_monitor_poll(alarm_queue_t *queue, uint32_t now_ms)
{
    battery_level_t level = BATTERY_GOOD;

    if (battery_port_on_mains()) {
        alarm_queue_clear(queue, ALARM_BATTERY_LOW);
        alarm_queue_clear(queue, ALARM_BATTERY_CRITICAL);
    } else {
        const uint32_t minutes = battery_monitor_remaining_minutes(battery_port_charge_mah(), battery_port_load_ma());

        level = battery_level(minutes, battery_port_cell_mv());
        if (level == BATTERY_CRITICAL) {
            enter_safe_stop(queue, now_ms);
        } else if (level == BATTERY_LOW) {
            (void)alarm_queue_raise(queue, ALARM_BATTERY_LOW, now_ms);
        } else {
            /* Enough charge for the therapy. */
        }
    }
    return level;
}
