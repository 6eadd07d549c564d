import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Names } from '../../../server/src/model/names.ts';

describe('names', () => {
  it('keep their numbers, which count from 0 in order of first use', () => {
    const name = fc.oneof(fc.constantFrom('', 'a', 'SRS-1', 'SRS-10'), fc.string({ unit: 'binary', maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(fc.record({ name, isFile: fc.boolean() })), (asked) => {
        const names = new Names();
        const numbers = new Map<string, number>();
        for (const { name: each, isFile } of asked) {
          const key = `${isFile} ${each}`;
          const expected = numbers.get(key) ?? numbers.size;
          numbers.set(key, expected);
          assert.equal(isFile ? names.numberOfFile(each) : names.numberOf(each), expected);
          assert.equal(names.fileOf(expected), isFile ? each : undefined);
          if (!isFile) assert.equal(names.nameOf(expected), each);
        }
      }),
    );
  });

  it('are told apart by the hundred thousand', () => {
    const names = new Names();
    const all = Array.from({ length: 100_000 }, (_, index) => `req~item-${index}`);
    all.forEach((name, index) => {
      if (index % 7 === 0) names.numberOfFile(`src/${index}.c`);
      names.numberOf(name);
    });
    for (const name of all) assert.equal(names.nameOf(names.numberOf(name)), name);
  });

  it('are ordered by their characters, whatever their numbers', () => {
    const names = new Names();
    const numbers = ['b', 'a', 'B', 'ab'].map((name) => names.numberOf(name));
    assert.deepEqual(
      numbers.sort(names.compare).map((number) => names.nameOf(number)),
      ['B', 'a', 'ab', 'b'],
    );
  });
});
