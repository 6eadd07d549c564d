import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from '../support/repositoryRoot.ts';
import { temporaryProject } from '../support/temporaryProject.ts';

describe('a program that a thread keeps from ending', () => {
  it('ends by force, and says so', () => {
    const unstuckBy = path.join(temporaryProject({}), 'unstuck');
    try {
      const run = spawnSync(process.execPath, [inRepository('out/test/support/stuckProgram.cjs')], {
        encoding: 'utf8',
        env: { ...process.env, LIFETRACE_UNSTUCK_BY: unstuckBy },
        timeout: 60_000,
        killSignal: 'SIGTERM',
      });
      assert.equal(run.stdout, 'the result\n');
      assert.match(run.stderr, /^lifetrace: a thread still waits for the disk, so the program is ended by force\.$/m);
      // Not with the exit code of a check that has found something, or nothing.
      assert.deepEqual([run.signal, run.status], process.platform === 'win32' ? [null, 134] : ['SIGKILL', null]);
    } finally {
      writeFileSync(unstuckBy, '');
    }
  });
});
