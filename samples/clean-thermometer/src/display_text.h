#ifndef CALOR_DISPLAY_TEXT_H
#define CALOR_DISPLAY_TEXT_H

#include <stdint.h>

/** Characters of the display, the end mark included. */
#define DISPLAY_TEXT_SIZE 5U

void display_text(int16_t temperature, char text[DISPLAY_TEXT_SIZE]);

#endif
