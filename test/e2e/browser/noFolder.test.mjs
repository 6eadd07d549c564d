// @ts-check
import assert from 'node:assert/strict';
import path from 'node:path';
import { screenshot } from '../harness/screenshot.mjs';
import { until } from '../harness/until.mjs';
import { workbenchWindow } from './workbenchWindow.mjs';

/** What can be done without a folder. */
const OFFERED = ['Explain a Rule', 'First Steps', 'Open the Demo Project', 'Restart Server', 'Show Log'];

describe('a single file without a folder', () => {
  const window = workbenchWindow({ workspace: () => undefined, hasRecords: false });

  /** @returns {Promise<string[]>} our commands as the palette offers them, those that only show a view left out */
  async function offered() {
    const { quickInput } = window.workbench;
    const rows = quickInput.box.locator('.monaco-list-row');
    await quickInput.fill('>Lifetrace: ');
    await rows.filter({ hasText: 'Lifetrace: Show Log' }).first().waitFor();
    const texts = await rows.locator('.label-name').allTextContents();
    await quickInput.cancel();
    const ours = texts.flatMap((text) => /^Lifetrace: (?!Focus on |Reset )(.*)$/.exec(text.trim())?.[1] ?? []);
    return [...new Set(ours)].sort();
  }

  it('is offered nothing that needs one', async () => {
    assert.deepEqual(await offered(), OFFERED);
  });

  it('can be looked at, and nothing is said of it', async () => {
    const { workbench, server } = window;
    const folder = server.writeWorkspace('loose', {
      'loose.c': '/** @implements SRS-1 */\nint f(void) { return 0; }\n',
    });
    const { box } = workbench.quickInput;
    const command = 'File: Open File...';
    await (await workbench.quickInput.offered(`>${command}`, command)).click();
    await until('the dialog takes the file', async () => {
      await box.locator('input[type="text"]').first().fill(path.join(folder, 'loose.c'), { timeout: 2000 });
      await box.getByRole('button', { name: 'OK' }).click({ timeout: 2000 });
      return box.waitFor({ state: 'hidden', timeout: 2000 }).then(
        () => true,
        () => false,
      );
    });
    await workbench.editor.waitForTab('loose.c');
    assert.deepEqual(await offered(), OFFERED);
    assert.equal(await workbench.page.locator('.statusbar-item', { hasText: /Class |finding/ }).count(), 0);
    await screenshot(workbench.page, 'single-file');
  });

  it('still has the pages of the rules', async () => {
    const { workbench } = window;
    await workbench.choose('Lifetrace: Explain a Rule', 'Rule', 'LT202');
    await workbench.page.locator('.tab.active', { hasText: 'LT202' }).waitFor();
  });
});
