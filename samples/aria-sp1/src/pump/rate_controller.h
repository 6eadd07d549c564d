/**
 * @file rate_controller.h
 * @brief Set rate, motor speed, VTBI stop and KVO of the syringe drive.
 * @unit UNIT-01
 *
 * Units: rates in tenths of a millilitre per hour, motor speed in thousandths
 * of a micro-step per second, volumes in nanolitres unless the name says so.
 */
#ifndef ARIA_RATE_CONTROLLER_H
#define ARIA_RATE_CONTROLLER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define RATE_MIN_TENTHS (1U)
#define RATE_MAX_TENTHS (12000U)
#define KVO_MAX_TENTHS (10U)
#define VTBI_MAX_UL (9999000U)

/* 0.1 ml/h = 1e8 pl/h; 1e8 * 1000 / 3600 = 250e6 / 9. */
#define SPEED_NUMERATOR (250000000ULL)
#define SPEED_DENOMINATOR (9ULL)

/* Largest correction that the encoder may ask for: 2 % of the speed. */
#define TRIM_LIMIT_DIVISOR (50U)

typedef enum {
    DELIVERY_STOPPED = 0,
    DELIVERY_INFUSING,
    DELIVERY_KVO,
    DELIVERY_FAULT
} delivery_state_t;

typedef struct {
    delivery_state_t state;
    uint16_t rate_tenths;
    uint16_t kvo_tenths; /* 0: KVO is not enabled */
    uint64_t vtbi_nl;
    uint64_t delivered_nl;
    uint64_t delivered_inverse; /* bitwise complement, second counter of RC-02 */
    uint32_t remainder_pl;
} delivery_t;

uint32_t rate_controller_speed(uint16_t rate_tenths, uint32_t step_volume_pl);
uint32_t rate_controller_trim(uint32_t speed_msps, uint32_t commanded_steps, uint32_t counted_steps);
bool rate_controller_accept_rate(uint32_t rate_hundredths, uint16_t *rate_tenths);
bool rate_controller_start(delivery_t *delivery, uint16_t rate_tenths, uint32_t vtbi_ul, uint16_t kvo_tenths);
delivery_state_t rate_controller_add_steps(delivery_t *delivery, uint32_t steps, uint32_t step_volume_pl);
uint16_t rate_controller_current_rate(const delivery_t *delivery);

#endif
