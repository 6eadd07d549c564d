// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { until } from '../harness/until.mjs';
import { demoWindow, viewTitle } from './demoWindow.mjs';

const DRIVER = 'src/pump/motor_driver.c';

describe('what is shown around code', () => {
  const demo = demoWindow({ height: 900 });

  /** @returns {Promise<string[]>} the pictures beside the lines on the screen, for example `untraced-dark` */
  async function gutter() {
    const pictures = await demo.workbench.page
      .locator('.editor-group-container.active .monaco-editor .glyph-margin-widgets > div')
      .evaluateAll((marks) =>
        marks.map((mark) => mark.ownerDocument.defaultView?.getComputedStyle(mark).backgroundImage ?? ''),
      );
    return pictures.flatMap((picture) => /gutter\/([\w-]+)\.svg/.exec(decodeURIComponent(picture))?.[1] ?? []);
  }

  /** @returns {Promise<string>} what stands behind the name of a file in the explorer */
  async function badge() {
    const label = demo.workbench.page.locator('.explorer-folders-view .monaco-list-row .monaco-icon-label', {
      hasText: 'motor_driver.c',
    });
    return label
      .first()
      .evaluate((element) => element.ownerDocument.defaultView?.getComputedStyle(element, '::after').content ?? '');
  }

  it('marks functions beside their line: tested, and without the trace that they need', async () => {
    await demo.openAt(DRIVER, 'calibrate_stroke');
    await until('a mark of a function without a trace', async () => (await gutter()).includes('untraced-light'));
    assert.ok((await gutter()).includes('tested-light'));
    await screenshot(demo.workbench.page, 'gutter-light');
  });

  it('says the class and the findings of the file in the status bar, also to a screen reader', async () => {
    const { page } = demo.workbench;
    const entry = page.locator('.statusbar-item', { hasText: /^\s*Class C · \d+ finding/ }).first();
    await entry.waitFor();
    const label = await entry.locator('[aria-label]').first().getAttribute('aria-label');
    assert.match(label ?? '', /Class C · 1 finding · 1 function without a trace/);
    await page.locator('.statusbar-item [aria-label^="Lifetrace: 16 errors"]').waitFor();
  });

  it('says the same in the language status', async () => {
    const { page } = demo.workbench;
    await page.locator('[id="status.languageStatus"]').hover();
    const status = page.locator('.hover-language-status', { hasText: 'Lifetrace on this file' });
    await status.first().waitFor();
    assert.match(await shownText(status.first()), /Class C · 1 finding/);
    const project = await shownText(page.locator('.hover-language-status', { hasText: '16 errors' }).first());
    assert.equal(project.match(/Lifetrace/g)?.length, 1, `the name stands once in “${project}”`);
    await screenshot(page, 'language-status');
  });

  it('shows the class of code in the explorer, and says what is missing', async () => {
    await until('the badge of motor_driver.c', async () => /\bC"?$/.test(await badge()));
    const spoken = demo.workbench.page.locator('.explorer-folders-view .monaco-list-row', {
      hasText: 'motor_driver.c',
    });
    assert.match((await spoken.first().evaluate((row) => row.outerHTML)) ?? '', /Class C · 1 function without a trace/);
    await screenshot(demo.workbench.page, 'file-decorations');
  });

  it('has pictures for every kind of theme', async () => {
    const { page } = demo.workbench;
    for (const [theme, picture] of [
      ['Dark Modern', 'untraced-dark'],
      ['Dark High Contrast', 'untraced-dark'],
      ['Light High Contrast', 'untraced-light'],
    ]) {
      await demo.workbench.wear(theme ?? '');
      await until(`pictures of ${theme}`, async () => (await gutter()).includes(picture ?? ''));
      await screenshot(page, `gutter-${theme?.toLowerCase().replaceAll(' ', '-')}`);
    }
  });

  it('follows what is typed', async () => {
    const { editor } = demo.workbench;
    const text = '@brief Service routine';
    await demo.openAt(DRIVER, text);
    const untraced = async () => (await gutter()).filter((mark) => mark.startsWith('untraced')).length;
    const before = await untraced();
    await editor.press('ArrowUp');
    await editor.press('ArrowUp');
    await editor.press('Home');
    await editor.type('int another_one(void) { return 1; }');
    await until('one more mark', async () => (await untraced()) > before);
  });

  it('copies the ID at the cursor, and a link to its record', async () => {
    await demo.openAt('src/pump/rate_controller.c', 'SRS-001');
    await demo.workbench.runCommand('Lifetrace: Copy ID');
    await demo.workbench.statusBarEntry(/Copied SRS-001$/);
    await demo.workbench.runCommand('Lifetrace: Copy as Markdown Link');
    await demo.workbench.statusBarEntry(/Copied \[SRS-001 Compute motor speed.*\]\(\/spec\/srs\/delivery\.md#srs-001-/);
  });

  it('has a menu on the rows of records', async () => {
    const { page, sideBar } = demo.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.fold(viewTitle('lifetrace.safetyClasses'));
    const tree = await sideBar.tree(viewTitle('lifetrace.lifecycle'));
    const row = await tree.rowBelow(/^\s*5\.2\b/, /^SRS-001\b/);
    await row.click({ button: 'right' });
    const menu = page.locator('.monaco-menu:visible');
    await menu.getByText('Copy ID').waitFor();
    const entries = await shownText(menu.first());
    for (const words of ['Open Place', 'Go to Tests of Item', 'Show References to Item', 'Copy as Markdown Link'])
      assert.ok(entries.includes(words), entries);
    await screenshot(page, 'row-menu');
    await menu.getByText('Copy ID').click();
    await demo.workbench.statusBarEntry(/Copied SRS-001$/);
  });

  it('gives every row of the tree a role and a spoken label', async () => {
    const { sideBar } = demo.workbench;
    const tree = await sideBar.tree(viewTitle('lifetrace.lifecycle'));
    const rows = await tree.list
      .locator('.monaco-list-row')
      .evaluateAll((elements) =>
        elements.map((row) => `${row.getAttribute('role')} ${row.getAttribute('aria-label')}`),
      );
    assert.ok(rows.length > 5);
    assert.deepEqual(
      rows.filter((row) => !/^treeitem \S/.test(row) || row.endsWith(' null')),
      [],
    );
  });

  it('goes away where somebody does not want it', async () => {
    await demo.openAt(DRIVER, 'calibrate_stroke');
    await until('marks', async () => (await gutter()).length > 0);
    mkdirSync(path.join(demo.workspace, '.vscode'), { recursive: true });
    const settings = { 'lifetrace.gutterMarks': 'off', 'lifetrace.fileDecorations': false };
    writeFileSync(path.join(demo.workspace, '.vscode', 'settings.json'), JSON.stringify(settings));
    await until('no mark', async () => (await gutter()).length === 0);
    await demo.workbench.sideBar.open('Explorer');
    await until('no badge', async () => !/\bC"?$/.test(await badge()));
  });
});
