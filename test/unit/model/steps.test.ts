import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allOf, sortedInSteps } from '../../../server/src/model/steps.ts';

describe('sorting in steps', () => {
  it('gives what sorting in one go gives, and keeps the order of those that are equal', () => {
    const list = fc.array(fc.record({ key: fc.nat(50), name: fc.nat() }), { maxLength: 2000, size: 'max' });
    fc.assert(
      fc.property(list, (entries) => {
        const before = [...entries];
        const compare = (a: { key: number }, b: { key: number }): number => a.key - b.key;
        assert.deepEqual(allOf(sortedInSteps(entries, compare)), entries.toSorted(compare));
        assert.deepEqual(entries, before);
      }),
      { numRuns: 50 },
    );
  });

  it('never takes long for a step', () => {
    let compared = 0;
    let most = 0;
    const list = Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 20_000);
    const steps = sortedInSteps(list, (a, b) => {
      compared++;
      return a - b;
    });
    for (let step = steps.next(); !step.done; step = steps.next()) {
      most = Math.max(most, compared);
      compared = 0;
    }
    assert.ok(most < list.length, `${most} comparisons in one step`);
  });
});
