/**
 * @file motor_enable_port.h
 * @brief The supervisor's hardware line that permits the motor to run (IF-01).
 * @unit UNIT-06
 *
 * Once cut, the line stays low until the supervisor is restarted by the operator.
 */
#ifndef ARIA_MOTOR_ENABLE_PORT_H
#define ARIA_MOTOR_ENABLE_PORT_H

typedef enum { CUT_NO_HEARTBEAT = 0, CUT_AIR } motor_cut_reason_t;

void motor_enable_port_cut(motor_cut_reason_t reason);

#endif
