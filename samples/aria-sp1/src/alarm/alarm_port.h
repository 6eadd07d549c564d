/**
 * @file alarm_port.h
 * @brief What the alarm queue needs from the board: the sounder and its feedback microphone.
 * @unit UNIT-07
 */
#ifndef ARIA_ALARM_PORT_H
#define ARIA_ALARM_PORT_H

#include <stdbool.h>

void alarm_port_sounder(bool on);
bool alarm_port_sounder_heard(void);

#endif
