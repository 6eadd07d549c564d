// @ts-check

import assert from 'node:assert/strict';
import { screenshot } from '../harness/screenshot.mjs';
import { demoWindow } from './demoWindow.mjs';

describe('the trace matrix', () => {
  const demo = demoWindow();
  const matrix = () => demo.workbench.sideBar.webview();
  const grid = () => matrix().getByRole('grid');
  const row = (/** @type {string} */ id) =>
    grid()
      .getByRole('row')
      .filter({ has: matrix().getByRole('rowheader', { name: id, exact: true }) });

  it('shows each software requirement with what it is linked to', async () => {
    const { workbench } = demo;
    await workbench.page.locator('.statusbar-item[id*="lifetrace"]').first().waitFor();
    await workbench.runCommand('Lifetrace: Open Trace Matrix');
    await row('SRS-001').waitFor();
    await screenshot(workbench.page, 'trace-matrix');
    assert.match((await grid().getAttribute('aria-label')) ?? '', /^Trace of SRS/);
  });

  it('shows marks', async () => {
    await matrix().getByRole('button', { name: 'Marks' }).click();
    await matrix().getByText('columns traced').waitFor();
    await screenshot(demo.workbench.page, 'trace-matrix-marks');
  });
});
