// @ts-check

import { Editor } from './editor.mjs';
import { Problems } from './problems.mjs';
import { QuickInput } from './quickInput.mjs';
import { shownText } from './shownText.mjs';
import { SideBar } from './sideBar.mjs';

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
   * Opens a window in a profile of its own and waits until the explorer shows files.
   * @param {import('playwright-core').Browser} browser
   * @param {string} url see `CodeServer.url`
   * @returns {Promise<Workbench>}
   */
  static async open(browser, url) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(30_000);
    /** @type {Set<string>} */
    const hosts = new Set();
    context.on('request', (request) => {
      const { hostname } = new URL(request.url());
      // data: and blob: addresses have none.
      if (hostname !== '') hosts.add(hostname);
    });
    const page = await context.newPage();
    await page.goto(url);
    await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: bootLimit });
    return new Workbench(page, hosts);
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

  /** Closes the window; what was not saved is lost. */
  async close() {
    await this.page.context().close();
  }
}
