/**
 * @file occlusion_port.h
 * @brief What the occlusion monitor needs from the board: pressure sensor, stop request, alarm request.
 * @unit UNIT-04
 */
#ifndef ARIA_OCCLUSION_PORT_H
#define ARIA_OCCLUSION_PORT_H

#include <stdint.h>

/* Line pressure in pascals; a sensor fault reads as UINT32_MAX. */
uint32_t occlusion_port_read_pressure(void);
void occlusion_port_command_stop(void);
void occlusion_port_raise_alarm(void);

#endif
