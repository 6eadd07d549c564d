/** @file UT-010: unit test of protocolClient.
 *  @verifies UNIT-10 */

import { Command, crc16, decodeFrame, encodeFrame, type Program, ProtocolClient } from '../src/protocolClient.ts';
import { equal, test } from './check.ts';

const program: Program = { rateHundredths: 12_500, vtbiMicrolitres: 50_000 };

function recordingPort(): { readonly sent: Uint8Array[]; write(bytes: Uint8Array): void } {
  const sent: Uint8Array[] = [];
  return { sent, write: (bytes) => void sent.push(bytes) };
}

// @verifies SRS-031
test('CRC has the published check value', () => {
  equal(crc16(new TextEncoder().encode('123456789')), 0x29b1);
});

// @verifies SRS-031
test('frame survives the round trip', () => {
  equal(decodeFrame(encodeFrame(7, Command.program, program)), { sequence: 7, command: Command.program, program });
});

// @verifies SRS-031
test('a frame with any flipped bit is not decoded', () => {
  const frame = encodeFrame(7, Command.echo, program);
  for (let bit = 0; bit < frame.length * 8; bit++) {
    const damaged = frame.slice();
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    equal(decodeFrame(damaged) === undefined, true);
  }
});

// @verifies SRS-031
test('every command carries the next sequence number', () => {
  const port = recordingPort();
  const client = new ProtocolClient(port);
  for (let i = 0; i < 257; i++) {
    client.sendProgram(program);
  }
  equal(port.sent.map((frame) => frame[1]).slice(254), [254, 255, 0]);
});

// @verifies SRS-031
test('the echoed value is presented and confirmed, not the typed one', () => {
  const port = recordingPort();
  const client = new ProtocolClient(port);
  const understood: Program = { rateHundredths: 1250, vtbiMicrolitres: 50_000 };
  client.sendProgram(program);
  equal(client.receive(encodeFrame(0, Command.echo, understood)), understood);
  equal(client.confirm(), true);
  const confirmation = port.sent[1];
  equal(confirmation && decodeFrame(confirmation)?.program, understood);
});

// @verifies SRS-031
test('nothing is confirmed without a valid echo, and an echo only once', () => {
  const port = recordingPort();
  const client = new ProtocolClient(port);
  equal(client.confirm(), false);
  client.sendProgram(program);
  equal(client.receive(new Uint8Array(14)) === undefined, true);
  equal(client.confirm(), false);
  client.receive(encodeFrame(0, Command.echo, program));
  equal(client.confirm(), true);
  equal(client.confirm(), false);
  equal(port.sent.length, 2);
});
