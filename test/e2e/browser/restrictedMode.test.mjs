// @ts-check
import assert from 'node:assert/strict';
import { screenshot } from '../harness/screenshot.mjs';
import { demoWindow, viewTitle } from './demoWindow.mjs';

describe('a folder that is not trusted', () => {
  const demo = demoWindow({ workspaceTrust: true });

  it('is open in Restricted Mode', async () => {
    await demo.workbench.statusBarEntry('Restricted Mode');
  });

  it('still has hovers', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('src/pump/rate_controller.c', 'SRS-001');
    await editor.hover('SRS-001', 'Compute motor speed');
    await screenshot(page, 'restricted-mode');
  });

  it('still has the life-cycle tree', async () => {
    const { sideBar } = demo.workbench;
    await sideBar.open('Lifetrace');
    const tree = await sideBar.tree(viewTitle('lifetrace.lifecycle'));
    await tree.row('Aria SP1');
  });

  it('still has marks and classes, and offers no task', async () => {
    const { page, quickInput } = demo.workbench;
    await demo.openAt('src/pump/motor_driver.c', 'calibrate_stroke');
    await demo.workbench.statusBarEntry(/Class C · \d+ finding/);
    await quickInput.fill('>Lifetrace: ');
    const rows = quickInput.box.locator('.monaco-list-row .label-name');
    await rows.filter({ hasText: 'Lifetrace: Copy ID' }).first().waitFor();
    const texts = (await rows.allTextContents()).join('\n');
    assert.ok(!/Run the Check|Set Up This Workspace/.test(texts), texts);
    await quickInput.cancel();
    await screenshot(page, 'restricted-mode-marks');
  });
});
