// @ts-check
import assert from 'node:assert/strict';
import { screenshot } from '../harness/screenshot.mjs';
import { demoWindow } from './demoWindow.mjs';

describe('looking up what a tag in code means', () => {
  const demo = demoWindow();

  it('shows the requirement when the mouse rests on its tag', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('src/pump/rate_controller.c', 'SRS-001');
    const hover = await editor.hover('SRS-001', 'Compute motor speed');
    assert.match(hover, /SRS-001/);
    assert.match(hover, /SYS-001/);
    await screenshot(page, 'hover-requirement');
  });

  it('shows hazard, harm and risk when the mouse rests on a risk control', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('src/pump/rate_controller.c', 'RC-01');
    const hover = await editor.hover('RC-01', 'Range check of set rate');
    for (const words of [/HAZ-01/, /HS-01/, /harm/i, /severity/i, /residual/i, /no result on record/i])
      assert.match(hover, words);
    await screenshot(page, 'hover-risk-control');
  });

  it('shows the estimates of a hazardous situation in the risk matrix', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('risk/controls.yaml', 'HS-05');
    const hover = await editor.hover('HS-05', 'Air bolus delivered');
    assert.match(hover, /Risk chain/);
    const table = page.locator('.monaco-hover:visible table');
    await table.getByText('acc residual').waitFor();
    await table.getByText('UN initial, external').waitFor();
    await screenshot(page, 'hover-situation');
  });

  it('says what a key of the project file is for, without any other extension', async () => {
    const editor = await demo.openAt('.lifetrace/project.yaml', 'profile');
    const hover = await editor.hover('profile', 'Edition of the standard');
    assert.match(hover, /One of: 62304-2006-a1/);
    await screenshot(demo.workbench.page, 'hover-setting');
  });

  it('follows a tag to the requirement with Ctrl and a click', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('src/pump/rate_controller.c', 'SRS-001');
    await editor.followLink('SRS-001');
    await page.locator('.tab.active[data-resource-name$=".md"]').waitFor();
    await editor.find('Compute motor speed');
    await screenshot(page, 'definition');
  });

  it('shows the page of a rule, which stays while other documents are read', async () => {
    const { editor, page, sideBar } = demo.workbench;
    await demo.workbench.choose('Lifetrace: Explain a Rule', 'Rule', 'LT202');
    const tab = page.locator('.tab.active', { hasText: 'LT202' });
    await tab.waitFor();
    await sideBar.webview().getByRole('heading', { name: 'untraced-unit' }).waitFor();
    await screenshot(page, 'rule-page');
    await editor.open('spec/srs/user-interface.md');
    await page.locator('.tab:not(.active)', { hasText: 'LT202' }).waitFor();
  });
});
