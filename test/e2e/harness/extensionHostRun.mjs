// @ts-check
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import util from 'node:util';
import { launchBrowser } from './browser.mjs';
import { startCodeServer } from './codeServer.mjs';

const limit = 600_000;

/**
 * Starts VS Code with an extension from its source folder and has its extension host run a suite, as `@vscode/test-electron` does on
 * the desktop.
 * @param {object} options
 * @param {string} options.extension folder with package.json
 * @param {string} options.suite module that exports `run(): Promise<void>`; LIFETRACE_TEST_RESULTS in its environment names the file for its results
 * @param {string} options.workspace folder; a copy of it is opened
 * @param {(results: string, log: string) => boolean} options.report reads the file of results, while it exists, and says whether all is well
 * @returns {Promise<boolean>} what `report` said, false if VS Code said otherwise
 */
export async function runInExtensionHost({ extension, suite, workspace, report }) {
  // Without the driver for smoke tests a released VS Code ignores the payload and with it the suite.
  const server = await startCodeServer({ args: ['--vscode-option', 'enable-smoke-test-driver'] });
  try {
    const results = path.join(server.folder, 'results.json');
    const remote = (/** @type {string} */ file) => `vscode-remote://${server.authority}${file}`;
    const url = server.url(server.copyWorkspace(workspace), [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(suite)],
      ['extensionEnvironment', JSON.stringify({ LIFETRACE_TEST_RESULTS: results })],
      ['skipWelcome', 'true'],
    ]);
    const { code, log } = await visit(url);
    return report(results, log) && code === 0;
  } finally {
    await server.stop();
  }
}

/**
 * Opens the workbench and waits until it reports the end of the suite.
 * @param {string} url
 * @returns {Promise<{code: number | string, log: string}>} the exit code or why there is none, and the last lines of the log
 */
async function visit(url) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    /** @type {string[]} */
    const lines = [];
    /** @type {Promise<number>} */
    const exit = new Promise((resolve) => page.exposeFunction('codeAutomationExit', resolve));
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      lines.push(`[${type}] ${util.format(...args)}`);
    });
    const crash = new Promise((resolve) => page.once('crash', () => resolve('the page crashed')));
    await page.goto(url);
    const code = await Promise.race([exit, crash, delay(limit, `no end within ${limit / 1000} s`, { ref: false })]);
    return { code: /** @type {number | string} */ (code), log: [...lines.slice(-20), `end: ${code}`].join('\n') };
  } finally {
    await browser.close();
  }
}
