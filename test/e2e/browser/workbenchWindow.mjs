// @ts-check
import { packagedExtension } from '../../../scripts/lib/repository.mjs';
import { launchBrowser } from '../harness/browser.mjs';
import { startCodeServer } from '../harness/codeServer.mjs';
import { screenshotOfFailure } from '../harness/screenshot.mjs';
import { Workbench } from '../harness/workbench.mjs';

/**
 * Gives the tests of a `describe` a VS Code of their own with the packaged extension. Tests of one `describe` share the window and see
 * what the ones before did.
 * @param {object} options
 * @param {(server: import('../harness/codeServer.mjs').CodeServer) => string | undefined} options.workspace makes the folder or
 *   `.code-workspace` file that is opened; undefined opens an empty window
 * @param {boolean} [options.hasRecords] false: nothing is on record in the workspace, so that no test can begin with what is known of it
 * @param {boolean} [options.workspaceTrust] true: the folder opens in Restricted Mode
 * @param {number} [options.height] of the window in pixels
 * @param {string} [options.language] of the window
 */
export function workbenchWindow({ workspace, hasRecords = true, workspaceTrust = false, height, language }) {
  /** @type {import('../harness/codeServer.mjs').CodeServer | undefined} */
  let server;
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  /** @type {Workbench | undefined} */
  let workbench;
  /** @type {string | undefined} */
  let opened;

  before(async () => {
    server = await startCodeServer({ vsix: [packagedExtension()], workspaceTrust, ...(language && { language }) });
    browser = await launchBrowser();
    opened = workspace(server);
    workbench = await Workbench.open(browser, server.url(opened), height);
    if (hasRecords) await workbench.known();
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed' && workbench)
      await screenshotOfFailure(workbench.page, this.currentTest.fullTitle());
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  return {
    get workbench() {
      return present(workbench);
    },
    get server() {
      return present(server);
    },
    /** The folder or `.code-workspace` file that is open. */
    get workspace() {
      return present(opened);
    },
  };
}

/**
 * @template T
 * @param {T | undefined} value
 * @returns {T}
 */
function present(value) {
  if (value === undefined) throw new Error('The window is there while tests run only.');
  return value;
}
