import assert from 'node:assert/strict';
import { DEFAULT_LIMITS } from '../../../server/src/workspace/node/diskReader.ts';
import { ListedPaths } from '../../../server/src/workspace/node/listedPath.ts';
import { seenFile } from '../../../server/src/workspace/node/seenFile.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

describe('a file that evidence names', () => {
  const root = temporaryProject({ 'Docs/Plan.md': '# Aim\n', 'Docs/plan.pdf': '' });
  const isThere = (file: string): boolean => {
    const change = seenFile(root, file, DEFAULT_LIMITS, new ListedPaths(root));
    return change.kind === 'seen' && change.seen.there;
  };

  it('is there by the name that it has, as is a folder', () => {
    assert.deepEqual(['Docs/Plan.md', 'Docs/plan.pdf', 'Docs', 'Docs/'].map(isThere), [true, true, true, true]);
  });

  it('is not there by a name in other letters, on any system', () => {
    assert.deepEqual(['docs/Plan.md', 'Docs/plan.md', 'Docs/PLAN.pdf', 'docs'].map(isThere), Array(4).fill(false));
  });
});
