// @ts-check
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildProduct } from './build.mjs';
import { mustRun } from './commands.mjs';
import { installPackages } from './npmPackages.mjs';
import { readFlags } from './options.mjs';
import { progress } from './progress.mjs';
import { demoProject, repository } from './repository.mjs';
import { Stop } from './stop.mjs';
import { readResults } from './testResults.mjs';

const flags = { '--built': 'run what was built before' };
const suite = path.join(repository, 'out', 'test', 'extension', 'index.cjs');

/**
 * Runs the extension suite in a desktop VS Code: the executable that LIFETRACE_VSCODE names, else a released version that
 * @vscode/test-electron downloads. Without a screen on Linux, run it below xvfb-run.
 * @param {readonly string[]} args
 */
export async function testOnDesktop(args) {
  if (!readFlags(args, flags).has('--built')) {
    await installPackages();
    await buildProduct();
    await progress('Building the tests', () =>
      mustRun('The build of the tests failed', process.execPath, ['scripts/build.mjs', '--tests']),
    );
  }
  const { tests, problem } = await runOnDesktop(suite, process.env.LIFETRACE_VSCODE);
  for (const { state, title, error } of tests)
    console.log(state === 'passed' ? `  ✔ ${title}` : `  ✖ ${title}\n${error}`);
  const failed = tests.filter(({ state }) => state === 'failed').length;
  console.log(`\n${tests.length - failed} passed, ${failed} failed`);
  if (failed > 0 || problem) process.exitCode = 1;
}

/**
 * Runs a suite in the extension host of a desktop VS Code, on a copy of the demo project.
 * @param {string} suite module that exports `run(): Promise<void>`; LIFETRACE_TEST_RESULTS in its environment names the file for its results
 * @param {string} [executable] of VS Code; without one it is downloaded
 * @returns {Promise<{tests: readonly import('./testResults.mjs').TestResult[], problem: string | undefined}>} the results of all tests, and
 *   what VS Code said if it did not end well
 * @throws {Stop} if no test ran
 */
export async function runOnDesktop(suite, executable) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lifetrace-desktop-'));
  try {
    const workspace = path.join(folder, path.basename(demoProject));
    cpSync(demoProject, workspace, { recursive: true });
    const results = path.join(folder, 'results.json');
    const problem = await launch({ executable, suite, workspace, results, data: path.join(folder, 'data') });
    const tests = readResults(results);
    if (tests && tests.length > 0) return { tests, problem };
    throw new Stop(
      `The suite did not run in desktop VS Code: ${problem ?? 'it ended without any result'}. LIFETRACE_VSCODE names an executable.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/**
 * @param {{executable: string | undefined, suite: string, workspace: string, results: string, data: string}} options
 * @returns {Promise<string | undefined>} what went wrong
 */
async function launch({ executable, suite, workspace, results, data }) {
  const { runTests } = await import('@vscode/test-electron');
  try {
    await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : {}),
      extensionDevelopmentPath: repository,
      extensionTestsPath: suite,
      extensionTestsEnv: { LIFETRACE_TEST_RESULTS: results },
      launchArgs: [workspace, '--disable-workspace-trust', '--disable-extensions', '--user-data-dir', data],
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
