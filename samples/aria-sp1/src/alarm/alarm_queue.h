/**
 * @file alarm_queue.h
 * @brief Active alarms in order of priority, the sounder and its pause.
 * @unit UNIT-07
 */
#ifndef ARIA_ALARM_QUEUE_H
#define ARIA_ALARM_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ALARM_REPEAT_MS (1000U)
#define AUDIO_PAUSE_MAX_MS (120000U)

/* One place per alarm condition: the queue cannot overflow (CAUSE-05). */
typedef enum {
    ALARM_NONE = 0,
    ALARM_INFUSION_COMPLETE,
    ALARM_BATTERY_LOW,
    ALARM_BATTERY_CRITICAL,
    ALARM_AIR,
    ALARM_OCCLUSION,
    ALARM_COUNT
} alarm_id_t;

typedef enum { PRIORITY_NONE = 0, PRIORITY_LOW, PRIORITY_MEDIUM, PRIORITY_HIGH } alarm_priority_t;

typedef struct {
    bool active[ALARM_COUNT];
    uint32_t last_sound_ms;
    bool sounding;
    bool pause_requested;
    uint32_t pause_start_ms;
} alarm_queue_t;

void alarm_queue_init(alarm_queue_t *queue);
alarm_priority_t alarm_queue_priority(alarm_id_t alarm);
bool alarm_queue_raise(alarm_queue_t *queue, alarm_id_t alarm, uint32_t now_ms);
void alarm_queue_clear(alarm_queue_t *queue, alarm_id_t alarm);
alarm_id_t alarm_queue_highest(const alarm_queue_t *queue);
void alarm_queue_pause_audio(alarm_queue_t *queue, uint32_t now_ms);
void alarm_queue_tick(alarm_queue_t *queue, uint32_t now_ms);
bool alarm_queue_self_test(void);

#endif
