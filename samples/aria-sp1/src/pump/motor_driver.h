/**
 * @file motor_driver.h
 * @brief Speed ramps, occlusion back-off and service routines of the syringe drive.
 * @unit UNIT-03
 */
#ifndef ARIA_MOTOR_DRIVER_H
#define ARIA_MOTOR_DRIVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RAMP_TIME_MS (1800U)
#define BACK_OFF_MAX_NL (500000U)
#define STROKE_MAX_STEPS (400000U)

typedef struct {
    uint32_t from_msps;
    uint32_t target_msps;
    uint32_t speed_msps;
    uint32_t elapsed_ms;
} motor_ramp_t;

void motor_driver_set_target(motor_ramp_t *ramp, uint32_t target_msps);
uint32_t motor_driver_tick(motor_ramp_t *ramp, uint32_t period_ms);
uint32_t motor_driver_back_off(uint32_t requested_nl, uint32_t step_volume_pl);
bool calibrate_stroke(uint32_t *stroke_steps);

#endif
