/**
 * @file test_rate_controller.c
 * @brief UT-001: unit test of rate_controller.
 * @verifies UNIT-01
 */
#include "rate_controller.h"
#include "test_assert.h"

#define STEP_PL (194000U)

/** @verifies SRS-001 */
static void speed_follows_the_set_rate(void)
{
    /* 1200 ml/h with 194 nl per step is 1718.213 steps per second. */
    CHECK_EQUAL(1718213U, rate_controller_speed(12000U, STEP_PL));
    CHECK_EQUAL(143U, rate_controller_speed(1U, STEP_PL));
    CHECK_EQUAL(0U, rate_controller_speed(0U, STEP_PL));
}

/** @verifies SRS-001 */
static void speed_is_zero_without_a_syringe(void)
{
    CHECK_EQUAL(0U, rate_controller_speed(12000U, 0U));
}

/** @verifies SRS-001 */
static void speed_saturates_instead_of_wrapping(void)
{
    CHECK_EQUAL(UINT32_MAX, rate_controller_speed(UINT16_MAX, 1U));
}

/** @verifies SRS-001 */
static void trim_makes_up_for_missed_steps_within_two_percent(void)
{
    CHECK_EQUAL(100000U, rate_controller_trim(100000U, 1000U, 1000U));
    CHECK_EQUAL(101010U, rate_controller_trim(100000U, 1000U, 990U));
    CHECK_EQUAL(102000U, rate_controller_trim(100000U, 1000U, 500U));
    CHECK_EQUAL(98000U, rate_controller_trim(100000U, 1000U, 2000U));
    CHECK_EQUAL(100000U, rate_controller_trim(100000U, 1000U, 0U));
}

/** @verifies SRS-002 */
static void rate_is_taken_on_the_grid_between_its_limits(void)
{
    uint16_t tenths = 77U;

    CHECK(rate_controller_accept_rate(10U, &tenths));
    CHECK_EQUAL(1U, tenths);
    CHECK(rate_controller_accept_rate(120000U, &tenths));
    CHECK_EQUAL(12000U, tenths);
}

/** @verifies SRS-002 */
static void rate_off_grid_or_out_of_range_is_rejected(void)
{
    uint16_t tenths = 77U;

    CHECK(!rate_controller_accept_rate(0U, &tenths));
    CHECK(!rate_controller_accept_rate(9U, &tenths));
    CHECK(!rate_controller_accept_rate(1005U, &tenths));
    CHECK(!rate_controller_accept_rate(120010U, &tenths));
    CHECK(!rate_controller_accept_rate(UINT32_MAX, &tenths));
    CHECK(!rate_controller_accept_rate(10U, NULL));
    CHECK_EQUAL(77U, tenths);
}

/** @verifies SRS-004 */
static void delivery_stops_when_the_vtbi_is_reached(void)
{
    delivery_t delivery = {0};

    CHECK(rate_controller_start(&delivery, 1000U, 1U, 0U));
    /* 1 µl at 194 nl per step: complete with the sixth step. */
    CHECK_EQUAL(DELIVERY_INFUSING, rate_controller_add_steps(&delivery, 5U, STEP_PL));
    CHECK_EQUAL(1000U, rate_controller_current_rate(&delivery));
    CHECK_EQUAL(DELIVERY_STOPPED, rate_controller_add_steps(&delivery, 1U, STEP_PL));
    CHECK_EQUAL(0U, rate_controller_current_rate(&delivery));
}

/** @verifies SRS-004 */
static void fractions_of_a_nanolitre_are_not_lost(void)
{
    delivery_t delivery = {0};

    CHECK(rate_controller_start(&delivery, 1000U, 1U, 0U));
    for (uint32_t i = 0U; i < 1999U; i++) {
        CHECK_EQUAL(DELIVERY_INFUSING, rate_controller_add_steps(&delivery, 1U, 500U));
    }
    CHECK_EQUAL(DELIVERY_STOPPED, rate_controller_add_steps(&delivery, 1U, 500U));
}

/** @verifies SRS-004 */
static void disagreeing_volume_counters_are_a_fault(void)
{
    delivery_t delivery = {0};

    CHECK(rate_controller_start(&delivery, 1000U, 1000U, 0U));
    delivery.delivered_nl ^= 0x10000ULL;
    CHECK_EQUAL(DELIVERY_FAULT, rate_controller_add_steps(&delivery, 1U, STEP_PL));
    CHECK_EQUAL(0U, rate_controller_current_rate(&delivery));
}

/** @verifies SRS-004 */
static void accumulator_overflow_is_a_fault(void)
{
    delivery_t delivery = {0};

    CHECK(rate_controller_start(&delivery, 1000U, 1000U, 0U));
    delivery.delivered_nl = UINT64_MAX;
    delivery.delivered_inverse = 0ULL;
    CHECK_EQUAL(DELIVERY_FAULT, rate_controller_add_steps(&delivery, 6U, STEP_PL));
}

/** @verifies SRS-005 */
static void kvo_follows_completion_when_enabled(void)
{
    delivery_t delivery = {0};

    CHECK(rate_controller_start(&delivery, 1000U, 1U, 10U));
    CHECK_EQUAL(DELIVERY_KVO, rate_controller_add_steps(&delivery, 6U, STEP_PL));
    CHECK_EQUAL(10U, rate_controller_current_rate(&delivery));
}

/** @verifies SRS-005 */
static void kvo_never_exceeds_the_therapy_rate_or_one_millilitre_per_hour(void)
{
    delivery_t delivery = {0};

    CHECK(!rate_controller_start(&delivery, 1000U, 1U, 11U));
    CHECK(rate_controller_start(&delivery, 5U, 1U, 10U));
    CHECK_EQUAL(DELIVERY_KVO, rate_controller_add_steps(&delivery, 6U, STEP_PL));
    CHECK_EQUAL(5U, rate_controller_current_rate(&delivery));
}

/** @verifies SRS-002 */
static void delivery_does_not_start_with_values_out_of_range(void)
{
    delivery_t delivery = {0};

    CHECK(!rate_controller_start(&delivery, 0U, 1000U, 0U));
    CHECK(!rate_controller_start(&delivery, 12001U, 1000U, 0U));
    CHECK(!rate_controller_start(&delivery, 1000U, 0U, 0U));
    CHECK(!rate_controller_start(&delivery, 1000U, 9999001U, 0U));
    CHECK(!rate_controller_start(NULL, 1000U, 1000U, 0U));
    CHECK_EQUAL(DELIVERY_STOPPED, delivery.state);
}

int main(void)
{
    speed_follows_the_set_rate();
    speed_is_zero_without_a_syringe();
    speed_saturates_instead_of_wrapping();
    trim_makes_up_for_missed_steps_within_two_percent();
    rate_is_taken_on_the_grid_between_its_limits();
    rate_off_grid_or_out_of_range_is_rejected();
    delivery_stops_when_the_vtbi_is_reached();
    fractions_of_a_nanolitre_are_not_lost();
    disagreeing_volume_counters_are_a_fault();
    accumulator_overflow_is_a_fault();
    kvo_follows_completion_when_enabled();
    kvo_never_exceeds_the_therapy_rate_or_one_millilitre_per_hour();
    delivery_does_not_start_with_values_out_of_range();
    return 0;
}
