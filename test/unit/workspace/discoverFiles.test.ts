import assert from 'node:assert/strict';
import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import { discoverFiles, leftOutTest } from '../../../server/src/workspace/node/discoverFiles.ts';
import { temporaryProject, writeIn } from '../../support/temporaryProject.ts';

const FILES = {
  '.gitignore': 'build/\n*.gen.c\n!keep.gen.c\n',
  'src/.gitignore': '/local.c\n',
  'src/a.c': '',
  'src/b.gen.c': '',
  'src/keep.gen.c': '',
  'src/local.c': '',
  'src/deep/local.c': '',
  'build/spec.md': '',
  'node_modules/x/README.md': '',
  '.git/hooks/a.py': '',
};

describe('files that are left out', () => {
  it('are the same for a single file as for the whole project', async () => {
    const root = temporaryProject(FILES);
    const config = defaultConfig();
    const { files } = await discoverFiles(root, config, () => false);
    const paths = files.map((file) => file.path).sort();
    assert.deepEqual(paths, ['src/a.c', 'src/deep/local.c', 'src/keep.gen.c']);
    const isLeftOut = leftOutTest(root, config);
    for (const file of Object.keys(FILES).filter((each) => !each.endsWith('.gitignore'))) {
      assert.equal(isLeftOut(file), !paths.includes(file), file);
    }
  });

  it('are told by the rules when they do not exist yet', () => {
    const root = temporaryProject(FILES);
    const isLeftOut = leftOutTest(root, defaultConfig());
    assert.equal(isLeftOut('build/new/folder/a.md'), true);
    assert.equal(isLeftOut('src/new/a.c'), false);
  });
});

describe('a walk', () => {
  it('counts what is left out, by what says so', async () => {
    const root = temporaryProject({
      ...FILES,
      'src/Makefile': '',
      'docs/.gitignore': '*\n',
      'docs/a.md': '',
      'docs/b.md': '',
    });
    const { leftOut } = await discoverFiles(root, defaultConfig(), () => false);
    assert.deepEqual(leftOut, {
      ignored: new Map([
        ['.gitignore', 2],
        ['src/.gitignore', 1],
        ['docs/.gitignore', 2],
      ]),
      excluded: 2,
      otherKinds: 4,
    });
  });

  it('goes on when a folder vanishes under it', async () => {
    const root = temporaryProject({ 'a/a.c': '', 'b/b.c': '', 'c/deep/c.c': '' });
    let asked = 0;
    const cancelled = () => {
      // By then the project's own folder has been listed.
      if (++asked === 2) for (const folder of ['a', 'b', 'c']) rmSync(path.join(root, folder), { recursive: true });
      return false;
    };
    const { files, skipped } = await discoverFiles(root, defaultConfig(), cancelled);
    assert.deepEqual({ files, skipped }, { files: [], skipped: [] });
    assert.ok(asked > 2);
  });

  it('looks into a folder that was listed as a link, as Windows does with folders in OneDrive', async () => {
    const root = temporaryProject({ 'a.c': '' });
    symlinkSync('nowhere', path.join(root, 'cloud'), 'junction');
    let isListed = false;
    const cancelled = () => {
      if (!isListed) {
        rmSync(path.join(root, 'cloud'));
        writeIn(root, 'cloud/b.c', '');
      }
      isListed = true;
      return false;
    };
    const { files, skipped } = await discoverFiles(root, defaultConfig(), cancelled);
    assert.deepEqual({ files: files.map((file) => file.path), skipped }, { files: ['a.c', 'cloud/b.c'], skipped: [] });
  });

  it('names a folder that it cannot look into', async () => {
    const root = path.join(temporaryProject({ file: '' }), 'file');
    const { skipped } = await discoverFiles(root, defaultConfig(), () => false);
    assert.deepEqual(skipped, [{ path: '.', reason: 'folder cannot be read (ENOTDIR)' }]);
  });

  it('ends when it is cancelled', async () => {
    const root = temporaryProject(FILES);
    let asked = 0;
    const { files } = await discoverFiles(root, defaultConfig(), () => asked++ > 0);
    assert.deepEqual(files, []);
  });

  it('takes deep nesting and many files in one folder', async () => {
    const deep = `${'d/'.repeat(300)}a.c`;
    const many = Array.from({ length: 500 }, (_, index) => `many/f${index}.c`);
    const root = temporaryProject(Object.fromEntries([deep, ...many].map((file) => [file, ''])));
    const { files } = await discoverFiles(root, defaultConfig(), () => false);
    assert.deepEqual(files.map((file) => file.path).sort(), [deep, ...many].sort());
  });
});
