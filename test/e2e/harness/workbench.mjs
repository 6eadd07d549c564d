// @ts-check

import { Editor } from './editor.mjs';
import { Problems } from './problems.mjs';
import { QuickInput } from './quickInput.mjs';
import { shownText } from './shownText.mjs';
import { SideBar } from './sideBar.mjs';
import { until } from './until.mjs';

const bootLimit = 90_000;

/** A window of VS Code in a browser page, handled as a user does. Every wait ends with an error when it takes too long. */
export class Workbench {
  /**
   * @param {import('playwright-core').Page} page
   * @param {ReadonlySet<string>} requestedHosts
   */
  constructor(page, requestedHosts) {
    this.page = page;
    /** Hosts that the window has asked for anything so far. */
    this.requestedHosts = requestedHosts;
    this.quickInput = new QuickInput(page);
    this.editor = new Editor(page, this.quickInput);
    this.problems = new Problems(page, this.quickInput);
    this.sideBar = new SideBar(page);
  }

  /**
   * Opens a window in a profile of its own and waits until it can be used.
   * @param {import('playwright-core').Browser} browser
   * @param {string} url see `CodeServer.url`
   * @param {number} [height] of the window in pixels
   * @returns {Promise<Workbench>}
   */
  static async open(browser, url, height = 800) {
    const context = await browser.newContext({ viewport: { width: 1280, height } });
    context.setDefaultTimeout(60_000);
    /** @type {Set<string>} */
    const hosts = new Set();
    context.on('request', (request) => {
      const { hostname } = new URL(request.url());
      // data: and blob: addresses have none.
      if (hostname !== '') hosts.add(hostname);
    });
    const page = await context.newPage();
    await page.goto(url);
    const workbench = new Workbench(page, hosts);
    await workbench.booted();
    return workbench;
  }

  /** Waits until the explorer shows files; a window without a folder starts without side bar, so there until our icon is shown. */
  async booted() {
    const files = '.explorer-folders-view .monaco-list-row:visible';
    const noFolder = '.monaco-workbench.nosidebar .activitybar a[aria-label^="Lifetrace"]';
    await this.page.locator(`${files}, ${noFolder}`).first().waitFor({ timeout: bootLimit });
  }

  /**
   * Waits until the server has read the workspace and its findings are counted: by then the extension answers all that VS Code may ask.
   * The workspace has to hold records.
   */
  async known() {
    await this.page
      .locator('[id="lifetrace.lifetrace.lifetrace.status"] .codicon-pulse')
      .waitFor({ timeout: bootLimit });
  }

  /**
   * Runs a command of the command palette.
   * @param {string} title as the palette shows it, category included
   */
  async runCommand(title) {
    await this.quickInput.pick(`>${title}`, title);
  }

  /**
   * Waits for an entry of the status bar.
   * @param {string | RegExp} text
   * @returns {Promise<string>} its text
   */
  async statusBarEntry(text) {
    const entry = this.page.locator('.statusbar-item', { hasText: text }).first();
    await entry.waitFor();
    return await shownText(entry);
  }

  /**
   * Waits for a notification.
   * @param {string | RegExp} text
   */
  async notification(text) {
    await this.page.locator('.notification-list-item', { hasText: text }).first().waitFor();
  }

  /**
   * Waits for a question that keeps the window until it is answered.
   * @param {string | RegExp} text
   * @returns {Promise<import('playwright-core').Locator>}
   */
  async question(text) {
    const question = this.page.locator('.monaco-dialog-box', { hasText: text });
    await question.waitFor();
    return question;
  }

  /**
   * Answers a question.
   * @param {import('playwright-core').Locator} question see {@link question}
   * @param {string} button
   */
  async answer(question, button) {
    await question.getByRole('button', { name: button, exact: true }).click();
    await question.waitFor({ state: 'hidden' });
  }

  /**
   * Chooses a folder in the file dialog.
   * @param {string} folder absolute path
   * @param {string} button that accepts it
   */
  async chooseFolder(folder, button) {
    const dialog = this.quickInput.box;
    // The dialog begins with a folder of its own, some time after it has appeared.
    await dialog.locator('.monaco-list-row').first().waitFor();
    // While it still lists what is in a folder, the dialog takes no answer.
    await until(`the dialog takes "${folder}"`, async () => {
      await dialog.locator('input[type="text"]').first().fill(`${folder}/`, { timeout: 2000 });
      await dialog.getByRole('button', { name: button }).click({ timeout: 2000 });
      return dialog.waitFor({ state: 'hidden', timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /**
   * Dresses the window in another colour theme.
   * @param {string} theme as the list of themes shows it
   */
  async wear(theme) {
    await this.choose('Preferences: Color Theme', 'Theme', theme);
  }

  /**
   * Runs a command that asks to choose from a list, and chooses.
   * @param {string} command as the palette shows it
   * @param {string} hint word of the hint in the box
   * @param {string} choice
   */
  async choose(command, hint, choice) {
    const { box } = this.quickInput;
    await (await this.quickInput.offered(`>${command}`, command)).click();
    await box.locator(`input[placeholder*="${hint}"]`).fill(choice);
    await box.locator('.monaco-list-row', { hasText: choice }).first().click();
    await box.waitFor({ state: 'hidden' });
  }

  /** Closes the window; what was not saved is lost. */
  async close() {
    await this.page.context().close();
  }
}
