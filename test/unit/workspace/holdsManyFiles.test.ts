import assert from 'node:assert/strict';
import path from 'node:path';
import { holdsManyFiles } from '../../../server/src/workspace/node/holdsManyFiles.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

describe('a quick look whether a folder holds many files', () => {
  const files = (folder: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/f${index}.c`, '']));

  it('sees those of folders in it', () => {
    const root = temporaryProject({ ...files('a', 10), ...files('b/c', 10) });
    assert.equal(holdsManyFiles(root, 20), true);
    assert.equal(holdsManyFiles(root, 21), false);
  });

  it('leaves out what hardly ever belongs to a project', () => {
    const root = temporaryProject({
      ...files('node_modules/package', 10),
      ...files('.git/objects', 10),
      ...files('a', 2),
    });
    assert.equal(holdsManyFiles(root, 3), false);
  });

  it('soon has enough of a tree of folders without end', () => {
    const folders = Array.from({ length: 200 }, (_, index) => [`f${index}/a.c`, ''] as const);
    assert.equal(holdsManyFiles(temporaryProject(Object.fromEntries(folders)), 200), false);
  });

  it('sees nothing where nothing is', () => {
    assert.equal(holdsManyFiles(path.join(temporaryProject({}), 'missing'), 1), false);
  });
});
