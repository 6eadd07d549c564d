// @ts-check

import assert from 'node:assert/strict';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { until } from '../harness/until.mjs';
import { demoWindow, viewTitle } from './demoWindow.mjs';

describe('the trace explorer', () => {
  const demo = demoWindow({ height: 1000 });

  const title = viewTitle('lifetrace.trace');
  const explorer = () => demo.workbench.sideBar.tree(title);
  const rowsShown = async () => (await explorer()).texts();

  /** @param {string} words that the row at the top begins with */
  const waitForTop = (words) =>
    until(`the trace of ${words}`, async () => (await rowsShown())[0]?.startsWith(words) === true);

  before(async () => {
    const { sideBar } = demo.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.widen(260);
    await sideBar.fold(viewTitle('lifetrace.safetyClasses'));
    await sideBar.fold(viewTitle('lifetrace.lifecycle'));
    await sideBar.pane(title);
  });

  it('shows the whole trace of what is at the cursor', async () => {
    await demo.openAt('src/safety/air_monitor.c', 'SRS-012');
    await waitForTop('SRS-012');
    const tree = await explorer();
    for (const heading of [/^\s*Why/, /^\s*Realized by/, /^\s*Tests/]) await tree.row(heading);
    await tree.expand('RC-07');
    assert.match(await shownText(await tree.row(/^\s*HS-/)), /mitigates/);
    await tree.expand(/^\s*HS-/);
    assert.match(await shownText(await tree.row(/^\s*HAZ-/)), /arises from/);
    await screenshot(demo.workbench.page, 'trace-explorer');
  });

  it('follows the cursor, to a unit and to an ID that nobody defines', async () => {
    await demo.openAt('src/pump/motor_driver.c', 'calibrate_stroke(');
    await waitForTop('calibrate_stroke');
    const tree = await explorer();
    assert.match(await shownText(await tree.row('has no trace')), /LT202/);
    await demo.openAt('ui/src/programScreen.ts', 'SRS-099');
    await waitForTop('SRS-099');
    await screenshot(demo.workbench.page, 'trace-explorer-broken');
  });

  it('goes to the place of a row and keeps the trace', async () => {
    await demo.openAt('spec/srs/user-interface.md', 'SRS-030');
    await waitForTop('SRS-030');
    const tree = await explorer();
    for (const code of ['LT210', 'LT301']) await tree.row(code);
    assert.match(
      (await (await tree.row('LT301')).getAttribute('aria-label')) ?? '',
      /^LT301 SRS-030 is not verified.*, error/,
    );
    await screenshot(demo.workbench.page, 'trace-explorer-gaps');
    await (await tree.row(/^\s*SYS-/)).click();
    await demo.workbench.editor.waitForTab('system.md');
    await (await tree.row(/^\s*SRS-030/)).click();
    await demo.workbench.editor.waitForTab('user-interface.md');
    await waitForTop('SRS-030');
  });

  it('stays where it is pinned, and follows again', async () => {
    const { workbench } = demo;
    const pane = await workbench.sideBar.pane(title);
    await workbench.runCommand('Lifetrace: Pin the Trace');
    await pane.getByText('pinned').waitFor();
    await demo.openAt('src/safety/air_monitor.c', 'SRS-012');
    // What is asked for next answers after what the cursor has asked for.
    await (await explorer()).expand(/^\s*SYS-/);
    await waitForTop('SRS-030');
    await workbench.runCommand('Lifetrace: Unpin the Trace');
    await waitForTop('SRS-012');
  });

  it('shows another trace only when asked once it does not follow the cursor', async () => {
    const { workbench } = demo;
    await workbench.runCommand('Lifetrace: Stop Following the Cursor in the Trace');
    const pane = await workbench.sideBar.pane(title);
    await pane.getByText('does not follow the cursor').waitFor();
    await demo.openAt('spec/srs/user-interface.md', 'SRS-030');
    await workbench.runCommand('Lifetrace: Show Trace');
    await waitForTop('SRS-030');
    await workbench.runCommand('Lifetrace: Follow the Cursor in the Trace');
    await pane.getByText('does not follow the cursor').waitFor({ state: 'hidden' });
  });

  it('copies the trace as an indented text', async () => {
    const { page } = demo.workbench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await demo.workbench.runCommand('Lifetrace: Copy Trace as Text');
    await demo.workbench.statusBarEntry('Copied the trace');
    const text = await page.evaluate('navigator.clipboard.readText()');
    assert.match(String(text), /^SRS-030 .*spec\/srs\/user-interface\.md:\d+\n {2}Why\n {4}derives: SYS-/);
    assert.match(String(text), /\n {4}missing: .*\(LT301\)/);
  });

  it('shows only gaps with a filter, and everything again', async () => {
    const { page, quickInput, runCommand, sideBar } = demo.workbench;
    const command = 'Lifetrace: Filter the Trace…';
    await (await quickInput.offered(`>${command}`, command)).click();
    await quickInput.box.locator('input[placeholder*="part of an ID"]').waitFor();
    await quickInput.box.locator('.monaco-list-row', { hasText: 'broken or missing' }).first().click();
    await page.keyboard.press('Enter');
    await quickInput.box.waitFor({ state: 'hidden' });
    await (await sideBar.pane(title)).getByText('Showing only: gaps').waitFor();
    const rows = await until('only gaps', async () => {
      const shown = await rowsShown();
      return shown.some((row) => row.includes('SYS-')) ? undefined : shown;
    });
    assert.ok(rows.some((row) => row.includes('LT301')));
    await runCommand.call(demo.workbench, 'Lifetrace: Clear the Filter of the Trace');
    await (await explorer()).row(/^\s*SYS-/);
  });

  it('writes a tag where an item is dropped onto a unit', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('spec/srs/user-interface.md', 'SRS-030');
    await waitForTop('SRS-030');
    await demo.workbench.runCommand('Lifetrace: Pin the Trace');
    await demo.openAt('src/pump/motor_driver.c', 'calibrate_stroke(');
    const row = await (await explorer()).row(/^\s*SRS-030/);
    const from = await row.boundingBox();
    const to = await editor.find('calibrate_stroke');
    assert.ok(from);
    await page.mouse.move(from.x + 60, from.y + from.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x + 40, to.y - 10, { steps: 8 });
    await page.mouse.move(to.x + 20, to.y + to.height / 2, { steps: 4 });
    await page.mouse.up();
    await editor.find('@implements SRS-030');
    await screenshot(page, 'trace-explorer-dropped');
  });

  it('can be read in high contrast', async () => {
    await demo.workbench.wear('Dark High Contrast');
    await screenshot(demo.workbench.page, 'trace-explorer-high-contrast');
  });
});

describe('the trace as a hierarchy', () => {
  const demo = demoWindow();

  /**
   * Looks at a hierarchy of SRS-012 in its specification, without leaving the place.
   * @param {string} command as the palette shows it
   * @param {string} expected what has to be in it
   */
  async function peek(command, expected) {
    const { page } = demo.workbench;
    await demo.openAt('spec/srs/occlusion-and-air.md', 'SRS-012');
    await demo.workbench.runCommand(command);
    const list = page.locator('.peekview-widget .monaco-list');
    await list.locator('.monaco-list-row', { hasText: expected }).first().waitFor();
    return list;
  }

  it('shows what realises a requirement', async () => {
    const list = await peek('Peek Type Hierarchy', 'UNIT-05');
    await list.locator('.monaco-list-row', { hasText: 'air_monitor_init' }).first().waitFor();
    await screenshot(demo.workbench.page, 'type-hierarchy');
    await demo.workbench.page.keyboard.press('Escape');
  });

  it('shows what verifies a requirement', async () => {
    await peek('Peek Call Hierarchy', 'ST-012');
    await screenshot(demo.workbench.page, 'call-hierarchy');
  });
});
