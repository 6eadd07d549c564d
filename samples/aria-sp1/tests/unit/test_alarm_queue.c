/**
 * @file test_alarm_queue.c
 * @brief UT-007: unit test of alarm_queue.
 * @verifies UNIT-07
 */
#include "alarm_port.h"
#include "alarm_queue.h"
#include "test_assert.h"

static bool board_sounder_on;
static bool board_sounder_broken;
static bool board_noise;
static uint32_t board_sounds;

void alarm_port_sounder(bool on)
{
    board_sounder_on = on;
    board_sounds += on ? 1U : 0U;
}

bool alarm_port_sounder_heard(void)
{
    return board_noise || (board_sounder_on && !board_sounder_broken);
}

static void reset_board(void)
{
    board_sounder_on = false;
    board_sounder_broken = false;
    board_noise = false;
    board_sounds = 0U;
}

/** @verifies SRS-015 */
static void highest_priority_stays_visible_whatever_the_order(void)
{
    alarm_queue_t queue;

    reset_board();
    alarm_queue_init(&queue);
    CHECK_EQUAL(ALARM_NONE, alarm_queue_highest(&queue));
    CHECK(alarm_queue_raise(&queue, ALARM_OCCLUSION, 0U));
    CHECK(alarm_queue_raise(&queue, ALARM_INFUSION_COMPLETE, 1U));
    CHECK(alarm_queue_raise(&queue, ALARM_BATTERY_LOW, 2U));
    CHECK_EQUAL(ALARM_OCCLUSION, alarm_queue_highest(&queue));
    alarm_queue_clear(&queue, ALARM_OCCLUSION);
    CHECK_EQUAL(ALARM_BATTERY_LOW, alarm_queue_highest(&queue));
    alarm_queue_clear(&queue, ALARM_BATTERY_LOW);
    CHECK_EQUAL(ALARM_INFUSION_COMPLETE, alarm_queue_highest(&queue));
}

/** @verifies SRS-015 */
static void every_condition_fits_and_unknown_ones_are_refused(void)
{
    alarm_queue_t queue;

    reset_board();
    alarm_queue_init(&queue);
    for (uint32_t i = 1U; i < (uint32_t)ALARM_COUNT; i++) {
        CHECK(alarm_queue_raise(&queue, (alarm_id_t)i, i));
    }
    CHECK(!alarm_queue_raise(&queue, ALARM_NONE, 10U));
    CHECK(!alarm_queue_raise(&queue, ALARM_COUNT, 10U));
    CHECK_EQUAL(ALARM_OCCLUSION, alarm_queue_highest(&queue));
}

/** @verifies SRS-016 */
static void high_priority_alarm_sounds_at_once(void)
{
    alarm_queue_t queue;

    reset_board();
    alarm_queue_init(&queue);
    CHECK(alarm_queue_raise(&queue, ALARM_AIR, 5000U));
    CHECK(board_sounder_on);
}

/** @verifies SRS-016 */
static void sound_is_renewed_every_second_and_ends_with_the_alarm(void)
{
    alarm_queue_t queue;

    reset_board();
    alarm_queue_init(&queue);
    CHECK(alarm_queue_raise(&queue, ALARM_AIR, 0U));
    for (uint32_t now = 100U; now <= 3000U; now += 100U) {
        alarm_queue_tick(&queue, now);
    }
    CHECK_EQUAL(4U, board_sounds);
    alarm_queue_clear(&queue, ALARM_AIR);
    alarm_queue_tick(&queue, 3100U);
    CHECK(!board_sounder_on);
}

/**
 * @brief Regression test for PR-001.
 *
 * @verifies SRS-016
 */
static void sounder_works_across_49_days_of_uptime(void)
{
    alarm_queue_t queue;
    const uint32_t before_wrap = UINT32_MAX - 499U;

    reset_board();
    alarm_queue_init(&queue);
    CHECK(alarm_queue_raise(&queue, ALARM_OCCLUSION, before_wrap));
    alarm_queue_tick(&queue, before_wrap + 900U);
    CHECK_EQUAL(1U, board_sounds);
    alarm_queue_tick(&queue, before_wrap + 1000U);
    CHECK_EQUAL(2U, board_sounds);
}

/** @verifies SRS-018 */
static void self_test_hears_a_working_sounder(void)
{
    reset_board();
    CHECK(alarm_queue_self_test());
    CHECK(!board_sounder_on);
}

/** @verifies SRS-018 */
static void self_test_fails_on_a_silent_sounder_or_a_stuck_microphone(void)
{
    reset_board();
    board_sounder_broken = true;
    CHECK(!alarm_queue_self_test());
    reset_board();
    board_noise = true;
    CHECK(!alarm_queue_self_test());
}

int main(void)
{
    highest_priority_stays_visible_whatever_the_order();
    every_condition_fits_and_unknown_ones_are_refused();
    high_priority_alarm_sounds_at_once();
    sound_is_renewed_every_second_and_ends_with_the_alarm();
    sounder_works_across_49_days_of_uptime();
    self_test_hears_a_working_sounder();
    self_test_fails_on_a_silent_sounder_or_a_stuck_microphone();
    return 0;
}
