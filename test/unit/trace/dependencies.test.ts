import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Dependencies } from '../../../server/src/trace/graph/dependencies.ts';

const subject = fc.nat({ max: 20 });
const cells = fc.uniqueArray(fc.nat({ max: 300 }), { maxLength: 12 });

describe('dependencies', () => {
  it('name everybody who rests on a cell, after any number of changes', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(subject, cells)), (changes) => {
        const dependencies = new Dependencies();
        const expected = new Map<number, readonly number[]>();
        for (const [who, what] of changes) {
          dependencies.set(who, what);
          expected.set(who, what);
        }
        for (const [who, what] of expected) {
          for (const cell of what) assert.ok(dependencies.of(cell).includes(who), `${who} rests on ${cell}`);
        }
      }),
    );
  });

  it('forget who has long turned away', () => {
    const dependencies = new Dependencies();
    dependencies.set(1, [7]);
    for (let round = 0; round < 10_000; round++) dependencies.set(2, [round % 2 === 0 ? 8 : 9, 10]);
    assert.deepEqual(dependencies.of(7), [1]);
    assert.ok(dependencies.of(8).length + dependencies.of(9).length < 5000);
    dependencies.set(1, []);
    for (let round = 0; round < 10_000; round++) dependencies.set(2, [round % 2 === 0 ? 8 : 9, 10]);
    assert.deepEqual(dependencies.of(7), []);
  });
});
