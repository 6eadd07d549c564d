// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { repository } from '../../../scripts/lib/repository.mjs';
import { runOnDesktop } from '../../../scripts/lib/testOnDesktop.mjs';

const standIn = fileURLToPath(new URL('../desktopStandIn.mjs', import.meta.url));

/** A suite of one test that fails, as test/extension/index.ts reports it. */
const failingSuite = `exports.run = async () => {
  const results = [{ title: 'the answer is 42', state: 'failed', error: 'it is 41' }];
  require('node:fs').writeFileSync(process.env.LIFETRACE_TEST_RESULTS, JSON.stringify(results));
  throw new Error('1 of 1 tests failed');
};
`;

describe('npm run test:desktop', () => {
  it('runs the extension suite in the VS Code that LIFETRACE_VSCODE names', () => {
    const { status, stdout } = testDesktop(standIn);
    assert.match(stdout, /✔ the extension in the demo project activates/);
    assert.match(stdout, /\n[1-9]\d* passed, 0 failed\n$/);
    assert.equal(status, 0);
  });

  it('fails when a test fails there', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'lifetrace-suite-'));
    try {
      const suite = path.join(folder, 'index.cjs');
      writeFileSync(suite, failingSuite);
      const { tests, problem } = await runOnDesktop(suite, standIn);
      assert.deepEqual(tests, [{ title: 'the answer is 42', state: 'failed', error: 'it is 41' }]);
      assert.match(problem ?? '', /failed with code 1/i);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says so when that VS Code ends without running the suite', () => {
    const { status, stderr } = testDesktop(process.execPath);
    assert.match(stderr, /The suite did not run in desktop VS Code: .*LIFETRACE_VSCODE names an executable\.\n$/);
    assert.equal(status, 1);
  });
});

/** @param {string} executable */
function testDesktop(executable) {
  return spawnSync(process.execPath, ['scripts/test-desktop.mjs', '--built'], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, LIFETRACE_VSCODE: executable },
  });
}
