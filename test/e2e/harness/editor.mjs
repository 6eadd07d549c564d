// @ts-check
import { appears } from './appears.mjs';
import { textBox } from './textBox.mjs';
import { until } from './until.mjs';

/** @typedef {import('./textBox.mjs').Box} Box */
/** @typedef {'error' | 'warning' | 'info' | 'hint'} Severity */

/** The editor that has the focus. */
export class Editor {
  /**
   * @param {import('playwright-core').Page} page
   * @param {import('./quickInput.mjs').QuickInput} quickInput
   */
  constructor(page, quickInput) {
    this.page = page;
    this.quickInput = quickInput;
    this.lines = page.locator('.editor-group-container.active .monaco-editor .view-lines').first();
  }

  /**
   * Opens a file of the workspace with quick open.
   * @param {string} file path from the workspace, with `/`
   */
  async open(file) {
    const name = file.slice(file.lastIndexOf('/') + 1);
    await this.quickInput.pick(file, name);
    await this.waitForTab(name);
    await this.hasKeyboard();
  }

  /**
   * Waits until a file is the one that is edited.
   * @param {string} name of the file without its folder
   */
  async waitForTab(name) {
    await this.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`).waitFor();
    await this.lines.locator('.view-line').first().waitFor();
  }

  /**
   * Puts the cursor somewhere and shows the place.
   * @param {number} line from 1
   * @param {number} [column] from 1
   */
  async goTo(line, column = 1) {
    await this.quickInput.accept(`:${line}:${column}`);
    await this.hasKeyboard();
  }

  /** Waits until what is typed goes into the text; a box that closes gives the keyboard back some time later. */
  async hasKeyboard() {
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  }

  /**
   * Puts the cursor into a text that the editor shows.
   * @param {string} text see {@link find}
   */
  async click(text) {
    const { x, y, width, height } = await this.find(text);
    await this.page.mouse.click(x + width / 2, y + height / 2);
  }

  /**
   * Types at the cursor; VS Code may complete or indent on the way.
   * @param {string} text
   */
  async type(text) {
    await this.page.keyboard.type(text, { delay: 20 });
  }

  /**
   * Inserts text at the cursor as a paste does: exactly as given.
   * @param {string} text
   */
  async insert(text) {
    await this.page.keyboard.insertText(text);
  }

  /** @param {string} keys for example `Control+Space` */
  async press(keys) {
    await this.page.keyboard.press(keys);
  }

  /**
   * Waits until a text is shown in the editor.
   * @param {string} text within one line
   * @param {string} [line] a text that marks the line, where `text` alone does not
   * @returns {Promise<Box>} where it is on the page
   */
  async find(text, line = text) {
    return until(`the editor shows "${text}"`, () => textBox(this.lines, line, text));
  }

  /**
   * Rests the mouse on a text until a hover with certain words appears.
   * @param {string} text
   * @param {string | RegExp} expected
   * @param {string} [line] see {@link find}
   * @returns {Promise<string>} the whole hover
   */
  async hover(text, expected, line = text) {
    const hover = this.page.locator('.monaco-hover:not(.hidden)', {
      has: this.page.locator('.hover-contents', { hasText: expected }),
    });
    return until(`a hover of "${text}" with ${expected}`, async () => {
      const { x, y, width, height } = await this.find(text, line);
      await this.page.mouse.move(x + width / 2, y + height / 2 + 60);
      await this.page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
      if (!(await appears(hover.first()))) return undefined;
      // What moves the text, such as a lens that appears, takes the hover away again.
      const [shown] = await hover.allInnerTexts();
      return shown;
    });
  }

  /**
   * Follows a text with Ctrl and a click.
   * @param {string} text
   * @param {string} [line] see {@link find}
   */
  async followLink(text, line = text) {
    const modifier = process.platform === 'darwin' ? 'Meta' : 'Control';
    const link = this.page.locator('.monaco-editor .goto-definition-link');
    await this.page.keyboard.down(modifier);
    try {
      await until(`"${text}" becomes a link`, async () => {
        const { x, y, width, height } = await this.find(text, line);
        await this.page.mouse.move(x + width / 2 + 8, y + height / 2, { steps: 2 });
        await this.page.mouse.move(x + width / 2, y + height / 2);
        return appears(link.first());
      });
      const { x, y, width, height } = await this.find(text, line);
      await this.page.mouse.click(x + width / 2, y + height / 2);
    } finally {
      await this.page.keyboard.up(modifier);
    }
  }

  /**
   * @param {string} text
   * @param {Severity} severity
   * @returns {Promise<boolean>} whether the text is underlined by a squiggle now
   */
  async hasSquiggle(text, severity) {
    const box = await textBox(this.lines, text, text);
    if (!box) return false;
    const overlays = this.page.locator(`.editor-group-container.active .monaco-editor .squiggly-${severity}`);
    const squiggles = await overlays.evaluateAll((elements) =>
      elements.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x, y, width, height };
      }),
    );
    return squiggles.some((squiggle) => overlaps(squiggle, box));
  }

  /**
   * Waits until a text is underlined, or is no longer.
   * @param {string} text
   * @param {Severity} severity
   * @param {boolean} [present]
   */
  async waitForSquiggle(text, severity, present = true) {
    await until(`${present ? 'a' : 'no'} squiggle (${severity}) below "${text}"`, async () => {
      return (await this.hasSquiggle(text, severity)) === present;
    });
  }

  /**
   * Opens the menu of quick fixes at the cursor, unless it is open.
   * @param {RegExp} title of a fix that has to be offered
   * @returns {Promise<import('playwright-core').Locator>} that fix
   */
  async quickFix(title) {
    const menu = this.page.locator('.action-widget').first();
    const fix = menu.locator('.monaco-list-row', { hasText: title }).first();
    // What moves the text, such as a lens that appears, closes the menu.
    await until(`a quick fix ${title}`, async () => {
      if (!(await menu.isVisible())) await this.press('Control+.');
      return appears(fix);
    });
    return fix;
  }

  /**
   * Renames what is at the cursor.
   * @param {string} name the new one
   */
  async rename(name) {
    const input = this.page.locator('.rename-box input');
    // A text that is only just shown has nobody yet who would rename in it.
    await until('the box of the new name', async () => {
      await this.press('F2');
      return appears(input);
    });
    await input.fill(name);
    await input.press('Enter');
  }

  /**
   * Waits for the completion list.
   * @param {string | RegExp} label an entry that has to be there
   * @returns {Promise<import('playwright-core').Locator>} that entry
   */
  async completion(label) {
    const entry = this.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: label }).first();
    await entry.waitFor();
    return entry;
  }
}

/**
 * @param {Box} one
 * @param {Box} other
 */
function overlaps(one, other) {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}
