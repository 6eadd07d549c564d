/** @verifies UNIT-1 */
#include "check.h"
#include "conversion.h"

static const calibration_t CALIBRATION = {1000U, 3400, 3000U, 4200};

/** @verifies SRS-1 */
static void calibration_points_are_met(void)
{
    CHECK(conversion_temperature(&CALIBRATION, 1000U) == 3400);
    CHECK(conversion_temperature(&CALIBRATION, 3000U) == 4200);
}

/** @verifies SRS-1 */
static void values_between_and_beyond_are_on_the_line(void)
{
    for (uint16_t value = 0U; value <= 4095U; value++) {
        const double exact = 3400.0 + ((double)value - 1000.0) * 0.4;
        const double error = (double)conversion_temperature(&CALIBRATION, value) - exact;
        CHECK(error <= 2.0 && error >= -2.0);
    }
}

int main(void)
{
    calibration_points_are_met();
    values_between_and_beyond_are_on_the_line();
    return 0;
}
