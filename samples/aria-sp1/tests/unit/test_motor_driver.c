/**
 * @file test_motor_driver.c
 * @brief UT-003: unit test of motor_driver.
 * @verifies UNIT-03
 */
#include "motor_driver.h"
#include "motor_port.h"
#include "test_assert.h"

static uint32_t board_speed;
static int32_t board_position;
static int32_t board_front;

void motor_port_set_speed(uint32_t speed_msps)
{
    board_speed = speed_msps;
}

void motor_port_move(motor_direction_t direction, uint32_t steps)
{
    board_position += (direction == MOTOR_FORWARD) ? (int32_t)steps : -(int32_t)steps;
}

bool motor_port_at_front_switch(void)
{
    return board_position >= board_front;
}

bool motor_port_at_rear_switch(void)
{
    return board_position <= 0;
}

/** @verifies SRS-003 */
static void new_rate_is_reached_within_two_seconds_without_overshoot(void)
{
    motor_ramp_t ramp = {0};
    uint32_t highest = 0U;

    motor_driver_set_target(&ramp, 1718213U);
    for (uint32_t t = 0U; t < 2000U; t += 10U) {
        const uint32_t speed = motor_driver_tick(&ramp, 10U);
        highest = (speed > highest) ? speed : highest;
    }
    CHECK_EQUAL(1718213U, ramp.speed_msps);
    CHECK_EQUAL(1718213U, highest);
    CHECK_EQUAL(1718213U, board_speed);
}

/** @verifies SRS-003 */
static void ramp_down_never_goes_below_the_target(void)
{
    motor_ramp_t ramp = {.speed_msps = 100000U};
    uint32_t lowest = UINT32_MAX;

    motor_driver_set_target(&ramp, 40000U);
    for (uint32_t t = 0U; t < 2000U; t += 100U) {
        const uint32_t speed = motor_driver_tick(&ramp, 100U);
        lowest = (speed < lowest) ? speed : lowest;
    }
    CHECK_EQUAL(40000U, lowest);
    CHECK_EQUAL(40000U, board_speed);
}

/** @verifies SRS-003 */
static void ramp_is_halfway_at_half_time(void)
{
    motor_ramp_t ramp = {0};

    motor_driver_set_target(&ramp, 90000U);
    CHECK_EQUAL(45000U, motor_driver_tick(&ramp, RAMP_TIME_MS / 2U));
}

/** @verifies SRS-011 */
static void back_off_is_limited_to_half_a_millilitre(void)
{
    board_position = 10000;
    board_speed = 5U;
    CHECK_EQUAL(2500U, motor_driver_back_off(900000U, 200000U));
    CHECK_EQUAL(7500, board_position);
    CHECK_EQUAL(0U, board_speed);
}

/** @verifies SRS-011 */
static void back_off_moves_whole_steps_and_needs_a_known_syringe(void)
{
    board_position = 10000;
    CHECK_EQUAL(1U, motor_driver_back_off(399U, 200000U));
    CHECK_EQUAL(0U, motor_driver_back_off(399U, 0U));
    CHECK_EQUAL(9999, board_position);
}

/** @verifies UNIT-03 */
static void stroke_is_counted_from_switch_to_switch(void)
{
    uint32_t stroke = 0U;

    board_front = 32000;
    board_position = 150;
    CHECK(calibrate_stroke(&stroke));
    CHECK_EQUAL(32000U, stroke);
}

/** @verifies UNIT-03 */
static void stroke_calibration_gives_up_on_a_blocked_carriage(void)
{
    uint32_t stroke = 7U;

    board_front = INT32_MAX;
    board_position = 0;
    CHECK(!calibrate_stroke(&stroke));
    CHECK_EQUAL(7U, stroke);
}

int main(void)
{
    new_rate_is_reached_within_two_seconds_without_overshoot();
    ramp_down_never_goes_below_the_target();
    ramp_is_halfway_at_half_time();
    back_off_is_limited_to_half_a_millilitre();
    back_off_moves_whole_steps_and_needs_a_known_syringe();
    stroke_is_counted_from_switch_to_switch();
    stroke_calibration_gives_up_on_a_blocked_carriage();
    return 0;
}
