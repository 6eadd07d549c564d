// @ts-check

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { accessibility } from '../harness/accessibility.mjs';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { until } from '../harness/until.mjs';
import { demoWindow } from './demoWindow.mjs';
import { workbenchWindow } from './workbenchWindow.mjs';

/** @typedef {ReturnType<typeof workbenchWindow>} Window */

/** @param {Window} window */
function matrixIn(window) {
  const page = () => window.workbench.sideBar.webview();
  const grid = () => page().getByRole('grid');
  /** @param {string} id */
  const row = (id) =>
    grid()
      .getByRole('row')
      .filter({ has: page().getByRole('rowheader', { name: new RegExp(`^${id}(?: has gaps)?$`) }) });
  return {
    page,
    grid,
    row,
    /** @returns {Promise<string>} what stands in the cell that has the keyboard */
    focused: () =>
      grid().evaluate((element) => {
        const active = element.ownerDocument.activeElement;
        return `${active?.getAttribute('role')} ${active?.textContent}`;
      }),
    open: async () => {
      await window.workbench.runCommand('Lifetrace: Open Trace Matrix');
      await grid().waitFor();
    },
  };
}

describe('the trace matrix', () => {
  const demo = demoWindow();
  const matrix = matrixIn(demo);

  it('shows each software requirement with what it is linked to, and how much is traced', async () => {
    const { page } = demo.workbench;
    await matrix.open();
    await matrix.row('SRS-001').waitFor();
    await screenshot(page, 'trace-matrix');
    assert.match((await matrix.grid().getAttribute('aria-label')) ?? '', /^Trace of SRS software requirement$/);
    await matrix
      .page()
      .getByRole('columnheader', { name: /^ST \d+ of \d+ traced$/ })
      .waitFor();
  });

  it('goes to what was clicked, and stays in sight', async () => {
    const { page } = demo.workbench;
    await matrix.row('SRS-001').locator('.entry').first().click();
    await page.locator('.tab.active[data-resource-name="system.md"]').waitFor();
    assert.equal(await page.locator('.editor-group-container').count(), 2);
    await matrix.row('SRS-001').waitFor();
    await screenshot(page, 'trace-matrix-beside');
    await demo.workbench.runCommand('View: Close Editors in Other Groups');
  });

  it('shows only gaps, and finds rows by what they are linked to', async () => {
    const all = await matrix.grid().getAttribute('aria-rowcount');
    const gaps = matrix.page().getByLabel('Only gaps');
    await gaps.check();
    await until('fewer rows', async () => (await matrix.grid().getAttribute('aria-rowcount')) !== all);
    await gaps.uncheck();
    await matrix.page().getByRole('searchbox').fill('SRS-001');
    await until('one row or a few', async () => Number(await matrix.grid().getAttribute('aria-rowcount')) < 6);
    await matrix.page().getByRole('searchbox').fill('');
    await until('all rows', async () => (await matrix.grid().getAttribute('aria-rowcount')) === all);
  });

  it('sorts by a column', async () => {
    const head = matrix.page().getByRole('columnheader', { name: 'Title' });
    await head.click();
    await matrix.grid().locator('[role="columnheader"][aria-sort="ascending"]', { hasText: 'Title' }).waitFor();
    await head.click();
    await matrix.grid().locator('[role="columnheader"][aria-sort="descending"]', { hasText: 'Title' }).waitFor();
    await matrix.page().getByRole('columnheader', { name: 'ID' }).click();
    await matrix.grid().locator('[role="columnheader"][aria-sort="ascending"]', { hasText: 'ID' }).waitFor();
  });

  it('copies its rows for a spreadsheet', async () => {
    const { page } = demo.workbench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await matrix.page().getByRole('button', { name: 'Copy' }).click();
    await demo.workbench.statusBarEntry('rows copied');
    const text = String(await page.evaluate('navigator.clipboard.readText()'));
    assert.match(text, /^ID\tTitle\tStatus\t.*\tGaps\n/);
    assert.match(text, /\nSRS-001\t/);
  });

  it('saves its rows as CSV', async () => {
    const { page, quickInput } = demo.workbench;
    await matrix.page().getByRole('button', { name: 'CSV' }).click();
    await quickInput.box.getByRole('button', { name: 'OK' }).click();
    const file = path.join(demo.workspace, 'trace-matrix-SRS.csv');
    await until('the file is there', async () => existsSync(file) && readFileSync(file, 'utf8').endsWith('\r\n'));
    assert.match(readFileSync(file, 'utf8'), /^\ufeffID,Title,Status,/);
    await screenshot(page, 'trace-matrix-saved');
  });

  it('follows what is typed, and leaves what is chosen where it is', async () => {
    const { editor, page } = demo.workbench;
    await matrix.row('SRS-002').getByRole('rowheader').click();
    await page.keyboard.press('Enter');
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await editor.waitForTab('delivery.md');
    await editor.press('Control+Home');
    await editor.insert('## SRS-000: A requirement that comes first\n\n- status: draft\n\n');
    await matrix.row('SRS-000').waitFor();
    const chosen = matrix.grid().locator('.cell.active');
    await until('SRS-002 is still chosen', async () => (await shownText(chosen)).includes('SRS-002'));
    await screenshot(page, 'trace-matrix-live');
    // VS Code takes back a line at a time.
    await until('the row is gone', async () => {
      await editor.press('Control+z');
      return (await matrix.row('SRS-000').count()) === 0;
    });
  });

  it('shows marks where rows and columns are linked', async () => {
    await matrix.page().getByRole('button', { name: 'Marks' }).click();
    await matrix.page().getByLabel('Columns').selectOption('ST');
    await matrix
      .page()
      .getByText(/\d+ of \d+ columns traced/)
      .waitFor();
    await matrix.grid().getByText('verified by ST-', { exact: false }).first().waitFor({ state: 'attached' });
    await screenshot(demo.workbench.page, 'trace-matrix-marks');
  });

  it('is still there, as it was, after a reload of the window', async () => {
    await demo.workbench.runCommand('Developer: Reload Window');
    await matrix
      .page()
      .getByText(/\d+ of \d+ columns traced/)
      .waitFor();
  });
});

describe('the trace matrix without a mouse', () => {
  const demo = demoWindow();
  const matrix = matrixIn(demo);

  it('is a grid that the keyboard moves in', async () => {
    const { page } = demo.workbench;
    await matrix.open();
    await matrix.row('SRS-001').getByRole('rowheader').focus();
    const at = async (/** @type {RegExp} */ what) => until(String(what), async () => what.test(await matrix.focused()));
    await at(/^rowheader SRS-001$/);
    await page.keyboard.press('ArrowDown');
    await at(/^rowheader SRS-002$/);
    await page.keyboard.press('ArrowRight');
    await at(/^gridcell \S/);
    await page.keyboard.press('Home');
    await at(/^rowheader SRS-002$/);
    await page.keyboard.press('Control+Home');
    await at(/^rowheader SRS-001$/);
    await page.keyboard.press('ArrowUp');
    await at(/^columnheader ID$/);
    await page.keyboard.press('Enter');
    await matrix.grid().locator('[aria-sort="descending"]').waitFor();
    await page.keyboard.press('Enter');
    await matrix.grid().locator('[aria-sort="ascending"]').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('PageDown');
    await at(/^rowheader SRS-/);
    await page.keyboard.press('Control+End');
    await at(/^gridcell/);
    await page.keyboard.press('Control+Home');
    await at(/^rowheader SRS-001$/);
    assert.equal(await matrix.grid().locator('[tabindex="0"]').count(), 1);
  });

  it('goes to the place of a row with Enter, ready to type there', async () => {
    const { page } = demo.workbench;
    await page.keyboard.press('Enter');
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  });
});

const HOSTILE = '<img src=x onerror=alert(1)> =HYPERLINK("x") \u202eevil [x](command:workbench.action.quit)';

/** @returns {Readonly<Record<string, string>>} */
function large() {
  const rows = Array.from({ length: 10_000 }, (_, index) => {
    const id = String(index + 1).padStart(5, '0');
    return `## SRS-${id}: ${index === 0 ? HOSTILE : `Requirement ${id}`}\n\n- derives: SYS-${(index % 50) + 1}\n`;
  });
  const systems = Array.from({ length: 50 }, (_, index) => `## SYS-${index + 1}: System ${index + 1}\n`);
  return {
    '.lifetrace/project.yaml': 'product:\n  name: Large\n',
    'spec/system.md': `# System\n\n${systems.join('\n')}`,
    'spec/software.md': `# Software\n\n${rows.join('\n')}`,
  };
}

describe('the trace matrix of ten thousand items', () => {
  const window = workbenchWindow({ workspace: (server) => server.writeWorkspace('large', large()) });
  const matrix = matrixIn(window);
  const drawn = () => matrix.grid().getByRole('row').count();

  it('draws only what is seen, wherever it is scrolled to', async () => {
    await matrix.open();
    await matrix.row('SRS-00001').waitFor();
    assert.equal(await matrix.grid().getAttribute('aria-rowcount'), '10001');
    assert.ok((await drawn()) < 80, `${await drawn()} rows`);
    const scroller = matrix.page().locator('.scroller');
    for (const [part, id] of /** @type {const} */ ([
      [0.5, 'SRS-05001'],
      [1, 'SRS-10000'],
    ])) {
      await scroller.evaluate((element, to) => {
        element.scrollTop = 240_000 * to;
      }, part);
      await matrix.row(id).waitFor();
      assert.ok((await drawn()) < 80, `${await drawn()} rows`);
    }
    await screenshot(window.workbench.page, 'trace-matrix-large');
  });

  it('goes to the last row and back with the keyboard', async () => {
    const { page } = window.workbench;
    await matrix
      .page()
      .locator('.scroller')
      .evaluate((element) => {
        element.scrollTop = 0;
      });
    await matrix.row('SRS-00001').getByRole('rowheader').focus();
    await page.keyboard.press('Control+End');
    await matrix.row('SRS-10000').waitFor();
    await page.keyboard.press('Control+Home');
    await until('the first row has the keyboard', async () => /^rowheader SRS-00001\b/.test(await matrix.focused()));
  });

  it('shows a hostile title as text', async () => {
    const text = await shownText(matrix.row('SRS-00001'));
    assert.ok(text.includes('<img src=x onerror=alert(1)>'), text);
    assert.ok(!text.includes('\u202e'));
    assert.equal(await matrix.page().locator('img').count(), 0);
  });
});

describe('the trace matrix in all sorts of themes', () => {
  const demo = demoWindow({ height: 1100 });
  const matrix = matrixIn(demo);
  const columns = () => matrix.page().locator('summary', { hasText: 'Columns' });
  const themes = [
    { name: 'Light 2026', kind: 'vscode-light' },
    { name: 'Dark 2026', kind: 'vscode-dark' },
    { name: 'Dark High Contrast', kind: 'vscode-high-contrast' },
    { name: 'Light High Contrast', kind: 'vscode-high-contrast-light' },
  ];

  for (const { name, kind } of themes) {
    it(`is accessible in ${name}`, async () => {
      const { workbench } = demo;
      const { page } = workbench;
      if (kind === 'vscode-light') {
        await matrix.open();
        await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
        // Only what nothing lies over has a contrast: no more columns than fit beside the IDs.
        await columns().click();
        for (const name of ['SI', 'UNIT', 'Code', 'SOUP', 'RC']) {
          await matrix
            .page()
            .getByRole('checkbox', { name: new RegExp(`^${name}\\b`) })
            .uncheck();
          await matrix
            .page()
            .getByRole('columnheader', { name: new RegExp(`^${name}\\b`) })
            .waitFor({ state: 'detached' });
        }
        await page.keyboard.press('Escape');
      }
      await workbench.wear(name);
      await matrix.page().locator(`body.${kind}`).waitFor();
      const check = async (/** @type {string} */ what) => {
        await screenshot(page, `trace-matrix-${what}-${kind}`);
        const { violations, unknownContrast, contrasts } = await accessibility(matrix.page(), 'transparent');
        assert.deepEqual(violations, [], what);
        assert.deepEqual(unknownContrast, [], what);
        assert.ok(contrasts > 40, `the contrast of ${contrasts} texts only was computed`);
      };
      await matrix.row('SRS-002').locator('.cell.gaps').focus();
      await check('table');
      await columns().click();
      await matrix.page().getByRole('checkbox', { name: 'Code', exact: true }).waitFor();
      await screenshot(page, `trace-matrix-menu-${kind}`);
      await page.keyboard.press('Escape');
      await matrix.page().getByRole('button', { name: 'Marks' }).click();
      await matrix
        .page()
        .getByText(/\d+ of \d+ columns traced/)
        .waitFor();
      await matrix.page().getByLabel('Columns').selectOption('ST');
      await matrix.grid().getByText('verified by ST-', { exact: false }).first().waitFor({ state: 'attached' });
      await check('marks');
      await matrix.page().getByRole('button', { name: 'Table' }).click();
      await matrix.page().getByRole('columnheader', { name: /^ST / }).waitFor();
    });
  }
});
