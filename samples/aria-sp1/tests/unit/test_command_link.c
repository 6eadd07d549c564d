/**
 * @file test_command_link.c
 * @brief UT-012: unit test of command_link.
 * @verifies UNIT-14
 */
#include <string.h>

#include "command_link.h"
#include "test_assert.h"

static void make_frame(uint8_t *frame, uint8_t sequence, command_code_t command, uint32_t rate, uint32_t vtbi)
{
    const uint32_t values[2] = {rate, vtbi};
    uint16_t crc = 0U;

    frame[0] = FRAME_SYNC;
    frame[1] = sequence;
    frame[2] = (uint8_t)command;
    frame[3] = PROGRAM_PAYLOAD_SIZE;
    for (size_t i = 0U; i < 8U; i++) {
        frame[FRAME_HEADER_SIZE + i] = (uint8_t)((values[i / 4U] >> (24U - (8U * (i % 4U)))) & 0xFFU);
    }
    crc = command_link_crc16(frame, FRAME_SIZE - FRAME_CRC_SIZE);
    frame[FRAME_SIZE - 2U] = (uint8_t)(crc >> 8U);
    frame[FRAME_SIZE - 1U] = (uint8_t)(crc & 0xFFU);
}

/** @verifies SRS-022 */
static void crc_has_the_published_check_value(void)
{
    CHECK_EQUAL(0x29B1U, command_link_crc16((const uint8_t *)"123456789", 9U));
}

/** @verifies SRS-022 */
static void damaged_frame_changes_nothing(void)
{
    uint8_t frame[FRAME_SIZE];

    for (size_t damaged = 0U; damaged < FRAME_SIZE; damaged++) {
        command_link_t link;
        command_link_init(&link);
        make_frame(frame, 0U, COMMAND_PROGRAM, 12500U, 50000U);
        frame[damaged] ^= 0x01U;
        CHECK_EQUAL(LINK_REJECTED, command_link_receive(&link, frame, FRAME_SIZE));
        CHECK_EQUAL(0U, link.next_sequence);
        CHECK(!link.program_pending);
    }
}

/** @verifies SRS-022 */
static void repeated_or_skipped_sequence_is_rejected(void)
{
    uint8_t frame[FRAME_SIZE];
    command_link_t link;

    command_link_init(&link);
    make_frame(frame, 0U, COMMAND_PROGRAM, 12500U, 50000U);
    CHECK_EQUAL(LINK_PROGRAM_RECEIVED, command_link_receive(&link, frame, FRAME_SIZE));
    CHECK_EQUAL(LINK_REJECTED, command_link_receive(&link, frame, FRAME_SIZE));
    make_frame(frame, 2U, COMMAND_PROGRAM, 12500U, 50000U);
    CHECK_EQUAL(LINK_REJECTED, command_link_receive(&link, frame, FRAME_SIZE));
    CHECK_EQUAL(1U, link.next_sequence);
}

/** @verifies SRS-022 */
static void sequence_wraps_after_255(void)
{
    uint8_t frame[FRAME_SIZE];
    command_link_t link;

    command_link_init(&link);
    link.next_sequence = 255U;
    make_frame(frame, 255U, COMMAND_PROGRAM, 12500U, 50000U);
    CHECK_EQUAL(LINK_PROGRAM_RECEIVED, command_link_receive(&link, frame, FRAME_SIZE));
    CHECK_EQUAL(0U, link.next_sequence);
}

/** @verifies SRS-022 */
static void truncated_frame_is_rejected(void)
{
    uint8_t frame[FRAME_SIZE];
    command_link_t link;

    command_link_init(&link);
    make_frame(frame, 0U, COMMAND_PROGRAM, 12500U, 50000U);
    for (size_t length = 0U; length < FRAME_SIZE; length++) {
        CHECK_EQUAL(LINK_REJECTED, command_link_receive(&link, frame, length));
    }
    CHECK_EQUAL(LINK_REJECTED, command_link_receive(&link, NULL, FRAME_SIZE));
}

/** @verifies SRS-023 */
static void echo_repeats_the_received_program(void)
{
    uint8_t frame[FRAME_SIZE];
    uint8_t expected[FRAME_SIZE];
    uint8_t echo[FRAME_SIZE];
    command_link_t link;

    command_link_init(&link);
    CHECK_EQUAL(0U, command_link_echo(&link, 9U, echo, sizeof echo));
    make_frame(frame, 0U, COMMAND_PROGRAM, 12500U, 50000U);
    CHECK_EQUAL(LINK_PROGRAM_RECEIVED, command_link_receive(&link, frame, FRAME_SIZE));
    CHECK_EQUAL(FRAME_SIZE, command_link_echo(&link, 9U, echo, sizeof echo));
    make_frame(expected, 9U, COMMAND_ECHO, 12500U, 50000U);
    CHECK(memcmp(expected, echo, FRAME_SIZE) == 0);
    CHECK_EQUAL(0U, command_link_echo(&link, 9U, echo, FRAME_SIZE - 1U));
}

/** @verifies SRS-023 */
static void start_needs_a_confirmation_that_matches(void)
{
    uint8_t frame[FRAME_SIZE];
    command_link_t link;

    command_link_init(&link);
    make_frame(frame, 0U, COMMAND_PROGRAM, 12500U, 50000U);
    CHECK_EQUAL(LINK_PROGRAM_RECEIVED, command_link_receive(&link, frame, FRAME_SIZE));
    make_frame(frame, 1U, COMMAND_CONFIRM, 12500U, 50000U);
    CHECK_EQUAL(LINK_START_CONFIRMED, command_link_receive(&link, frame, FRAME_SIZE));
    /* One program, one start. */
    make_frame(frame, 2U, COMMAND_CONFIRM, 12500U, 50000U);
    CHECK_EQUAL(LINK_REJECTED, command_link_receive(&link, frame, FRAME_SIZE));
}

/** @verifies SRS-023 */
static void mismatching_confirmation_discards_the_program(void)
{
    uint8_t frame[FRAME_SIZE];
    command_link_t link;

    command_link_init(&link);
    make_frame(frame, 0U, COMMAND_PROGRAM, 12500U, 50000U);
    CHECK_EQUAL(LINK_PROGRAM_RECEIVED, command_link_receive(&link, frame, FRAME_SIZE));
    make_frame(frame, 1U, COMMAND_CONFIRM, 125000U, 50000U);
    CHECK_EQUAL(LINK_REJECTED, command_link_receive(&link, frame, FRAME_SIZE));
    make_frame(frame, 2U, COMMAND_CONFIRM, 12500U, 50000U);
    CHECK_EQUAL(LINK_REJECTED, command_link_receive(&link, frame, FRAME_SIZE));
}

int main(void)
{
    crc_has_the_published_check_value();
    damaged_frame_changes_nothing();
    repeated_or_skipped_sequence_is_rejected();
    sequence_wraps_after_255();
    truncated_frame_is_rejected();
    echo_repeats_the_received_program();
    start_needs_a_confirmation_that_matches();
    mismatching_confirmation_discards_the_program();
    return 0;
}
