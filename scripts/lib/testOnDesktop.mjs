// @ts-check
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildProduct } from './build.mjs';
import { mustRun } from './commands.mjs';
import { installPackages } from './npmPackages.mjs';
import { progress } from './progress.mjs';
import { demoProject, repository } from './repository.mjs';
import { Stop } from './stop.mjs';
import { readResults } from './testResults.mjs';

/**
 * Runs the extension suite in a desktop VS Code: the executable that LIFETRACE_VSCODE names, else a released version that
 * @vscode/test-electron downloads. Without a screen on Linux, run it below xvfb-run.
 */
export async function testOnDesktop() {
  await installPackages();
  await buildProduct();
  await progress('Building the tests', () =>
    mustRun('The build of the tests failed', process.execPath, ['scripts/build.mjs', '--tests']),
  );
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lifetrace-desktop-'));
  try {
    const workspace = path.join(folder, path.basename(demoProject));
    cpSync(demoProject, workspace, { recursive: true });
    await runSuite(folder, workspace);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/**
 * @param {string} folder
 * @param {string} workspace
 */
async function runSuite(folder, workspace) {
  const { runTests } = await import('@vscode/test-electron');
  const executable = process.env.LIFETRACE_VSCODE;
  const results = path.join(folder, 'results.json');
  /** @type {string | undefined} */
  let problem;
  try {
    await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : {}),
      extensionDevelopmentPath: repository,
      extensionTestsPath: path.join(repository, 'out', 'test', 'extension', 'index.cjs'),
      extensionTestsEnv: { LIFETRACE_TEST_RESULTS: results },
      launchArgs: [
        workspace,
        '--disable-workspace-trust',
        '--disable-extensions',
        '--user-data-dir',
        path.join(folder, 'data'),
      ],
    });
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  const tests = readResults(results);
  if (!tests || tests.length === 0) {
    throw new Stop(
      `The suite did not run in desktop VS Code: ${problem ?? 'it ended without any result'}. LIFETRACE_VSCODE names an executable.`,
    );
  }
  for (const { state, title, error } of tests)
    console.log(state === 'passed' ? `  ✔ ${title}` : `  ✖ ${title}\n${error}`);
  const failed = tests.filter(({ state }) => state === 'failed').length;
  console.log(`\n${tests.length - failed} passed, ${failed} failed`);
  if (failed > 0 || problem) process.exitCode = 1;
}
