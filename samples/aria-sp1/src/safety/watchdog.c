/**
 * @file watchdog.c
 * @brief Heartbeat supervision of the main MCU (IF-01).
 * @unit UNIT-06
 * @class C
 */
#include "watchdog.h"

#include "motor_enable_port.h"

/**
 * @brief Arms the supervision with the count of the first heartbeat.
 *
 * @implements SRS-014
 */
void watchdog_init(watchdog_t *watchdog, uint8_t count, uint32_t now_ms)
{
    watchdog->last_beat_ms = now_ms;
    watchdog->last_count = count;
    watchdog->cut = false;
}

/**
 * @brief Takes a heartbeat. A count that did not move on is a main MCU that
 *        repeats itself, and does not count as alive.
 *
 * @implements SRS-014
 * @risk RC-08
 */
void watchdog_beat(watchdog_t *watchdog, uint8_t count, uint32_t now_ms)
{
    const uint8_t expected = (uint8_t)((watchdog->last_count + 1U) & 0xFFU);

    if (count == expected) {
        watchdog->last_count = count;
        watchdog->last_beat_ms = now_ms;
    }
}

/**
 * @brief Cuts the motor enable line when the last good heartbeat is 200 ms old.
 * @return true once the line is cut; only a restart re-arms it
 *
 * @implements SRS-014
 * @risk RC-08
 */
bool watchdog_poll(watchdog_t *watchdog, uint32_t now_ms)
{
    if (!watchdog->cut && ((now_ms - watchdog->last_beat_ms) >= HEARTBEAT_TIMEOUT_MS)) {
        watchdog->cut = true;
        motor_enable_port_cut(CUT_NO_HEARTBEAT);
    }
    return watchdog->cut;
}
