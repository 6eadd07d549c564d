import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Dependencies } from '../../../server/src/trace/graph/dependencies.ts';

const subject = fc.nat({ max: 20 });
/** Cells side by side: the first ones, some in the middle, and the last ones that there may be. */
const firstCell = fc.constantFrom(0, 2 ** 24 - 150, 2 ** 27 - 301);
const cells = fc.uniqueArray(fc.nat({ max: 300 }), { maxLength: 12 });

const byNumber = (a: number, b: number): number => a - b;

describe('dependencies', () => {
  it('name who rests on a cell and nobody else, after any number of changes', () => {
    fc.assert(
      fc.property(firstCell, fc.array(fc.tuple(subject, cells)), (first, changes) => {
        const dependencies = new Dependencies();
        const expected = new Map<number, readonly number[]>();
        for (const [who, places] of changes) {
          const what = places.map((place) => first + place);
          dependencies.set(who, what);
          expected.set(who, what);
        }
        for (let cell = first; cell <= first + 300; cell++) {
          const who = [...expected].filter(([, what]) => what.includes(cell)).map(([each]) => each);
          assert.deepEqual([...dependencies.of(cell)].sort(byNumber), who.sort(byNumber), `who rests on ${cell}`);
        }
        for (const [who, what] of expected) assert.deepEqual(dependencies.cellsOf(who), [...what].sort(byNumber));
      }),
    );
  });

  it('know as many cells as fifteen million names have, and say so where there are more', () => {
    const dependencies = new Dependencies();
    dependencies.set(1, [2 ** 27 - 1]);
    assert.deepEqual(dependencies.of(2 ** 27 - 1), [1]);
    assert.throws(() => dependencies.set(1, [2 ** 27]), RangeError);
  });

  it('forget who has long turned away', () => {
    const dependencies = new Dependencies();
    dependencies.set(1, [7]);
    for (let round = 0; round < 10_000; round++) dependencies.set(2, [round % 2 === 0 ? 8 : 9, 10]);
    assert.deepEqual(dependencies.of(7), [1]);
    assert.deepEqual([dependencies.of(8), dependencies.of(9)], [[], [2]]);
    dependencies.set(1, []);
    for (let round = 0; round < 10_000; round++) dependencies.set(2, [round % 2 === 0 ? 8 : 9, 10]);
    assert.deepEqual(dependencies.of(7), []);
  });
});
