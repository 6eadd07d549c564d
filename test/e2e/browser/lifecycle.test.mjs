// @ts-check

import assert from 'node:assert/strict';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { until } from '../harness/until.mjs';
import { demoWindow, viewTitle } from './demoWindow.mjs';

describe('the life-cycle tree', () => {
  const demo = demoWindow();

  it('shows the product with its class and the clauses of the standard', async () => {
    const { sideBar } = demo.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.widen(260);
    await sideBar.fold(viewTitle('lifetrace.safetyClasses'));
    const tree = await sideBar.tree(viewTitle('lifetrace.lifecycle'));
    const product = await tree.row('Aria SP1');
    assert.match(await shownText(product), /\bC\b/);
    for (const clause of ['5.1', '5.2', '5.3', '5.4', '5.5', '5.6', '5.7', '5.8'])
      await tree.row(new RegExp(`^\\s*${clause}\\b`));
  });

  it('counts the open findings on its icon', async () => {
    const { sideBar } = demo.workbench;
    const badge = await until('a badge on the icon', async () => (await sideBar.badge('Lifetrace')) || undefined);
    assert.match(badge, /^\d+\+?$/);
  });

  it('leads from a finding to its place', async () => {
    const { editor, page, sideBar } = demo.workbench;
    const tree = await sideBar.tree(viewTitle('lifetrace.lifecycle'));
    await tree.expand(/^\s*5\.5\b/);
    const finding = await tree.rowBelow(/^\s*5\.5\b/, /LT202|calibrate_stroke/);
    await finding.click();
    await editor.waitForTab('motor_driver.c');
    await editor.find('calibrate_stroke');
    await screenshot(page, 'life-cycle-tree');
  });

  it('shows only what a filter lets pass, and everything again', async () => {
    const { quickInput, sideBar } = demo.workbench;
    const command = 'Lifetrace: Filter the Life Cycle…';
    await (await quickInput.offered(`>${command}`, command)).click();
    const input = quickInput.box.locator('input[placeholder*="part of an ID"]');
    await input.fill('watchdog');
    await quickInput.box.locator('.monaco-list-row', { hasText: 'Class C' }).first().waitFor();
    await demo.workbench.page.keyboard.press('Enter');
    await quickInput.box.waitFor({ state: 'hidden' });
    const pane = await sideBar.pane(viewTitle('lifetrace.lifecycle'));
    await pane.getByText('Showing only: “watchdog”').waitFor();
    const tree = await sideBar.tree(viewTitle('lifetrace.lifecycle'));
    await tree.row(/^\s*5\.4\b/);
    assert.ok(!(await tree.texts()).some((text) => /^\s*9\b/.test(text)));
    await demo.workbench.runCommand('Lifetrace: Clear the Filter of the Life Cycle');
    await tree.row(/^\s*9\b/);
  });

  it('shows the row of what is at the cursor', async () => {
    await demo.openAt('src/safety/air_monitor.c', 'SRS-012');
    await demo.workbench.runCommand('Lifetrace: Show in the Life Cycle');
    const { sideBar } = demo.workbench;
    const pane = await sideBar.pane(viewTitle('lifetrace.lifecycle'));
    const selected = pane.locator('.monaco-list-row.selected');
    await until('the row of SRS-012 is selected', async () =>
      (await selected.count()) > 0 && /SRS-012/.test(await shownText(selected.first())) ? true : undefined,
    );
  });
});
