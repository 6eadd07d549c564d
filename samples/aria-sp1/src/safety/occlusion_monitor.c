/**
 * @file occlusion_monitor.c
 * @brief Downstream occlusion detection on the supervisor.
 * @unit UNIT-04
 */
#include "occlusion_monitor.h"

#include "occlusion_port.h"

/**
 * @brief Forgets earlier samples; the first one is due one period from now.
 *
 * @implements SRS-009
 */
void occlusion_monitor_init(occlusion_monitor_t *monitor, uint32_t now_ms)
{
    monitor->last_sample_ms = now_ms;
    monitor->samples_above = 0U;
    monitor->occluded = false;
}

/**
 * @brief Judges one sample. The third one in a row above the threshold stops
 *        delivery and raises the alarm, once per occlusion.
 *
 * @implements SRS-010
 * @risk RC-05
 */
static void judge_sample(occlusion_monitor_t *monitor, uint32_t pressure_pa)
{
    if (pressure_pa > OCCLUSION_THRESHOLD_PA) {
        if (monitor->samples_above < OCCLUSION_CONFIRMING_SAMPLES) {
            monitor->samples_above++;
        }
    } else {
        monitor->samples_above = 0U;
        monitor->occluded = false;
    }

    if ((monitor->samples_above == OCCLUSION_CONFIRMING_SAMPLES) && !monitor->occluded) {
        monitor->occluded = true;
        occlusion_port_command_stop();
        occlusion_port_raise_alarm();
    }
}

/**
 * @brief Called from the supervisor loop; samples the line every 100 ms. The
 *        unsigned difference stays right when the millisecond counter wraps.
 * @return true while the line is occluded
 *
 * @implements SRS-009
 */
bool occlusion_monitor_poll(occlusion_monitor_t *monitor, uint32_t now_ms)
{
    if ((now_ms - monitor->last_sample_ms) >= OCCLUSION_SAMPLE_MS) {
        /* Stepping by the period, not to "now", keeps the mean rate when a call comes late. */
        monitor->last_sample_ms += OCCLUSION_SAMPLE_MS;
        judge_sample(monitor, occlusion_port_read_pressure());
    }
    return monitor->occluded;
}
