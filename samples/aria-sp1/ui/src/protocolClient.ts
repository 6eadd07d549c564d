/** @file Sending end of the UART command protocol (IF-02).
 *  @unit UNIT-10 */

const SYNC = 0xa5;
const HEADER_SIZE = 4;
const PAYLOAD_SIZE = 8;
const CRC_SIZE = 2;
const FRAME_SIZE = HEADER_SIZE + PAYLOAD_SIZE + CRC_SIZE;

/** Command codes, the same numbers as in the firmware. */
export const Command = { program: 0x10, echo: 0x11, confirm: 0x12 } as const;

/** One of the command codes. */
export type CommandCode = (typeof Command)[keyof typeof Command];

/** What the operator programmed: rate in hundredths of a ml/h, volume in microlitres. */
export interface Program {
  readonly rateHundredths: number;
  readonly vtbiMicrolitres: number;
}

/** A frame taken apart. */
export interface Frame {
  readonly sequence: number;
  readonly command: number;
  readonly program: Program;
}

/** Whatever carries bytes to the pump. */
export interface Port {
  write(bytes: Uint8Array): void;
}

/**
 * CRC-16 with the CCITT polynomial and initial value 0xFFFF.
 *
 * @implements SRS-031
 */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
      crc &= 0xffff;
    }
  }
  return crc;
}

/**
 * One command frame with its sequence number and CRC.
 *
 * @implements SRS-031
 */
export function encodeFrame(sequence: number, command: CommandCode, program: Program): Uint8Array {
  const bytes = new Uint8Array(FRAME_SIZE);
  const view = new DataView(bytes.buffer);
  bytes.set([SYNC, sequence & 0xff, command, PAYLOAD_SIZE]);
  view.setUint32(HEADER_SIZE, program.rateHundredths);
  view.setUint32(HEADER_SIZE + 4, program.vtbiMicrolitres);
  view.setUint16(HEADER_SIZE + PAYLOAD_SIZE, crc16(bytes.subarray(0, HEADER_SIZE + PAYLOAD_SIZE)));
  return bytes;
}

/**
 * Takes a frame apart; undefined when its size, sync byte, payload length or CRC is wrong.
 *
 * @implements SRS-031
 */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  if (bytes.length !== FRAME_SIZE || bytes[0] !== SYNC || bytes[3] !== PAYLOAD_SIZE) {
    return undefined;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sent = view.getUint16(HEADER_SIZE + PAYLOAD_SIZE);
  if (sent !== crc16(bytes.subarray(0, HEADER_SIZE + PAYLOAD_SIZE))) {
    return undefined;
  }
  return {
    sequence: view.getUint8(1),
    command: view.getUint8(2),
    program: {
      rateHundredths: view.getUint32(HEADER_SIZE),
      vtbiMicrolitres: view.getUint32(HEADER_SIZE + 4),
    },
  };
}

/**
 * Conversation with the delivery control: program, look at the echo, confirm what the operator saw.
 *
 * @implements SRS-031
 */
export class ProtocolClient {
  private sequence = 0;
  private echoed: Program | undefined;

  /** @implements SRS-031 */
  constructor(private readonly port: Port) {}

  /**
   * Sends a program. The value of an earlier echo is not valid for it any more.
   *
   * @implements SRS-031
   */
  sendProgram(program: Program): void {
    this.echoed = undefined;
    this.send(Command.program, program);
  }

  /**
   * Takes bytes from the pump and gives the echoed program to be shown for confirmation.
   *
   * @implements SRS-031
   */
  receive(bytes: Uint8Array): Program | undefined {
    const frame = decodeFrame(bytes);
    this.echoed = frame?.command === Command.echo ? frame.program : undefined;
    return this.echoed;
  }

  /**
   * Confirms the echoed program; false when there is none to confirm. It sends the echo, not the typed values, so
   * that the operator confirms what the pump understood.
   *
   * @implements SRS-031
   */
  confirm(): boolean {
    if (this.echoed === undefined) {
      return false;
    }
    this.send(Command.confirm, this.echoed);
    this.echoed = undefined;
    return true;
  }

  /**
   * Writes one frame and moves the sequence number on.
   *
   * @implements SRS-031
   */
  private send(command: CommandCode, program: Program): void {
    this.port.write(encodeFrame(this.sequence, command, program));
    this.sequence = (this.sequence + 1) & 0xff;
  }
}
