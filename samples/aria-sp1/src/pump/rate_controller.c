/**
 * @file rate_controller.c
 * @brief Set rate, motor speed, VTBI stop and KVO of the syringe drive.
 * @unit UNIT-01
 */
#include "rate_controller.h"

/**
 * @brief Motor speed that gives the set rate with the fitted syringe, rounded
 *        to the nearest thousandth of a micro-step per second.
 *
 * @implements SRS-001 — open-loop speed; the encoder trim corrects the rest
 *
 * @param rate_tenths    set rate in 0.1 ml/h
 * @param step_volume_pl volume of one micro-step in picolitres; 0 stops the motor
 */
uint32_t rate_controller_speed(uint16_t rate_tenths, uint32_t step_volume_pl)
{
    uint32_t speed = 0U;

    if (step_volume_pl > 0U) {
        const uint64_t divisor = SPEED_DENOMINATOR * (uint64_t)step_volume_pl;
        const uint64_t exact = ((uint64_t)rate_tenths * SPEED_NUMERATOR) + (divisor / 2ULL);
        const uint64_t rounded = exact / divisor;
        speed = (rounded > (uint64_t)UINT32_MAX) ? UINT32_MAX : (uint32_t)rounded;
    }
    return speed;
}

/**
 * @brief Corrects the speed by the steps that the encoder missed or saw too many
 *        in the last control period, by no more than 2 %.
 *
 * @implements SRS-001
 */
uint32_t rate_controller_trim(uint32_t speed_msps, uint32_t commanded_steps, uint32_t counted_steps)
{
    uint32_t trimmed = speed_msps;

    if ((commanded_steps > 0U) && (counted_steps > 0U)) {
        const uint32_t limit = speed_msps / TRIM_LIMIT_DIVISOR;
        const uint64_t wanted = ((uint64_t)speed_msps * (uint64_t)commanded_steps) / (uint64_t)counted_steps;
        const uint64_t low = (uint64_t)speed_msps - (uint64_t)limit;
        const uint64_t high = (uint64_t)speed_msps + (uint64_t)limit;

        if (wanted < low) {
            trimmed = (uint32_t)low;
        } else if (wanted > high) {
            trimmed = (high > (uint64_t)UINT32_MAX) ? UINT32_MAX : (uint32_t)high;
        } else {
            trimmed = (uint32_t)wanted;
        }
    }
    return trimmed;
}

/**
 * @brief Takes a rate from the command link if it lies on the 0.1 ml/h grid
 *        between 0.1 and 1200 ml/h; otherwise the output stays untouched.
 *
 * @implements SRS-002
 * @risk RC-01
 */
bool rate_controller_accept_rate(uint32_t rate_hundredths, uint16_t *rate_tenths)
{
    bool accepted = false;

    if ((rate_tenths != NULL) && ((rate_hundredths % 10U) == 0U)) {
        const uint32_t tenths = rate_hundredths / 10U;

        if ((tenths >= RATE_MIN_TENTHS) && (tenths <= RATE_MAX_TENTHS)) {
            *rate_tenths = (uint16_t)tenths;
            accepted = true;
        }
    }
    return accepted;
}

/**
 * @brief Arms a delivery with empty volume counters.
 * @return false if rate, VTBI or KVO rate is out of range; nothing changes then
 *
 * @implements SRS-002, SRS-004
 */
bool rate_controller_start(delivery_t *delivery, uint16_t rate_tenths, uint32_t vtbi_ul, uint16_t kvo_tenths)
{
    const bool rate_ok = (rate_tenths >= RATE_MIN_TENTHS) && (rate_tenths <= RATE_MAX_TENTHS);
    const bool vtbi_ok = (vtbi_ul > 0U) && (vtbi_ul <= VTBI_MAX_UL);
    const bool kvo_ok = (kvo_tenths <= KVO_MAX_TENTHS);
    bool started = false;

    if ((delivery != NULL) && rate_ok && vtbi_ok && kvo_ok) {
        delivery->state = DELIVERY_INFUSING;
        delivery->rate_tenths = rate_tenths;
        delivery->kvo_tenths = kvo_tenths;
        delivery->vtbi_nl = (uint64_t)vtbi_ul * 1000ULL;
        delivery->delivered_nl = 0ULL;
        delivery->delivered_inverse = ~0ULL;
        delivery->remainder_pl = 0U;
        started = true;
    }
    return started;
}

/**
 * @brief True while the volume counter and its complement agree.
 *
 * @implements SRS-004
 * @risk RC-02
 */
static bool counters_agree(const delivery_t *delivery)
{
    return delivery->delivered_nl == ~delivery->delivered_inverse;
}

/**
 * @brief State after the programmed volume is complete: KVO when enabled, else stop.
 *
 * @implements SRS-005
 */
static delivery_state_t state_after_completion(const delivery_t *delivery)
{
    return (delivery->kvo_tenths > 0U) ? DELIVERY_KVO : DELIVERY_STOPPED;
}

/**
 * @brief Adds the steps of one control period to the delivered volume and leaves
 *        the infusing state when the VTBI is reached. A disagreement of the two
 *        counters, or a sum that no longer fits, is a fault and stops delivery.
 *
 * @implements SRS-004
 * @risk RC-02
 */
delivery_state_t rate_controller_add_steps(delivery_t *delivery, uint32_t steps, uint32_t step_volume_pl)
{
    const uint64_t moved_pl = ((uint64_t)steps * (uint64_t)step_volume_pl);

    if (!counters_agree(delivery) || (moved_pl > (UINT64_MAX - (uint64_t)delivery->remainder_pl))) {
        delivery->state = DELIVERY_FAULT;
    } else if ((delivery->state == DELIVERY_INFUSING) || (delivery->state == DELIVERY_KVO)) {
        const uint64_t total_pl = moved_pl + (uint64_t)delivery->remainder_pl;
        const uint64_t moved_nl = total_pl / 1000ULL;

        if (moved_nl > (UINT64_MAX - delivery->delivered_nl)) {
            delivery->state = DELIVERY_FAULT;
        } else {
            delivery->remainder_pl = (uint32_t)(total_pl % 1000ULL);
            delivery->delivered_nl += moved_nl;
            delivery->delivered_inverse -= moved_nl;
            if ((delivery->state == DELIVERY_INFUSING) && (delivery->delivered_nl >= delivery->vtbi_nl)) {
                delivery->state = state_after_completion(delivery);
            }
        }
    } else {
        /* Stopped or faulty: steps seen now are the motor running out, not delivery. */
    }
    return delivery->state;
}

/**
 * @brief Rate that the drive has to follow in the present state.
 *
 * @implements SRS-004, SRS-005
 */
uint16_t rate_controller_current_rate(const delivery_t *delivery)
{
    uint16_t rate = 0U;

    if (delivery->state == DELIVERY_INFUSING) {
        rate = delivery->rate_tenths;
    } else if (delivery->state == DELIVERY_KVO) {
        /* KVO never runs faster than the therapy that it follows. */
        rate = (delivery->kvo_tenths < delivery->rate_tenths) ? delivery->kvo_tenths : delivery->rate_tenths;
    } else {
        rate = 0U;
    }
    return rate;
}
