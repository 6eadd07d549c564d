/**
 * @file command_link.h
 * @brief Receiving end of the UART command protocol (IF-02).
 * @unit UNIT-14
 *
 * Frame: sync 0xA5, sequence, command, payload length, payload, CRC-16 (high byte
 * first, CCITT polynomial 0x1021, initial value 0xFFFF) over everything before it.
 */
#ifndef ARIA_COMMAND_LINK_H
#define ARIA_COMMAND_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FRAME_SYNC (0xA5U)
#define FRAME_HEADER_SIZE (4U)
#define FRAME_CRC_SIZE (2U)
#define PROGRAM_PAYLOAD_SIZE (8U)
#define FRAME_SIZE (FRAME_HEADER_SIZE + PROGRAM_PAYLOAD_SIZE + FRAME_CRC_SIZE)

typedef enum { COMMAND_PROGRAM = 0x10, COMMAND_ECHO = 0x11, COMMAND_CONFIRM = 0x12 } command_code_t;

typedef struct {
    uint32_t rate_hundredths; /* 0.01 ml/h */
    uint32_t vtbi_ul;
} program_t;

typedef struct {
    uint8_t next_sequence;
    bool program_pending;
    program_t program;
} command_link_t;

typedef enum {
    LINK_REJECTED = 0,
    LINK_PROGRAM_RECEIVED, /* echo it, do not start */
    LINK_START_CONFIRMED   /* confirmation matches the echoed program */
} link_event_t;

void command_link_init(command_link_t *link);
uint16_t command_link_crc16(const uint8_t *data, size_t length);
link_event_t command_link_receive(command_link_t *link, const uint8_t *frame, size_t length);
size_t command_link_echo(const command_link_t *link, uint8_t sequence, uint8_t *frame, size_t capacity);

#endif
