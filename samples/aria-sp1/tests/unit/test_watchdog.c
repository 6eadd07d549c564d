/**
 * @file test_watchdog.c
 * @brief UT-006: unit test of watchdog.
 * @verifies UNIT-06
 */
#include "motor_enable_port.h"
#include "test_assert.h"
#include "watchdog.h"

static uint32_t board_cuts;
static motor_cut_reason_t board_reason;

void motor_enable_port_cut(motor_cut_reason_t reason)
{
    board_cuts++;
    board_reason = reason;
}

/** @verifies SRS-014 */
static void regular_heartbeats_keep_the_line_up(void)
{
    watchdog_t watchdog;

    board_cuts = 0U;
    watchdog_init(&watchdog, 250U, 0U);
    for (uint32_t beat = 1U; beat <= 1000U; beat++) {
        watchdog_beat(&watchdog, (uint8_t)((250U + beat) & 0xFFU), beat * 50U);
        CHECK(!watchdog_poll(&watchdog, (beat * 50U) + 49U));
    }
    CHECK_EQUAL(0U, board_cuts);
}

/** @verifies SRS-014 */
static void line_is_cut_200_ms_after_the_last_heartbeat(void)
{
    watchdog_t watchdog;

    board_cuts = 0U;
    watchdog_init(&watchdog, 0U, 1000U);
    CHECK(!watchdog_poll(&watchdog, 1199U));
    CHECK(watchdog_poll(&watchdog, 1200U));
    CHECK_EQUAL(1U, board_cuts);
    CHECK_EQUAL(CUT_NO_HEARTBEAT, board_reason);
}

/** @verifies SRS-014 */
static void repeated_count_is_not_a_heartbeat(void)
{
    watchdog_t watchdog;

    board_cuts = 0U;
    watchdog_init(&watchdog, 7U, 0U);
    for (uint32_t now = 50U; now < 200U; now += 50U) {
        watchdog_beat(&watchdog, 7U, now);
    }
    CHECK(watchdog_poll(&watchdog, 200U));
    CHECK_EQUAL(1U, board_cuts);
}

/** @verifies SRS-014 */
static void late_heartbeat_does_not_bring_the_line_back(void)
{
    watchdog_t watchdog;

    board_cuts = 0U;
    watchdog_init(&watchdog, 0U, 0U);
    CHECK(watchdog_poll(&watchdog, 200U));
    watchdog_beat(&watchdog, 1U, 210U);
    CHECK(watchdog_poll(&watchdog, 220U));
    CHECK_EQUAL(1U, board_cuts);
}

/** @verifies SRS-014 */
static void supervision_goes_on_across_the_counter_wrap(void)
{
    watchdog_t watchdog;
    const uint32_t start = UINT32_MAX - 100U;

    watchdog_init(&watchdog, 0U, start);
    CHECK(!watchdog_poll(&watchdog, start + 199U));
    CHECK(watchdog_poll(&watchdog, start + 200U));
}

int main(void)
{
    regular_heartbeats_keep_the_line_up();
    line_is_cut_200_ms_after_the_last_heartbeat();
    repeated_count_is_not_a_heartbeat();
    late_heartbeat_does_not_bring_the_line_back();
    supervision_goes_on_across_the_counter_wrap();
    return 0;
}
