/**
 * @file command_link.c
 * @brief Receiving end of the UART command protocol (IF-02).
 * @unit UNIT-14
 */
#include "command_link.h"

#define CRC_INITIAL (0xFFFFU)
#define CRC_POLYNOMIAL (0x1021U)

/**
 * @brief Link state after power-on: sequence 0 expected, nothing pending.
 *
 * @implements SRS-022
 */
void command_link_init(command_link_t *link)
{
    link->next_sequence = 0U;
    link->program_pending = false;
    link->program.rate_hundredths = 0U;
    link->program.vtbi_ul = 0U;
}

/**
 * @brief CRC-16 with the CCITT polynomial and initial value 0xFFFF.
 *
 * @implements SRS-022
 */
uint16_t command_link_crc16(const uint8_t *data, size_t length)
{
    uint32_t crc = CRC_INITIAL;

    for (size_t i = 0U; i < length; i++) {
        crc ^= (uint32_t)data[i] << 8U;
        for (uint8_t bit = 0U; bit < 8U; bit++) {
            crc = ((crc & 0x8000U) != 0U) ? ((crc << 1U) ^ CRC_POLYNOMIAL) : (crc << 1U);
            crc &= 0xFFFFU;
        }
    }
    return (uint16_t)crc;
}

/**
 * @brief Big-endian 32-bit value from a payload.
 *
 * @implements SRS-022
 */
static uint32_t read_u32(const uint8_t *bytes)
{
    return ((uint32_t)bytes[0] << 24U) | ((uint32_t)bytes[1] << 16U) | ((uint32_t)bytes[2] << 8U) | (uint32_t)bytes[3];
}

/**
 * @brief Big-endian 32-bit value into a payload.
 *
 * @implements SRS-023
 */
static void write_u32(uint8_t *bytes, uint32_t value)
{
    bytes[0] = (uint8_t)(value >> 24U);
    bytes[1] = (uint8_t)((value >> 16U) & 0xFFU);
    bytes[2] = (uint8_t)((value >> 8U) & 0xFFU);
    bytes[3] = (uint8_t)(value & 0xFFU);
}

/**
 * @brief Length, sync, payload size, CRC and sequence number all have to fit.
 *
 * @implements SRS-022
 * @risk RC-11
 */
static bool frame_is_valid(const command_link_t *link, const uint8_t *frame, size_t length)
{
    bool valid = false;

    if ((frame != NULL) && (length == FRAME_SIZE)) {
        const size_t crc_at = length - FRAME_CRC_SIZE;
        const uint16_t sent = (uint16_t)(((uint32_t)frame[crc_at] << 8U) | (uint32_t)frame[crc_at + 1U]);

        valid = (frame[0] == FRAME_SYNC) && (frame[1] == link->next_sequence) && (frame[3] == PROGRAM_PAYLOAD_SIZE) &&
                (sent == command_link_crc16(frame, crc_at));
    }
    return valid;
}

/**
 * @brief True if a confirmation repeats exactly the program that was echoed.
 *
 * @implements SRS-023
 */
static bool confirms_pending(const command_link_t *link, const program_t *confirmed)
{
    return link->program_pending && (confirmed->rate_hundredths == link->program.rate_hundredths) &&
           (confirmed->vtbi_ul == link->program.vtbi_ul);
}

/**
 * @brief Takes one frame. A frame that is not valid changes nothing; a
 *        confirmation that does not match discards the pending program.
 *
 * @implements SRS-022, SRS-023
 * @risk RC-11
 */
link_event_t command_link_receive(command_link_t *link, const uint8_t *frame, size_t length)
{
    link_event_t event = LINK_REJECTED;

    if (frame_is_valid(link, frame, length)) {
        const program_t received = {read_u32(&frame[FRAME_HEADER_SIZE]), read_u32(&frame[FRAME_HEADER_SIZE + 4U])};

        link->next_sequence = (uint8_t)((link->next_sequence + 1U) & 0xFFU);
        if (frame[2] == (uint8_t)COMMAND_PROGRAM) {
            link->program = received;
            link->program_pending = true;
            event = LINK_PROGRAM_RECEIVED;
        } else if (frame[2] == (uint8_t)COMMAND_CONFIRM) {
            event = confirms_pending(link, &received) ? LINK_START_CONFIRMED : LINK_REJECTED;
            link->program_pending = false;
        } else {
            link->program_pending = false;
        }
    }
    return event;
}

/**
 * @brief Writes the echo of the pending program, to be shown to the operator.
 * @return size of the frame; 0 when nothing is pending or the buffer is too small
 *
 * @implements SRS-023
 */
size_t command_link_echo(const command_link_t *link, uint8_t sequence, uint8_t *frame, size_t capacity)
{
    size_t size = 0U;

    if (link->program_pending && (frame != NULL) && (capacity >= FRAME_SIZE)) {
        const size_t crc_at = FRAME_SIZE - FRAME_CRC_SIZE;
        uint16_t crc = 0U;

        frame[0] = FRAME_SYNC;
        frame[1] = sequence;
        frame[2] = (uint8_t)COMMAND_ECHO;
        frame[3] = PROGRAM_PAYLOAD_SIZE;
        write_u32(&frame[FRAME_HEADER_SIZE], link->program.rate_hundredths);
        write_u32(&frame[FRAME_HEADER_SIZE + 4U], link->program.vtbi_ul);
        crc = command_link_crc16(frame, crc_at);
        frame[crc_at] = (uint8_t)(crc >> 8U);
        frame[crc_at + 1U] = (uint8_t)(crc & 0xFFU);
        size = FRAME_SIZE;
    }
    return size;
}
