// @ts-check
import { shownText } from './shownText.mjs';
import { Tree } from './tree.mjs';
import { until } from './until.mjs';

/** The side bar and the icons that choose what it shows. */
export class SideBar {
  /** @param {import('playwright-core').Page} page */
  constructor(page) {
    this.page = page;
  }

  /**
   * Shows a view container.
   * @param {string} title
   */
  async open(title) {
    const icon = this.page.locator(`.activitybar .action-item a[aria-label^="${title}"]`).first();
    await icon.waitFor();
    const selected = await icon.evaluate(
      (element) => element.closest('.action-item')?.classList.contains('checked') ?? false,
    );
    // The badge may lie over the icon; the item around both takes the click.
    if (!selected) await icon.locator('xpath=ancestor::li').click();
    await this.page.locator('.sidebar .composite.title', { hasText: new RegExp(title, 'i') }).waitFor();
  }

  /**
   * @param {string} title
   * @returns {Promise<string>} the badge on the icon of a view container, empty if there is none
   */
  async badge(title) {
    const icon = this.page
      .locator('.activitybar .action-item', { has: this.page.locator(`a[aria-label^="${title}"]`) })
      .first();
    const badge = icon.locator('.badge-content');
    return (await badge.first().isVisible()) ? await shownText(badge.first()) : '';
  }

  /**
   * A view that shows a tree.
   * @param {string} title
   * @returns {Promise<Tree>}
   */
  async tree(title) {
    const pane = await this.pane(title);
    return new Tree(pane.locator('.monaco-list').first());
  }

  /**
   * What a view shows in the place of a tree that it does not have.
   * @param {string | RegExp} text within it
   * @returns {Promise<import('playwright-core').Locator>}
   */
  async welcome(text) {
    const content = this.page.locator('.sidebar .welcome-view-content', { hasText: text });
    await content.waitFor();
    return content;
  }

  /**
   * Drags the edge of the side bar to the right.
   * @param {number} pixels
   */
  async widen(pixels) {
    const box = await this.page.locator('.sidebar').first().boundingBox();
    if (!box) throw new Error('There is no side bar.');
    const x = box.x + box.width;
    const y = box.y + box.height / 2;
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + pixels, y, { steps: 5 });
    await this.page.mouse.up();
  }

  /**
   * The document in a view that shows a web page. It has to be the only one on the screen.
   * @returns {import('playwright-core').FrameLocator}
   */
  webview() {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** @returns {Promise<string>} its colour, for what is transparent in it */
  async background() {
    return this.page
      .locator('.part.sidebar')
      .evaluate((element) => element.ownerDocument.defaultView?.getComputedStyle(element).backgroundColor ?? '');
  }

  /**
   * Unfolds a view.
   * @param {string} title
   * @returns {Promise<import('playwright-core').Locator>}
   */
  async pane(title) {
    await this.unfolded(title, 'true');
    return this.find(title).pane;
  }

  /**
   * Folds a view so that the others have its room.
   * @param {string} title
   */
  async fold(title) {
    await this.unfolded(title, 'false');
  }

  /**
   * @param {string} title
   * @param {'true' | 'false'} wanted
   * @private
   */
  async unfolded(title, wanted) {
    const { header } = this.find(title);
    await header.waitFor();
    // In the middle of a narrow header may be its buttons, which appear when the mouse does.
    const twistie = { position: { x: 10, y: 10 } };
    // While a container appears it restores by itself which views are folded, also after a click.
    let times = 0;
    await until(`"${title}" is ${wanted === 'true' ? 'unfolded' : 'folded'}, and stays so`, async () => {
      times = (await header.getAttribute('aria-expanded')) === wanted ? times + 1 : 0;
      if (times === 0) await header.click(twistie);
      return times > 5;
    });
  }

  /**
   * @param {string} title
   * @private
   */
  find(title) {
    const named = this.page.locator('.pane-header', { hasText: new RegExp(title, 'i') });
    const pane = this.page.locator('.sidebar .pane', { has: named }).first();
    return { pane, header: pane.locator('.pane-header') };
  }
}
