import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { inRepository } from '../support/repositoryRoot.ts';

function lsp(...args: readonly string[]): { code: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, [inRepository('dist/cli.cjs'), 'lsp', ...args], {
    encoding: 'utf8',
    input: '',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

describe('lifetrace lsp', () => {
  it('says how it is started, and nothing on the stream of an editor', () => {
    assert.deepEqual(lsp(), {
      code: 2,
      out: '',
      err: 'lifetrace lsp: Say “--stdio”. An editor starts it as “lifetrace lsp --stdio”.\n',
    });
    const unknown = lsp('--stdio', '--port=7');
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /“--port=7” is not known/);
  });

  it('explains itself', () => {
    const help = lsp('--help');
    assert.equal(help.code, 0);
    assert.match(help.out, /lifetrace lsp --stdio/);
  });

  it('does not outlive an editor that goes away', () => {
    assert.notEqual(lsp('--stdio').code, null);
  });
});
