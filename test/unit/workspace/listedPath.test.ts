import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ListedPaths, listedName } from '../../../server/src/workspace/node/listedPath.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

describe('the name by which a folder lists what is asked for', () => {
  it('is the same name, if there is one', () => {
    assert.equal(listedName('stop.c', new Set(['Stop.c', 'stop.c'])), 'stop.c');
  });

  it('may be written in capitals, or with letters that are put together otherwise', () => {
    assert.equal(listedName('STOP.C', new Set(['go.c', 'Stop.c'])), 'Stop.c');
    assert.equal(listedName('Übersicht.md', new Set(['u\u0308bersicht.md'])), 'u\u0308bersicht.md');
  });

  it('is not told where it could be two, or none', () => {
    assert.equal(listedName('STOP.C', new Set(['Stop.c', 'stop.c'])), undefined);
    assert.equal(listedName('STOP.C', new Set(['go.c'])), undefined);
  });
});

describe('the path by which the disk lists a file', () => {
  it('is the one that it was written by, where another one leads to the same file', () => {
    const root = temporaryProject({ 'Docs/Übersicht/Spec.md': '' });
    for (const written of ['docs/Übersicht/spec.md', 'DOCS/Übersicht', 'Docs/U\u0308bersicht/Spec.md']) {
      const leadsThere = existsSync(path.join(root, written));
      const listed = written.endsWith('.md') ? 'Docs/Übersicht/Spec.md' : 'Docs/Übersicht';
      assert.equal(new ListedPaths(root).of(written), leadsThere ? listed : written);
    }
  });

  it('stays what it is where it is right, nothing stands there, or it leads elsewhere', () => {
    const root = temporaryProject({ 'docs/spec.md': '', 'docs/12/34': '' });
    const paths = new ListedPaths(root);
    for (const file of ['docs/spec.md', 'docs', 'docs/12/34', 'none/spec.md', '../other.md', '']) {
      assert.equal(paths.of(file), file);
    }
  });
});
