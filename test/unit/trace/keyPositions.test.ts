import assert from 'node:assert/strict';
import fc from 'fast-check';
import { KeyPositions } from '../../../server/src/trace/graph/keyPositions.ts';

const HIGHEST = 2 ** 31 - 1;

/** Some rows are looked through, others are put in order. */
const keys = fc.array(fc.oneof(fc.nat(5), fc.constantFrom(HIGHEST - 1, HIGHEST)), { size: 'large', maxLength: 100 });

describe('positions of keys', () => {
  it('are those of the facts that have the key, in their order', () => {
    fc.assert(
      fc.property(keys, (row) => {
        const positions = new KeyPositions(Int32Array.from(row));
        for (const key of [0, 1, 2, 3, 4, 5, 6, HIGHEST - 1, HIGHEST]) {
          const expected = [...row.keys()].filter((index) => row[index] === key);
          assert.deepEqual(positions.of(key), expected);
          assert.equal(positions.has(key), expected.length > 0);
        }
      }),
    );
  });

  it('are of each key once', () => {
    fc.assert(
      fc.property(keys, (row) => {
        const distinct = [...new KeyPositions(Int32Array.from(row)).distinct()];
        assert.equal(new Set(distinct).size, distinct.length);
        assert.deepEqual(new Set(distinct), new Set(row));
      }),
    );
  });

  it('tell of another row whether it has the same keys, each once', () => {
    const rowOf = (...row: number[]): KeyPositions => new KeyPositions(Int32Array.from(row));
    assert.ok(rowOf(3, 1, 2).isSameRow(rowOf(3, 1, 2)));
    assert.ok(!rowOf(3, 1, 2).isSameRow(rowOf(3, 2, 1)));
    assert.ok(!rowOf(3, 1).isSameRow(rowOf(3, 1, 2)));
    assert.ok(!rowOf(3, 1, 3).isSameRow(rowOf(3, 1, 3)));
  });
});
