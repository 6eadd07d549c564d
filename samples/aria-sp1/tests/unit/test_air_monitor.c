/**
 * @file test_air_monitor.c
 * @brief UT-005: unit test of air_monitor.
 * @verifies UNIT-05
 */
#include "air_monitor.h"
#include "motor_enable_port.h"
#include "test_assert.h"

#define MINUTE_MS (60000U)

static uint32_t board_cuts;
static motor_cut_reason_t board_reason;

void motor_enable_port_cut(motor_cut_reason_t reason)
{
    board_cuts++;
    board_reason = reason;
}

/** @verifies SRS-012 */
static void small_bubbles_add_up_over_15_minutes(void)
{
    air_monitor_t monitor;

    board_cuts = 0U;
    air_monitor_init(&monitor, 0U);
    for (uint32_t minute = 0U; minute < 15U; minute++) {
        (void)air_monitor_add_bubble(&monitor, 3300U, minute * MINUTE_MS);
    }
    CHECK_EQUAL(49500U, air_monitor_accumulated_nl(&monitor));
    CHECK_EQUAL(0U, board_cuts);
    CHECK(air_monitor_add_bubble(&monitor, 501U, (15U * MINUTE_MS) - 1U));
    CHECK_EQUAL(1U, board_cuts);
}

/** @verifies SRS-012 */
static void exactly_50_microlitres_are_tolerated(void)
{
    air_monitor_t monitor;

    board_cuts = 0U;
    air_monitor_init(&monitor, 0U);
    CHECK(!air_monitor_add_bubble(&monitor, 50000U, 0U));
    CHECK(air_monitor_add_bubble(&monitor, 1U, 10U));
}

/** @verifies SRS-012 */
static void air_leaves_the_window_after_it_has_aged(void)
{
    air_monitor_t monitor;

    air_monitor_init(&monitor, 0U);
    (void)air_monitor_add_bubble(&monitor, 40000U, 0U);
    (void)air_monitor_add_bubble(&monitor, 0U, 15U * MINUTE_MS);
    CHECK_EQUAL(40000U, air_monitor_accumulated_nl(&monitor));
    (void)air_monitor_add_bubble(&monitor, 0U, 16U * MINUTE_MS);
    CHECK_EQUAL(0U, air_monitor_accumulated_nl(&monitor));
}

/** @verifies SRS-012 */
static void window_survives_a_long_silence_and_the_counter_wrap(void)
{
    air_monitor_t monitor;
    const uint32_t start = UINT32_MAX - 1000U;

    air_monitor_init(&monitor, start);
    (void)air_monitor_add_bubble(&monitor, 40000U, start);
    (void)air_monitor_add_bubble(&monitor, 5000U, start + MINUTE_MS);
    CHECK_EQUAL(45000U, air_monitor_accumulated_nl(&monitor));
    (void)air_monitor_add_bubble(&monitor, 7U, start + (600U * MINUTE_MS));
    CHECK_EQUAL(7U, air_monitor_accumulated_nl(&monitor));
}

/** @verifies SRS-012 */
static void absurd_volume_does_not_wrap_the_sum(void)
{
    air_monitor_t monitor;

    air_monitor_init(&monitor, 0U);
    (void)air_monitor_add_bubble(&monitor, 30000U, 0U);
    CHECK(air_monitor_add_bubble(&monitor, UINT32_MAX, 1U));
    CHECK_EQUAL(UINT32_MAX, air_monitor_accumulated_nl(&monitor));
}

/** @verifies SRS-013 */
static void line_is_cut_in_the_call_that_finds_the_air_and_only_once(void)
{
    air_monitor_t monitor;

    board_cuts = 0U;
    air_monitor_init(&monitor, 0U);
    CHECK(air_monitor_add_bubble(&monitor, 60000U, 5U));
    CHECK_EQUAL(CUT_AIR, board_reason);
    CHECK(air_monitor_add_bubble(&monitor, 60000U, 6U));
    CHECK_EQUAL(1U, board_cuts);
}

int main(void)
{
    small_bubbles_add_up_over_15_minutes();
    exactly_50_microlitres_are_tolerated();
    air_leaves_the_window_after_it_has_aged();
    window_survives_a_long_silence_and_the_counter_wrap();
    absurd_volume_does_not_wrap_the_sum();
    line_is_cut_in_the_call_that_finds_the_air_and_only_once();
    return 0;
}
