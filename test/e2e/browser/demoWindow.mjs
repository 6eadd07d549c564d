// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { demoProject, packagedExtension, repository } from '../../../scripts/lib/repository.mjs';
import { launchBrowser } from '../harness/browser.mjs';
import { startCodeServer } from '../harness/codeServer.mjs';
import { screenshotOfFailure } from '../harness/screenshot.mjs';
import { Workbench } from '../harness/workbench.mjs';

/**
 * Gives the tests of a `describe` a VS Code of their own, with the packaged extension and a copy of the demo project. Tests of one
 * `describe` share the window and see what the ones before did.
 * @param {object} [options]
 * @param {boolean} [options.workspaceTrust] true: the folder opens in Restricted Mode
 */
export function demoWindow({ workspaceTrust = false } = {}) {
  /** @type {import('../harness/codeServer.mjs').CodeServer | undefined} */
  let server;
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  /** @type {Workbench | undefined} */
  let workbench;

  before(async () => {
    server = await startCodeServer({ vsix: [packagedExtension()], workspaceTrust });
    browser = await launchBrowser();
    workbench = await Workbench.open(browser, server.url(server.copyWorkspace(demoProject)));
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
    /**
     * Opens a file of the demo project and shows the line of a text.
     * @param {string} file path from the demo project, with `/`
     * @param {string} text the cursor goes in front of it
     */
    async openAt(file, text) {
      const before = readFileSync(path.join(demoProject, file), 'utf8').split(text, 1)[0] ?? '';
      const lines = before.split('\n');
      const { editor } = present(workbench);
      await editor.open(file);
      await editor.goTo(lines.length, (lines.at(-1) ?? '').length + 1);
      return editor;
    },
    get workbench() {
      return present(workbench);
    },
    get server() {
      return present(server);
    },
  };
}

/**
 * @param {string} id of a view that the extension contributes
 * @returns {string} its title
 */
export function viewTitle(id) {
  const { contributes } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
  /** @type {{id: string, name: string}[]} */
  const views = Object.values(contributes.views).flat();
  const view = views.find((each) => each.id === id);
  if (!view) throw new Error(`package.json declares no view ${id}`);
  return view.name;
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
