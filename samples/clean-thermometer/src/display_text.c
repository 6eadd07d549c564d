/**
 * @file display_text.c
 * @brief What the display shows.
 * @unit UNIT-2
 */
#include "display_text.h"

#include <stdbool.h>

#define LOWEST 3200
#define HIGHEST 4300

/** @implements SRS-2 -- see RC-1 */
static bool is_possible(int16_t temperature)
{
    return temperature >= LOWEST && temperature <= HIGHEST;
}

/**
 * Writes "36.8" for 3675, or "Err" for what no body has.
 * @implements SRS-2, SRS-3
 */
void display_text(int16_t temperature, char text[DISPLAY_TEXT_SIZE])
{
    if (!is_possible(temperature)) {
        text[0] = 'E';
        text[1] = 'r';
        text[2] = 'r';
        text[3] = '\0';
        return;
    }
    const int tenths = (temperature + 5) / 10;
    text[0] = (char)('0' + tenths / 100);
    text[1] = (char)('0' + tenths / 10 % 10);
    text[2] = '.';
    text[3] = (char)('0' + tenths % 10);
    text[4] = '\0';
}
