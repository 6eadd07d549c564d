import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type FileReading, READING_STATES } from '../../../server/src/workspace/node/fileReading.ts';
import { arrivedReadings } from '../../support/arrivedReadings.ts';

/** Bytes that differ from place to place, and from one payload to the next. */
function payloadOf(size: number, first: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: size }, (_, at) => first + 7 * at + (at >> 8));
}

const reading: fc.Arbitrary<FileReading> = fc
  .record({
    size: fc.oneof(
      fc.constant(0),
      fc.nat({ max: 9 }),
      fc.nat({ max: 200_000 }),
      fc.integer({ min: 520_000, max: 530_000 }),
    ),
    state: fc.constantFrom(...READING_STATES),
    first: fc.nat({ max: 255 }),
    modified: fc.option(fc.nat()),
  })
  .map(({ size, state, first, modified }) => ({
    path: 'a.c',
    role: 'source',
    state,
    stamp: modified === null ? undefined : { size, modified, changed: first, inode: 7 },
    payload: payloadOf(size, first),
  }));

describe('packed readings', () => {
  it('are those that were packed, however much each says', () => {
    fc.assert(
      fc.property(fc.array(reading, { maxLength: 12 }), (readings) => {
        const arrived = arrivedReadings(readings);
        for (const [index, { state, stamp, payload }] of readings.entries()) {
          assert.equal(arrived.state(index), state);
          assert.deepEqual(arrived.stamp(index), stamp);
          assert.equal(arrived.sizeOf(index), payload.length);
          assert.ok(Buffer.from(arrived.payload(index)).equals(payload));
        }
      }),
      { numRuns: 60 },
    );
  });
});
