// @ts-check
import { until } from './until.mjs';

/** A tree of rows. Only what is on the screen exists; {@link Tree.row} scrolls until a row is. */
export class Tree {
  /** @param {import('playwright-core').Locator} list */
  constructor(list) {
    this.list = list;
  }

  /**
   * Waits for a row and brings it onto the screen.
   * @param {string | RegExp} text
   * @returns {Promise<import('playwright-core').Locator>}
   */
  async row(text) {
    const row = this.list.locator('.monaco-list-row', { hasText: text }).first();
    await this.list.locator('.monaco-list-row').first().waitFor();
    await this.list.hover();
    await this.scroll(-100_000);
    await until(`a row with ${text}`, async () => {
      if ((await row.count()) > 0) return true;
      const before = await this.texts();
      await this.scroll(150);
      if (before.join() === (await this.texts()).join()) await this.scroll(-100_000);
      return false;
    });
    return row;
  }

  /**
   * Unfolds a row.
   * @param {string | RegExp} text
   */
  async expand(text) {
    const row = await this.row(text);
    if ((await row.getAttribute('aria-expanded')) === 'true') return;
    await row.locator('.monaco-tl-twistie').click();
    await until(`the row with ${text} unfolds`, async () => (await row.getAttribute('aria-expanded')) === 'true');
  }

  /**
   * Unfolds what is below a row, one after another, until a certain row is on the screen.
   * @param {string | RegExp} ancestor
   * @param {string | RegExp} text
   * @returns {Promise<import('playwright-core').Locator>}
   */
  async rowBelow(ancestor, text) {
    await this.expand(ancestor);
    const row = this.list.locator('.monaco-list-row', { hasText: text }).first();
    await until(`a row with ${text} below ${ancestor}`, async () => {
      if ((await row.count()) > 0) return true;
      const folded = await this.foldedBelow(ancestor);
      await folded?.click();
      return false;
    });
    return row;
  }

  /**
   * @param {string | RegExp} ancestor
   * @returns {Promise<import('playwright-core').Locator | undefined>} what unfolds the first folded row below
   */
  async foldedBelow(ancestor) {
    const top = this.list.locator('.monaco-list-row', { hasText: ancestor }).first();
    const [position, level] = [await top.getAttribute('data-index'), await top.getAttribute('aria-level')];
    const rows = await this.list.locator('.monaco-list-row').evaluateAll((elements) =>
      elements.map((element) => ({
        index: Number(element.getAttribute('data-index')),
        level: Number(element.getAttribute('aria-level')),
        folded: element.getAttribute('aria-expanded') === 'false',
      })),
    );
    const below = rows.filter(({ index }) => index > Number(position)).sort((one, other) => one.index - other.index);
    const end = below.findIndex((each) => each.level <= Number(level));
    const next = below.slice(0, end < 0 ? undefined : end).find(({ folded }) => folded);
    return next && this.list.locator(`.monaco-list-row[data-index="${next.index}"] .monaco-tl-twistie`);
  }

  /** @returns {Promise<string[]>} the rows on the screen from top to bottom */
  async texts() {
    const rows = await this.list
      .locator('.monaco-list-row')
      .evaluateAll((elements) =>
        elements.map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' })),
      );
    return rows.sort((one, other) => one.top - other.top).map(({ text }) => text.trim());
  }

  /** @param {number} pixels down */
  async scroll(pixels) {
    await this.list.page().mouse.wheel(0, pixels);
  }
}
