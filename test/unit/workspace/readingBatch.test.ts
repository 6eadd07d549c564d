import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import type { FileRole } from '../../../server/src/model/facts.ts';
import { batchOf, type FileToRead, filesOf } from '../../../server/src/workspace/node/readingBatch.ts';

const number = fc.double({ min: 0, noNaN: true });
const stamp = fc.record(
  { size: fc.nat(), modified: number, changed: number, inode: fc.maxSafeNat() },
  { noNullPrototype: true },
);
const file: fc.Arbitrary<FileToRead> = fc.record(
  {
    path: fc.string({ unit: 'binary', minLength: 1 }).filter((path) => !path.includes('\0')),
    role: fc.constantFrom<FileRole>('spec', 'source', 'test', 'project'),
    stamp,
  },
  { requiredKeys: ['path', 'role'], noNullPrototype: true },
);

describe('files that go to a reading thread', () => {
  it('arrive as they are', () => {
    const { reading } = defaultConfig();
    fc.assert(
      fc.property(fc.array(file, { minLength: 1 }), (files) => {
        assert.deepEqual(filesOf(structuredClone(batchOf(files, reading))), files);
      }),
    );
  });
});
