/** @verifies UNIT-3 */
#include "check.h"
#include "peak_hold.h"

/** @verifies SRS-4 */
static void the_highest_temperature_stays(void)
{
    peak_hold_t hold;
    peak_hold_start(&hold, 3500, 0U);
    (void)peak_hold_add(&hold, 3700, 1000U);
    (void)peak_hold_add(&hold, 3600, 2000U);
    CHECK(hold.highest == 3700);
}

/** @verifies SRS-5, RC-2 */
static void one_beep_after_eight_seconds_without_a_rise(void)
{
    peak_hold_t hold;
    peak_hold_start(&hold, 3500, 0U);
    CHECK(!peak_hold_add(&hold, 3505, 7999U));
    CHECK(!peak_hold_add(&hold, 3509, 15998U));
    CHECK(peak_hold_add(&hold, 3509, 15999U));
    CHECK(!peak_hold_add(&hold, 3509, 24000U));
}

/** @verifies SRS-5 */
static void the_clock_may_wrap(void)
{
    peak_hold_t hold;
    peak_hold_start(&hold, 3700, UINT32_MAX - 3999U);
    CHECK(!peak_hold_add(&hold, 3700, 3999U));
    CHECK(peak_hold_add(&hold, 3700, 4000U));
}

int main(void)
{
    the_highest_temperature_stays();
    one_beep_after_eight_seconds_without_a_rise();
    the_clock_may_wrap();
    return 0;
}
