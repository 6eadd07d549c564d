import assert from 'node:assert/strict';
import { defaultConfig } from '../../../server/src/config/readProject.ts';
import { discoverFiles, leftOutTest } from '../../../server/src/workspace/node/discoverFiles.ts';
import { temporaryProject } from '../../support/temporaryProject.ts';

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
