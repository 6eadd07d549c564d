// @ts-check
import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { demoProject } from '../../../scripts/lib/repository.mjs';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { viewTitle } from './demoWindow.mjs';
import { workbenchWindow } from './workbenchWindow.mjs';

/** A second product beside the demo, with IDs that the demo uses as well and a tag for one that only the demo has. */
const dock = {
  '.lifetrace/project.yaml': 'product:\n  name: Aria Charging Dock\n  version: 0.3.0\n',
  'docs/software.md': `# Software of the charging dock

## SS-001: Charging dock software

- class: A

## SRS-001: Charge the battery with 500 mA at most

- status: approved
`,
  'src/charge.c': `/** @implements SRS-001 */
int charge_current(int wanted)
{
  return wanted > 500 ? 500 : wanted;
}

/** @implements SRS-014 */
int charge_lamp(int current)
{
  return current > 0;
}
`,
};

describe('a workspace with two folders', () => {
  const window = workbenchWindow({
    workspace: (server) => {
      const files = Object.entries(dock).map(([file, text]) => [`charging-dock/${file}`, text]);
      const folders = [{ path: 'aria-sp1' }, { path: 'charging-dock' }];
      const parent = server.writeWorkspace('products', {
        ...Object.fromEntries(files),
        'aria.code-workspace': JSON.stringify({ folders }),
      });
      cpSync(demoProject, path.join(parent, 'aria-sp1'), { recursive: true });
      return path.join(parent, 'aria.code-workspace');
    },
  });

  it('has a life cycle for each', async () => {
    const { sideBar } = window.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.widen(260);
    await sideBar.fold(viewTitle('lifetrace.safetyClasses'));
    const tree = await sideBar.tree(viewTitle('lifetrace.lifecycle'));
    assert.match(await shownText(await tree.row('Aria SP1')), /class C/);
    assert.match(await shownText(await tree.row('Aria Charging Dock')), /class A/);
  });

  it('knows in each what that folder says', async () => {
    const { editor, page } = window.workbench;
    await editor.open('charge.c');
    await editor.hover('SRS-001', 'Charge the battery with 500 mA at most');
    await screenshot(page, 'several-folders');
    await editor.open('rate_controller.c');
    await editor.hover('SRS-001', 'Compute motor speed');
  });

  it('misses in one what only the other has, and counts no ID twice', async () => {
    const { editor, problems } = window.workbench;
    await editor.open('charge.c');
    await editor.waitForSquiggle('SRS-014', 'error');
    await problems.show('LT002');
    assert.match(await problems.row('SRS-014'), /LT002/);
    await problems.show('LT001');
    await problems.noRow('LT001');
  });

  it('shows the safety classes of each', async () => {
    const { page, sideBar } = window.workbench;
    await sideBar.fold(viewTitle('lifetrace.lifecycle'));
    await sideBar.pane(viewTitle('lifetrace.safetyClasses'));
    const panel = sideBar.webview();
    for (const product of ['Aria SP1', 'Aria Charging Dock']) {
      const folder = panel.getByRole('region', { name: product, exact: true });
      await folder.getByRole('tree').getByRole('treeitem', { name: 'SS-001' }).waitFor();
    }
    const classOf = (/** @type {string} */ title) =>
      panel.getByRole('treeitem', { name: title }).first().locator('.effective').first();
    assert.equal(await shownText(classOf('Charging dock software')), 'A');
    assert.equal(await shownText(classOf('Aria SP1 pump software')), 'C');
    await screenshot(page, 'several-folders-classes');
  });
});
