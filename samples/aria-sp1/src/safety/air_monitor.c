/**
 * @file air_monitor.c
 * @brief Air-in-line detection on the supervisor.
 * @unit UNIT-05
 */
#include "air_monitor.h"

#include "motor_enable_port.h"

/**
 * @brief Empty window. Called at power-on only: a pause or a rate change must
 *        not forget air that is already in the line (CAUSE-07).
 *
 * @implements SRS-012
 */
void air_monitor_init(air_monitor_t *monitor, uint32_t now_ms)
{
    for (size_t i = 0U; i < AIR_BUCKETS; i++) {
        monitor->bucket_nl[i] = 0U;
    }
    monitor->current = 0U;
    monitor->bucket_start_ms = now_ms;
    monitor->cut = false;
}

/**
 * @brief Moves the window forward, one minute bucket at a time.
 *
 * @implements SRS-012
 */
static void advance_window(air_monitor_t *monitor, uint32_t now_ms)
{
    uint32_t minutes = (now_ms - monitor->bucket_start_ms) / AIR_BUCKET_MS;

    monitor->bucket_start_ms += minutes * AIR_BUCKET_MS;
    if (minutes > AIR_BUCKETS) {
        minutes = AIR_BUCKETS;
    }
    for (uint32_t i = 0U; i < minutes; i++) {
        monitor->current = (monitor->current + 1U) % AIR_BUCKETS;
        monitor->bucket_nl[monitor->current] = 0U;
    }
}

/**
 * @brief Sum that stops at the largest value instead of wrapping to a small one.
 *
 * @implements SRS-012
 */
static uint32_t saturating_sum(uint32_t a, uint32_t b)
{
    return (a > (UINT32_MAX - b)) ? UINT32_MAX : (a + b);
}

/**
 * @brief Air seen in the last 15 minutes.
 *
 * @implements SRS-012
 * @risk RC-07
 */
uint32_t air_monitor_accumulated_nl(const air_monitor_t *monitor)
{
    uint32_t total = 0U;

    for (size_t i = 0U; i < AIR_BUCKETS; i++) {
        total = saturating_sum(total, monitor->bucket_nl[i]);
    }
    return total;
}

/**
 * @brief Takes the volume of one bubble from the ultrasonic sensor and cuts the
 *        motor enable line in the same call when the window holds too much air.
 * @return true once the line is cut
 *
 * @implements SRS-013
 * @risk RC-07
 */
bool air_monitor_add_bubble(air_monitor_t *monitor, uint32_t bubble_nl, uint32_t now_ms)
{
    advance_window(monitor, now_ms);
    monitor->bucket_nl[monitor->current] = saturating_sum(monitor->bucket_nl[monitor->current], bubble_nl);

    if ((air_monitor_accumulated_nl(monitor) > AIR_LIMIT_NL) && !monitor->cut) {
        monitor->cut = true;
        motor_enable_port_cut(CUT_AIR);
    }
    return monitor->cut;
}
