import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from '../support/repositoryRoot.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

const FILES = {
  'src/main.c': 'int main(void) { return 0; }\n',
  'deps/lua/lua.c': 'int lua(void) { return 0; }\n',
  'docs/srs.sdoc': '[DOCUMENT]\n',
};

function init(...args: readonly string[]): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [inRepository('dist/cli.cjs'), 'init', ...args], { encoding: 'utf8' });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

describe('lifetrace init', () => {
  it('prints a proposal and writes nothing when it is asked to', () => {
    const folder = temporaryProject(FILES);
    const { code, out, err } = init(folder, '--dry-run');
    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /exclude:\n {4}- "deps\/\*\*"/);
    assert.match(out, /StrictDoc documents \(\*\.sdoc\): 1 file/);
    assert.ok(!existsSync(path.join(folder, '.lifetrace')));
  });

  it('writes what it would print, and leaves a file that is there as it is', () => {
    const folder = temporaryProject(FILES);
    const { out: shown } = init(folder, '--dry-run');
    assert.equal(init(folder).code, 0);
    const file = path.join(folder, '.lifetrace', 'project.yaml');
    assert.equal(readFileSync(file, 'utf8'), shown);
    const again = init(folder);
    assert.equal(again.code, 2);
    assert.match(again.err, /is there already; it was left as it is/);
    assert.equal(readFileSync(file, 'utf8'), shown);
  });

  it('complains about what is no folder, and about options that it does not know', () => {
    assert.deepEqual([init('/no/such/folder').code, init('--force').code, init('a', 'b').code], [2, 2, 2]);
    assert.match(init('/no/such/folder').err, /is not a folder that can be read/);
  });
});
