/**
 * @file alarm_queue.c
 * @brief Active alarms in order of priority, the sounder and its pause.
 * @unit UNIT-07
 */
#include "alarm_queue.h"

#include "alarm_port.h"

/**
 * @brief No alarm active, sounder silent.
 *
 * @implements SRS-015
 */
void alarm_queue_init(alarm_queue_t *queue)
{
    for (size_t i = 0U; i < (size_t)ALARM_COUNT; i++) {
        queue->active[i] = false;
    }
    queue->last_sound_ms = 0U;
    queue->sounding = false;
    queue->pause_requested = false;
    queue->pause_start_ms = 0U;
}

/**
 * @brief Time since a tick. Unsigned subtraction is right across the wrap of the
 *        millisecond counter after 49.7 days; comparing the ticks was not (CR-001).
 *
 * @implements SRS-016
 */
static uint32_t elapsed_ms(uint32_t since_ms, uint32_t now_ms)
{
    return now_ms - since_ms;
}

/**
 * @brief Priority of an alarm condition.
 *
 * @implements SRS-015
 */
alarm_priority_t alarm_queue_priority(alarm_id_t alarm)
{
    alarm_priority_t priority = PRIORITY_NONE;

    switch (alarm) {
    case ALARM_OCCLUSION:
    case ALARM_AIR:
    case ALARM_BATTERY_CRITICAL:
        priority = PRIORITY_HIGH;
        break;
    case ALARM_BATTERY_LOW:
        priority = PRIORITY_MEDIUM;
        break;
    case ALARM_INFUSION_COMPLETE:
        priority = PRIORITY_LOW;
        break;
    case ALARM_NONE:
    case ALARM_COUNT:
    default:
        priority = PRIORITY_NONE;
        break;
    }
    return priority;
}

/**
 * @brief Raises an alarm. A new high-priority condition ends an audio pause and
 *        is sounded in the same call.
 * @return false for a value that is no alarm
 *
 * @implements SRS-015, SRS-016
 * @risk RC-09
 */
bool alarm_queue_raise(alarm_queue_t *queue, alarm_id_t alarm, uint32_t now_ms)
{
    const alarm_priority_t priority = alarm_queue_priority(alarm);
    const bool known = (priority != PRIORITY_NONE);

    if (known && !queue->active[alarm]) {
        queue->active[alarm] = true;
        if (priority == PRIORITY_HIGH) {
            queue->pause_requested = false;
            queue->sounding = true;
            queue->last_sound_ms = now_ms;
            alarm_port_sounder(true);
        }
    }
    return known;
}

/**
 * @brief Ends an alarm whose condition is gone.
 *
 * @implements SRS-015
 */
void alarm_queue_clear(alarm_queue_t *queue, alarm_id_t alarm)
{
    if (alarm_queue_priority(alarm) != PRIORITY_NONE) {
        queue->active[alarm] = false;
    }
}

/**
 * @brief The alarm to show: the active one with the highest priority. Among equal
 *        priorities the later entry of the list wins, so that the order is fixed.
 *
 * @implements SRS-015
 */
alarm_id_t alarm_queue_highest(const alarm_queue_t *queue)
{
    alarm_id_t highest = ALARM_NONE;

    for (size_t i = 0U; i < (size_t)ALARM_COUNT; i++) {
        const alarm_id_t candidate = (alarm_id_t)i;

        if (queue->active[i] && (alarm_queue_priority(candidate) >= alarm_queue_priority(highest))) {
            highest = candidate;
        }
    }
    return highest;
}

/**
 * @brief Starts an audio pause on the operator's request.
 *
 * @implements SRS-017
 */
void alarm_queue_pause_audio(alarm_queue_t *queue, uint32_t now_ms)
{
    queue->pause_requested = true;
    queue->pause_start_ms = now_ms;
    queue->sounding = false;
    alarm_port_sounder(false);
}

/**
 * @brief True while a requested pause has not reached its limit of 120 s.
 *
 * @implements SRS-017
 */
static bool audio_is_paused(alarm_queue_t *queue, uint32_t now_ms)
{
    if (queue->pause_requested && (elapsed_ms(queue->pause_start_ms, now_ms) >= AUDIO_PAUSE_MAX_MS)) {
        queue->pause_requested = false;
    }
    return queue->pause_requested;
}

/**
 * @brief Called every 100 ms. Renews the sound of an active alarm each second and
 *        silences the sounder when nothing is active.
 *
 * @implements SRS-016
 * @risk RC-09
 */
void alarm_queue_tick(alarm_queue_t *queue, uint32_t now_ms)
{
    const bool paused = audio_is_paused(queue, now_ms);
    const bool wanted = (alarm_queue_highest(queue) != ALARM_NONE) && !paused;

    if (wanted) {
        if (!queue->sounding || (elapsed_ms(queue->last_sound_ms, now_ms) >= ALARM_REPEAT_MS)) {
            queue->sounding = true;
            queue->last_sound_ms = now_ms;
            alarm_port_sounder(true);
        }
    } else if (queue->sounding) {
        queue->sounding = false;
        alarm_port_sounder(false);
    } else {
        /* Silent and nothing to sound. */
    }
}

/**
 * @brief Power-on test: the microphone has to hear the sounder, and then silence.
 *
 * @implements SRS-018
 * @risk RC-09
 */
bool alarm_queue_self_test(void)
{
    bool heard = false;
    bool silent = false;

    alarm_port_sounder(true);
    heard = alarm_port_sounder_heard();
    alarm_port_sounder(false);
    silent = !alarm_port_sounder_heard();
    return heard && silent;
}
