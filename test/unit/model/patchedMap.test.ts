import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PatchedMap } from '../../../server/src/model/patchedMap.ts';

const keys = fc.integer({ min: 0, max: 200 });
const changes = fc.uniqueArray(fc.tuple(keys, fc.option(fc.record({}), { nil: undefined })), {
  maxLength: 90,
  selector: ([key]) => key,
});

describe('a patched map', () => {
  it('has what a map has that the same was done to, and tells what is other than in an earlier version', () => {
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 8 }), (versions) => {
        const plain = new Map<number, object>();
        let now = PatchedMap.of<number, object>(new Map());
        for (const version of versions) {
          const before = now;
          const plainBefore = new Map(plain);
          now = now.with(new Map(version));
          for (const [key, value] of version) {
            if (value) plain.set(key, value);
            else plain.delete(key);
          }
          assert.equal(now.size, plain.size);
          assert.deepEqual(new Map(now), plain);
          assert.deepEqual(new Set(now.keys()), new Set(plain.keys()));
          assert.deepEqual(new Set(now.values()), new Set(plain.values()));
          for (let key = 0; key <= 200; key++) {
            assert.equal(now.get(key), plain.get(key));
            assert.equal(now.has(key), plain.has(key));
          }
          const changed = [...plainBefore.keys(), ...plain.keys()].filter(
            (key) => plain.get(key) !== plainBefore.get(key),
          );
          assert.deepEqual(new Set(now.changedSince(before)), new Set(changed));
          assert.deepEqual(new Map(before), plainBefore);
        }
      }),
      { numRuns: 200 },
    );
  });
});
