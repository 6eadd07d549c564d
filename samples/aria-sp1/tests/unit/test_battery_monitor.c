/**
 * @file test_battery_monitor.c
 * @brief UT-008: unit test of battery_monitor; the alarm queue is replaced by a recording one.
 * @verifies UNIT-08
 */
#include "battery_monitor.h"
#include "battery_port.h"
#include "test_assert.h"

static bool board_mains;
static uint32_t board_charge_mah;
static uint32_t board_cell_mv;
static uint32_t board_stops;

bool battery_port_on_mains(void)
{
    return board_mains;
}

uint32_t battery_port_charge_mah(void)
{
    return board_charge_mah;
}

uint32_t battery_port_load_ma(void)
{
    return 600U;
}

uint32_t battery_port_cell_mv(void)
{
    return board_cell_mv;
}

void battery_port_stop_motor(void)
{
    board_stops++;
}

bool alarm_queue_raise(alarm_queue_t *queue, alarm_id_t alarm, uint32_t now_ms)
{
    (void)now_ms;
    queue->active[alarm] = true;
    return true;
}

void alarm_queue_clear(alarm_queue_t *queue, alarm_id_t alarm)
{
    queue->active[alarm] = false;
}

static void set_board(bool mains, uint32_t charge_mah, uint32_t cell_mv)
{
    board_mains = mains;
    board_charge_mah = charge_mah;
    board_cell_mv = cell_mv;
    board_stops = 0U;
}

/** @verifies SRS-019 */
static void remaining_time_follows_charge_and_load(void)
{
    CHECK_EQUAL(60U, battery_monitor_remaining_minutes(600U, 600U));
    CHECK_EQUAL(UINT32_MAX, battery_monitor_remaining_minutes(600U, 0U));
    CHECK_EQUAL(0U, battery_monitor_remaining_minutes(0U, 600U));
}

/** @verifies SRS-019 */
static void low_battery_alarms_more_than_30_minutes_ahead(void)
{
    alarm_queue_t queue = {0};

    set_board(false, 361U, 3700U);
    CHECK_EQUAL(BATTERY_GOOD, battery_monitor_poll(&queue, 0U));
    set_board(false, 350U, 3700U);
    CHECK_EQUAL(BATTERY_LOW, battery_monitor_poll(&queue, 0U));
    CHECK(queue.active[ALARM_BATTERY_LOW]);
    CHECK_EQUAL(0U, board_stops);
}

/** @verifies SRS-019 */
static void low_cell_voltage_overrules_an_optimistic_gauge(void)
{
    alarm_queue_t queue = {0};

    set_board(false, 2000U, 3450U);
    CHECK_EQUAL(BATTERY_LOW, battery_monitor_poll(&queue, 0U));
    CHECK(queue.active[ALARM_BATTERY_LOW]);
}

/** @verifies SRS-020 */
static void critical_battery_stops_the_motor_and_alarms(void)
{
    alarm_queue_t queue = {0};

    set_board(false, 30U, 3700U);
    CHECK_EQUAL(BATTERY_CRITICAL, battery_monitor_poll(&queue, 0U));
    CHECK(queue.active[ALARM_BATTERY_CRITICAL]);
    CHECK_EQUAL(1U, board_stops);
    set_board(false, 2000U, 3200U);
    CHECK_EQUAL(BATTERY_CRITICAL, battery_monitor_poll(&queue, 0U));
    CHECK_EQUAL(1U, board_stops);
}

/** @verifies SRS-019, SRS-020 */
static void mains_power_ends_the_battery_alarms(void)
{
    alarm_queue_t queue = {0};

    queue.active[ALARM_BATTERY_LOW] = true;
    queue.active[ALARM_BATTERY_CRITICAL] = true;
    set_board(true, 30U, 3100U);
    CHECK_EQUAL(BATTERY_GOOD, battery_monitor_poll(&queue, 0U));
    CHECK(!queue.active[ALARM_BATTERY_LOW]);
    CHECK(!queue.active[ALARM_BATTERY_CRITICAL]);
    CHECK_EQUAL(0U, board_stops);
}

int main(void)
{
    remaining_time_follows_charge_and_load();
    low_battery_alarms_more_than_30_minutes_ahead();
    low_cell_voltage_overrules_an_optimistic_gauge();
    critical_battery_stops_the_motor_and_alarms();
    mains_power_ends_the_battery_alarms();
    return 0;
}
