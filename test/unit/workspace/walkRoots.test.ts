import assert from 'node:assert/strict';
import { DEFAULT_GLOBS } from '../../../server/src/config/defaults.ts';
import { walkRoots } from '../../../server/src/workspace/node/walkRoots.ts';

describe('where a walk goes', () => {
  it('is everywhere while the project names no folders', async () => {
    const visits = await walkRoots(DEFAULT_GLOBS);
    assert.ok(visits('src') && visits('any/where'));
  });

  it('is below the folders that the project names, and on the way there', async () => {
    const visits = await walkRoots({
      ...DEFAULT_GLOBS,
      specs: ['doc/spec/**/*.md'],
      sources: ['src/pump/**', 'lib/main.c'],
      tests: ['tests/unit/*.{c,h}'],
    });
    for (const folder of ['doc', 'doc/spec', 'doc/spec/deep', 'src', 'src/pump/x', 'lib', 'tests', 'tests/unit']) {
      assert.ok(visits(folder), folder);
    }
    for (const folder of ['vendor', 'doc/images', 'src/other', 'docs', 'tests/system'])
      assert.ok(!visits(folder), folder);
  });

  it('goes by what is included where something is', async () => {
    const visits = await walkRoots({ ...DEFAULT_GLOBS, include: ['api/src'] });
    assert.ok(visits('api') && visits('api/src') && visits('api/src/main'));
    assert.ok(!visits('core'));
  });
});
