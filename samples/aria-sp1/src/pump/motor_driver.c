/**
 * @file motor_driver.c
 * @brief Speed ramps, occlusion back-off and service routines of the syringe drive.
 * @unit UNIT-03
 */
#include "motor_driver.h"

#include "motor_port.h"

/**
 * @brief Starts a linear ramp from the present speed to a new one.
 *
 * @implements SRS-003
 */
void motor_driver_set_target(motor_ramp_t *ramp, uint32_t target_msps)
{
    ramp->from_msps = ramp->speed_msps;
    ramp->target_msps = target_msps;
    ramp->elapsed_ms = 0U;
}

/**
 * @brief Speed on the straight line between start and target. It ends on the
 *        target exactly, so the ramp itself cannot overshoot.
 *
 * @implements SRS-003
 */
static uint32_t speed_on_ramp(const motor_ramp_t *ramp)
{
    uint32_t speed = ramp->target_msps;

    if (ramp->elapsed_ms < RAMP_TIME_MS) {
        const bool rising = ramp->target_msps >= ramp->from_msps;
        const uint32_t span = rising ? (ramp->target_msps - ramp->from_msps) : (ramp->from_msps - ramp->target_msps);
        const uint32_t part = (uint32_t)(((uint64_t)span * (uint64_t)ramp->elapsed_ms) / (uint64_t)RAMP_TIME_MS);

        speed = rising ? (ramp->from_msps + part) : (ramp->from_msps - part);
    }
    return speed;
}

/**
 * @brief Advances the ramp by one control period and passes the speed to the timer.
 *
 * @implements SRS-003
 */
uint32_t motor_driver_tick(motor_ramp_t *ramp, uint32_t period_ms)
{
    if (ramp->elapsed_ms < RAMP_TIME_MS) {
        const uint32_t left_ms = RAMP_TIME_MS - ramp->elapsed_ms;
        ramp->elapsed_ms += (period_ms < left_ms) ? period_ms : left_ms;
    }
    ramp->speed_msps = speed_on_ramp(ramp);
    motor_port_set_speed(ramp->speed_msps);
    return ramp->speed_msps;
}

/**
 * @brief Whole micro-steps of a back-off, never more than 0.5 ml.
 *
 * @implements SRS-011
 */
static uint32_t back_off_steps(uint32_t requested_nl, uint32_t step_volume_pl)
{
    const uint32_t limited_nl = (requested_nl < BACK_OFF_MAX_NL) ? requested_nl : BACK_OFF_MAX_NL;

    return (uint32_t)(((uint64_t)limited_nl * 1000ULL) / (uint64_t)step_volume_pl);
}

/**
 * @brief Draws the plunger back after an occlusion to relieve the stored bolus.
 * @return steps moved; 0 when the syringe's step volume is unknown
 *
 * @implements SRS-011
 * @risk RC-06
 */
uint32_t motor_driver_back_off(uint32_t requested_nl, uint32_t step_volume_pl)
{
    uint32_t steps = 0U;

    if (step_volume_pl > 0U) {
        steps = back_off_steps(requested_nl, step_volume_pl);
        motor_port_set_speed(0U);
        motor_port_move(MOTOR_REVERSE, steps);
    }
    return steps;
}

/**
 * @brief Service routine: drives the empty carriage from the rear to the front
 *        switch and counts the micro-steps of the full stroke.
 * @return false if a switch is not reached within the longest possible stroke
 */
bool calibrate_stroke(uint32_t *stroke_steps)
{
    uint32_t steps = 0U;
    uint32_t returned = 0U;
    bool calibrated = false;

    while (!motor_port_at_rear_switch() && (returned < STROKE_MAX_STEPS)) {
        motor_port_move(MOTOR_REVERSE, 1U);
        returned++;
    }
    if (motor_port_at_rear_switch()) {
        while (!motor_port_at_front_switch() && (steps < STROKE_MAX_STEPS)) {
            motor_port_move(MOTOR_FORWARD, 1U);
            steps++;
        }
        calibrated = motor_port_at_front_switch() && (stroke_steps != NULL);
    }
    if (calibrated) {
        *stroke_steps = steps;
    }
    return calibrated;
}
