import assert from 'node:assert/strict';
import path from 'node:path';
import { filesAtAGlance } from '../../../server/src/workspace/node/filesAtAGlance.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

describe('a quick look how many files a folder holds', () => {
  const files = (folder: string, count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/f${index}.c`, '']));

  it('sees those of folders in it', () => {
    const root = temporaryProject({ ...files('a', 10), ...files('b/c', 10) });
    assert.equal(filesAtAGlance(root, 100), 20);
  });

  it('ends once it has seen enough', () => {
    const root = temporaryProject({ ...files('a', 10), ...files('b', 10), ...files('c', 10) });
    assert.equal(filesAtAGlance(root, 15), 20);
  });

  it('leaves out what hardly ever belongs to a project', () => {
    const root = temporaryProject({
      ...files('node_modules/package', 10),
      ...files('.git/objects', 10),
      ...files('a', 2),
    });
    assert.equal(filesAtAGlance(root, 3), 2);
  });

  it('soon has enough of a tree of folders without end', () => {
    const folders = Array.from({ length: 200 }, (_, index) => [`f${index}/a.c`, ''] as const);
    assert.equal(filesAtAGlance(temporaryProject(Object.fromEntries(folders)), 200), 63);
  });

  it('sees nothing where nothing is', () => {
    assert.equal(filesAtAGlance(path.join(temporaryProject({}), 'missing'), 1), 0);
  });
});
