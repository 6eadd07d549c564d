import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NearestOf } from '../../../server/src/read/comments/nearestOf.ts';

describe('NearestOf', () => {
  it('finds what a look at each character finds, wherever it is asked to go on', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'{};"a\n\u4e00'), maxLength: 60 });
    const jumps = fc.array(fc.nat(9), { maxLength: 30 });
    fc.assert(
      fc.property(texts, jumps, (text, steps) => {
        const nearest = new NearestOf(text, '{};"');
        let at = 0;
        for (const step of steps) {
          const expected = text.slice(at).search(/[{};"]/);
          const found = nearest.next(at);
          assert.equal(found, expected < 0 ? text.length : at + expected);
          at = Math.min(text.length, found + step);
        }
      }),
    );
  });
});
