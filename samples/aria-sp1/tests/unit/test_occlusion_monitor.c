/**
 * @file test_occlusion_monitor.c
 * @brief UT-004: unit test of occlusion_monitor.
 * @verifies UNIT-04
 */
#include "occlusion_monitor.h"
#include "occlusion_port.h"
#include "test_assert.h"

static uint32_t board_pressure;
static uint32_t board_reads;
static uint32_t board_stops;
static uint32_t board_alarms;

uint32_t occlusion_port_read_pressure(void)
{
    board_reads++;
    return board_pressure;
}

void occlusion_port_command_stop(void)
{
    board_stops++;
}

void occlusion_port_raise_alarm(void)
{
    board_alarms++;
}

static void reset_board(uint32_t pressure)
{
    board_pressure = pressure;
    board_reads = 0U;
    board_stops = 0U;
    board_alarms = 0U;
}

/** @verifies SRS-009 */
static void line_is_sampled_every_100_ms(void)
{
    occlusion_monitor_t monitor;

    reset_board(1000U);
    occlusion_monitor_init(&monitor, 0U);
    for (uint32_t now = 1U; now <= 10000U; now++) {
        (void)occlusion_monitor_poll(&monitor, now);
    }
    CHECK_EQUAL(100U, board_reads);
}

/** @verifies SRS-009 */
static void sampling_goes_on_across_the_counter_wrap(void)
{
    occlusion_monitor_t monitor;
    const uint32_t start = UINT32_MAX - 250U;

    reset_board(1000U);
    occlusion_monitor_init(&monitor, start);
    for (uint32_t passed = 1U; passed <= 1000U; passed++) {
        (void)occlusion_monitor_poll(&monitor, start + passed);
    }
    CHECK_EQUAL(10U, board_reads);
}

/** @verifies SRS-010 */
static void third_sample_above_the_threshold_stops_and_alarms_once(void)
{
    occlusion_monitor_t monitor;

    reset_board(OCCLUSION_THRESHOLD_PA + 1U);
    occlusion_monitor_init(&monitor, 0U);
    CHECK(!occlusion_monitor_poll(&monitor, 100U));
    CHECK(!occlusion_monitor_poll(&monitor, 200U));
    CHECK_EQUAL(0U, board_stops);
    CHECK(occlusion_monitor_poll(&monitor, 300U));
    CHECK(occlusion_monitor_poll(&monitor, 400U));
    CHECK_EQUAL(1U, board_stops);
    CHECK_EQUAL(1U, board_alarms);
}

/** @verifies SRS-010 */
static void single_low_sample_starts_the_count_again(void)
{
    occlusion_monitor_t monitor;

    reset_board(OCCLUSION_THRESHOLD_PA + 1U);
    occlusion_monitor_init(&monitor, 0U);
    (void)occlusion_monitor_poll(&monitor, 100U);
    (void)occlusion_monitor_poll(&monitor, 200U);
    board_pressure = OCCLUSION_THRESHOLD_PA;
    (void)occlusion_monitor_poll(&monitor, 300U);
    board_pressure = OCCLUSION_THRESHOLD_PA + 1U;
    CHECK(!occlusion_monitor_poll(&monitor, 400U));
    CHECK(!occlusion_monitor_poll(&monitor, 500U));
    CHECK_EQUAL(0U, board_stops);
    CHECK(occlusion_monitor_poll(&monitor, 600U));
    CHECK_EQUAL(1U, board_stops);
}

/** @verifies SRS-010 */
static void faulty_sensor_counts_as_occlusion(void)
{
    occlusion_monitor_t monitor;

    reset_board(UINT32_MAX);
    occlusion_monitor_init(&monitor, 0U);
    (void)occlusion_monitor_poll(&monitor, 100U);
    (void)occlusion_monitor_poll(&monitor, 200U);
    CHECK(occlusion_monitor_poll(&monitor, 300U));
}

int main(void)
{
    line_is_sampled_every_100_ms();
    sampling_goes_on_across_the_counter_wrap();
    third_sample_above_the_threshold_stops_and_alarms_once();
    single_low_sample_starts_the_count_again();
    faulty_sensor_counts_as_occlusion();
    return 0;
}
