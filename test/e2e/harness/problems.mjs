// @ts-check
import { appears } from './appears.mjs';
import { shownText } from './shownText.mjs';
import { until } from './until.mjs';

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
    this.input = page.locator('.panel .viewpane-filter input').first();
    this.filter = '';
  }

  /**
   * Opens the panel and filters its list.
   * @param {string} filter words of a message, its code or its file
   */
  async show(filter) {
    const command = 'Problems: Focus on Problems View';
    await this.quickInput.pick(`>${command}`, command);
    this.filter = filter;
    await this.filtered();
  }

  /**
   * Sees to it that the list is filtered: a panel that has just appeared restores the filter that it had, also after somebody has typed
   * another one.
   * @private
   */
  async filtered() {
    if ((await this.input.inputValue()) !== this.filter) await this.input.fill(this.filter);
  }

  /**
   * Waits for a row of the list.
   * @param {string | RegExp} text
   * @returns {Promise<string>} the whole row
   */
  async row(text) {
    const row = this.panel.locator('.monaco-list-row', { hasText: text }).first();
    await until(`a problem with ${text}`, async () => {
      await this.filtered();
      return appears(row);
    });
    return await shownText(row);
  }

  /**
   * Waits until no row of the list has a text.
   * @param {string | RegExp} text
   */
  async noRow(text) {
    const row = this.panel.locator('.monaco-list-row', { hasText: text }).first();
    await until(`no problem with ${text}`, async () => {
      await this.filtered();
      return row.isHidden();
    });
  }
}
