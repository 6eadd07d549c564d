// @ts-check

import assert from 'node:assert/strict';
import { accessibility } from '../harness/accessibility.mjs';
import { screenshot } from '../harness/screenshot.mjs';
import { until } from '../harness/until.mjs';
import { demoWindow } from './demoWindow.mjs';

/** @param {ReturnType<typeof demoWindow>} demo */
function graphOf(demo) {
  const page = () => demo.workbench.sideBar.webview();
  const node = (/** @type {string} */ name) => page().locator(`.node[data-id="${name}"]`);
  return {
    page,
    node,
    /** The node that has the keyboard. */
    focused: () => page().locator('.node:focus'),
    /**
     * @param {RegExp} name that a screen reader says
     * @param {() => Promise<unknown>} act what brings the keyboard there
     */
    async walkTo(name, act) {
      await act();
      await until(`the keyboard is on ${name}`, async () =>
        name.test((await page().locator('.node:focus').getAttribute('aria-label', { timeout: 2000 })) ?? ''),
      );
    },
    transform: () =>
      page()
        .locator('.layer')
        .evaluate((element) => /** @type {SVGGElement} */ (element).style.transform),
  };
}

describe('the trace graph', () => {
  const demo = demoWindow({ height: 1000 });
  const graph = graphOf(demo);

  before(() => demo.openAt('src/safety/air_monitor.c', 'SRS-012'));

  it('draws the neighborhood of what is at the cursor, beside the text', async () => {
    const { page, runCommand } = demo.workbench;
    await runCommand.call(demo.workbench, 'Lifetrace: Show Trace Graph');
    await graph.node('item SRS-12').waitFor();
    await graph.page().getByRole('heading', { name: /^SRS-012/ }).waitFor();
    for (const id of ['item SYS-5', 'item RC-7']) await graph.node(id).waitFor();
    const labels = await graph.page().locator('.label text').allTextContents();
    for (const words of ['derives', 'implements']) assert.ok(labels.includes(words), `${words} in ${labels}`);
    await page.locator('.tab[data-resource-name="air_monitor.c"]').waitFor();
    await screenshot(page, 'trace-graph-split');
  });
});
