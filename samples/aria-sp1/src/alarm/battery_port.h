/**
 * @file battery_port.h
 * @brief What the battery monitor needs from the board: fuel gauge, cell voltage, motor stop.
 * @unit UNIT-08
 */
#ifndef ARIA_BATTERY_PORT_H
#define ARIA_BATTERY_PORT_H

#include <stdbool.h>
#include <stdint.h>

bool battery_port_on_mains(void);
uint32_t battery_port_charge_mah(void);
uint32_t battery_port_load_ma(void);
uint32_t battery_port_cell_mv(void);
void battery_port_stop_motor(void);

#endif
