import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { filesBelow } from '../../../server/src/workspace/filesBelow.ts';

const paths = fc.array(
  fc.array(fc.constantFrom('a', 'b', 'ab', 'a.md'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
);

describe('files below folders', () => {
  it('are those whose path goes on behind the one of a folder', () => {
    fc.assert(
      fc.property(paths, paths, (files, folders) => {
        const expected = files.filter((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
        assert.deepEqual(filesBelow(files, new Set(folders)), expected);
      }),
    );
  });

  it('are found in linear time when a checkout takes away thousands of paths that nobody reads', () => {
    const engine = new Engine();
    const count = 30_000;
    const numbers = Array.from({ length: count }, (_, index) => index);
    const reason = 'binary file';
    engine.apply(numbers.map((number) => ({ kind: 'skipped', path: `src/${number % 100}/${number}.c`, reason })));
    engine.apply(numbers.map((number) => ({ kind: 'removed', path: `pictures/${number}.png` })));
    assert.equal(engine.knownPaths().length, count);
    engine.apply([...numbers, 'src/7'].map((path) => ({ kind: 'removed', path: `${path}` })));
    assert.equal(engine.knownPaths().length, count - count / 100);
  });
});
