/**
 * @file test_dose_limits.c
 * @brief UT-002: unit test of dose_limits.
 * @verifies UNIT-02
 */
#include "dose_limits.h"
#include "test_assert.h"

static drug_limits_t morphine(void)
{
    drug_limits_t limits = {.drug_id = 12U, .soft_max_tenths = 50U, .hard_max_tenths = 100U, .checksum = 0U};

    limits.checksum = dose_limits_checksum(&limits);
    return limits;
}

/** @verifies SRS-006 */
static void rate_above_the_hard_limit_is_refused(void)
{
    const drug_limits_t limits = morphine();

    CHECK_EQUAL(LIMIT_OK, dose_limits_check_rate(&limits, 50U));
    CHECK_EQUAL(LIMIT_ABOVE_SOFT, dose_limits_check_rate(&limits, 51U));
    CHECK_EQUAL(LIMIT_ABOVE_SOFT, dose_limits_check_rate(&limits, 100U));
    CHECK_EQUAL(LIMIT_ABOVE_HARD, dose_limits_check_rate(&limits, 101U));
}

/** @verifies SRS-008 */
static void start_above_the_soft_limit_needs_the_confirmation(void)
{
    const drug_limits_t limits = morphine();

    CHECK(dose_limits_recheck_before_start(&limits, 50U, false));
    CHECK(!dose_limits_recheck_before_start(&limits, 51U, false));
    CHECK(dose_limits_recheck_before_start(&limits, 51U, true));
}

/** @verifies SRS-008 */
static void no_confirmation_opens_the_hard_limit(void)
{
    const drug_limits_t limits = morphine();

    CHECK(!dose_limits_recheck_before_start(&limits, 101U, true));
    CHECK(!dose_limits_recheck_before_start(&limits, 0U, true));
}

/** @verifies SRS-008 */
static void damaged_record_allows_no_rate(void)
{
    drug_limits_t limits = morphine();

    limits.hard_max_tenths = 1000U;
    CHECK_EQUAL(LIMIT_RECORD_CORRUPT, dose_limits_check_rate(&limits, 10U));
    CHECK(!dose_limits_recheck_before_start(&limits, 10U, true));
    CHECK(!dose_limits_recheck_before_start(NULL, 10U, true));
}

/** @verifies SRS-008 */
static void record_with_soft_above_hard_allows_no_rate(void)
{
    drug_limits_t limits = morphine();

    limits.soft_max_tenths = 200U;
    limits.checksum = dose_limits_checksum(&limits);
    CHECK_EQUAL(LIMIT_RECORD_CORRUPT, dose_limits_check_rate(&limits, 10U));
}

int main(void)
{
    rate_above_the_hard_limit_is_refused();
    start_above_the_soft_limit_needs_the_confirmation();
    no_confirmation_opens_the_hard_limit();
    damaged_record_allows_no_rate();
    record_with_soft_above_hard_allows_no_rate();
    return 0;
}
