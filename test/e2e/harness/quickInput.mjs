// @ts-check
import { appears } from './appears.mjs';
import { until } from './until.mjs';

/** The box at the top of the window: command palette, quick open, go to line. */
export class QuickInput {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
    this.box = page.locator('.quick-input-widget');
  }

  /**
   * Opens the box and writes into it.
   * @param {string} text `>command`, `file`, `:line:column` or `@symbol`
   */
  async fill(text) {
    const input = this.box.locator('input[type="text"]').first();
    // The box closes when something else takes the focus, as a jump to another place does a moment after the click.
    await until(`the box at the top takes "${text}"`, async () => {
      await this.page.keyboard.press('F1');
      return input.fill(text, { timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /**
   * Writes into the box and chooses a row of its list.
   * @param {string} text
   * @param {string} label of the row, in full
   */
  async pick(text, label) {
    await (await this.offered(text, label)).click();
    await this.box.waitFor({ state: 'hidden' });
  }

  /**
   * Writes into the box until its list has a row: the list is that of the moment when the box was opened, and may not know yet what has
   * become possible since.
   * @param {string} text
   * @param {string} label of the row, in full
   * @returns {Promise<import('playwright-core').Locator>} the row
   */
  async offered(text, label) {
    const name = this.page.locator('.label-name', { hasText: exactly(label) });
    const row = this.box.locator('.monaco-list-row', { has: name }).first();
    await until(`"${label}" in the list of "${text}"`, async () => {
      await this.fill(text);
      return appears(row);
    });
    return row;
  }

  /**
   * Answers a question that the box asks.
   * @param {string} text
   */
  async answer(text) {
    const input = this.box.locator('input[type="text"]').first();
    await input.fill(text);
    await input.press('Enter');
  }

  /**
   * Waits for what the box has to say to an answer.
   * @param {RegExp} text
   */
  async message(text) {
    await this.box.locator('.quick-input-message', { hasText: text }).waitFor();
  }

  /** Gives no answer to a question. */
  async cancel() {
    await this.page.keyboard.press('Escape');
    await this.box.waitFor({ state: 'hidden' });
  }

  /**
   * Writes into the box and accepts it.
   * @param {string} text
   */
  async accept(text) {
    await this.fill(text);
    await this.page.keyboard.press('Enter');
    await this.box.waitFor({ state: 'hidden' });
  }
}

/**
 * @param {string} text
 * @returns {RegExp}
 */
function exactly(text) {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
