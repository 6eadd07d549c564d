import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PathList } from '../../../server/src/trace/graph/pathList.ts';

const path = fc.constantFrom('a', 'a/b', 'b', 'b.c', 'c', 'ü', 'z/y/x');

describe('a list of paths', () => {
  it('is in order whenever somebody asks, and never changes', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ touched: fc.uniqueArray(path), asked: fc.boolean() })), (steps) => {
        const present = new Set<string>();
        const seen: { readonly list: PathList; readonly paths: readonly string[] }[] = [];
        let list = PathList.empty();
        for (const { touched, asked } of steps) {
          const gone = touched.filter((each) => present.has(each));
          const come = touched.filter((each) => !present.has(each));
          for (const each of gone) present.delete(each);
          for (const each of come) present.add(each);
          list = list.after({ come, gone });
          const paths = [...present].sort();
          if (asked) assert.deepEqual(list.all, paths);
          seen.push({ list, paths });
        }
        for (const { list: then, paths } of seen) {
          assert.equal(then.size, paths.length);
          assert.deepEqual(then.all, paths);
          assert.equal(then.all, then.all);
        }
      }),
    );
  });
});
