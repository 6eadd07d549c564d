/** @verifies UNIT-2 */
#include <string.h>

#include "check.h"
#include "display_text.h"

static void check_text(int16_t temperature, const char *expected)
{
    char text[DISPLAY_TEXT_SIZE];
    display_text(temperature, text);
    CHECK(strcmp(text, expected) == 0);
}

/** @verifies SRS-3 */
static void numbers_have_one_decimal_rounded_half_up(void)
{
    check_text(3674, "36.7");
    check_text(3675, "36.8");
    check_text(3999, "40.0");
    check_text(3200, "32.0");
    check_text(4300, "43.0");
}

/** @verifies SRS-2, RC-1 */
static void impossible_temperatures_are_no_numbers(void)
{
    check_text(3199, "Err");
    check_text(4301, "Err");
    check_text(INT16_MIN, "Err");
    check_text(INT16_MAX, "Err");
}

int main(void)
{
    numbers_have_one_decimal_rounded_half_up();
    impossible_temperatures_are_no_numbers();
    return 0;
}
