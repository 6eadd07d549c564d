/**
 * @file motor_port.h
 * @brief What the motor driver needs from the board: stepper timer and end switches.
 * @unit UNIT-03
 */
#ifndef ARIA_MOTOR_PORT_H
#define ARIA_MOTOR_PORT_H

#include <stdbool.h>
#include <stdint.h>

typedef enum { MOTOR_FORWARD = 0, MOTOR_REVERSE } motor_direction_t;

void motor_port_set_speed(uint32_t speed_msps);
void motor_port_move(motor_direction_t direction, uint32_t steps);
bool motor_port_at_front_switch(void);
bool motor_port_at_rear_switch(void);

#endif
