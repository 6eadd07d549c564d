// @ts-check
import { shownText } from './shownText.mjs';

/** The problems panel. */
export class Problems {
  /**
   * @param {import('playwright-core').Page} page
   * @param {import('./quickInput.mjs').QuickInput} quickInput
   */
  constructor(page, quickInput) {
    this.page = page;
    this.quickInput = quickInput;
    this.panel = page.locator('.markers-panel');
  }

  /**
   * Opens the panel and filters its list.
   * @param {string} filter words of a message, its code or its file
   */
  async show(filter) {
    const command = 'Problems: Focus on Problems View';
    await this.quickInput.pick(`>${command}`, command);
    const input = this.page.locator('.panel .viewpane-filter input').first();
    await input.waitFor();
    await input.fill(filter);
  }

  /**
   * Waits for a row of the list.
   * @param {string | RegExp} text
   * @returns {Promise<string>} the whole row
   */
  async row(text) {
    const row = this.panel.locator('.monaco-list-row', { hasText: text }).first();
    await row.waitFor();
    return await shownText(row);
  }

  /**
   * Waits until no row of the list has a text.
   * @param {string | RegExp} text
   */
  async noRow(text) {
    await this.panel.locator('.monaco-list-row', { hasText: text }).first().waitFor({ state: 'hidden' });
  }
}
