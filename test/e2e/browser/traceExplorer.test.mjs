// @ts-check

import assert from 'node:assert/strict';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { until } from '../harness/until.mjs';
import { demoWindow, viewTitle } from './demoWindow.mjs';

describe('the trace explorer', () => {
  const demo = demoWindow({ height: 1000 });

  const explorer = () => demo.workbench.sideBar.tree(viewTitle('lifetrace.trace'));

  /** @param {string} words of the row at the top */
  const waitForTop = (words) =>
    until(`the trace of ${words}`, async () => {
      const [top = ''] = await (await explorer()).texts();
      return top.startsWith(words);
    });

  before(async () => {
    const { sideBar } = demo.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.widen(260);
    await sideBar.fold(viewTitle('lifetrace.safetyClasses'));
    await sideBar.fold(viewTitle('lifetrace.lifecycle'));
    await sideBar.pane(viewTitle('lifetrace.trace'));
  });

  it('shows the whole trace of what is at the cursor', async () => {
    await demo.openAt('src/safety/air_monitor.c', 'SRS-012');
    await waitForTop('SRS-012');
    const tree = await explorer();
    for (const heading of ['Why', 'Realised by', 'Tests']) await tree.row(heading);
    await tree.expand('RC-07');
    assert.match(await shownText(await tree.row(/^\s*HS-/)), /mitigates/);
    await screenshot(demo.workbench.page, 'trace-explorer');
  });
});
