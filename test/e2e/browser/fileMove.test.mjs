// @ts-check

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { screenshot } from '../harness/screenshot.mjs';
import { until } from '../harness/until.mjs';
import { demoWindow } from './demoWindow.mjs';

const UNITS = 'spec/architecture/units.yaml';

/**
 * Renames a file in the explorer.
 * @param {ReturnType<typeof demoWindow>} demo
 * @param {string} file path from the workspace
 * @param {string} name the new one, without its folder
 */
async function renameFile(demo, file, name) {
  const { editor, page } = demo.workbench;
  await editor.open(file);
  await demo.workbench.runCommand('File: Reveal Active File in Explorer View');
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: path.posix.basename(file) });
  const input = page.locator('.explorer-folders-view .monaco-inputbox input');
  // What is drawn anew in the explorer, such as a badge that appears, closes the box.
  await until(`the explorer takes "${name}"`, async () => {
    try {
      await row.click({ timeout: 2000 });
      await page.keyboard.press('F2');
      await input.fill(name, { timeout: 2000 });
      await input.press('Enter', { timeout: 2000 });
      return true;
    } catch {
      return false;
    }
  });
}

describe('renaming a file that approved records name', () => {
  const demo = demoWindow();
  const there = (/** @type {string} */ file) => existsSync(path.join(demo.workspace, file));
  /** @param {string} text of the saved records */
  const onDisk = (text) => readFileSync(path.join(demo.workspace, UNITS), 'utf8').includes(text);

  it('asks, and leaves the paths as they are when somebody wants that', async () => {
    const { page } = demo.workbench;
    await renameFile(demo, 'src/pump/motor_driver.c', 'motor.c');
    const question = await demo.workbench.question('Approved records change with the new path of motor_driver.c.');
    await screenshot(page, 'move-consent');
    await demo.workbench.answer(question, 'Leave Paths as They Are');
    await until('the file is moved', async () => there('src/pump/motor.c'));
    assert.ok(onDisk('path: src/pump/motor_driver.c'));
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
  });

  it('changes the paths once somebody agrees', async () => {
    const { page, editor } = demo.workbench;
    await renameFile(demo, 'src/pump/dose_limits.c', 'limits.c');
    await demo.workbench.answer(await demo.workbench.question('dose_limits.c'), 'Change Everywhere');
    const question = await demo.workbench.question('refactoring changes');
    await screenshot(page, 'move-editor-question');
    await demo.workbench.answer(question, 'OK');
    await until('the file is moved', async () => there('src/pump/limits.c'));
    await editor.open(UNITS);
    await editor.find('path: src/pump/limits.c');
    await screenshot(page, 'moved');
  });

  it('takes file and paths back together', async () => {
    const { page, editor } = demo.workbench;
    await demo.workbench.runCommand('File: Focus on Files Explorer');
    await page.keyboard.press('Control+z');
    await until('the file is back', async () => there('src/pump/dose_limits.c'));
    await editor.find('path: src/pump/dose_limits.c');
    await screenshot(page, 'move-undone');
  });

  it('leaves approved records out of the preview until each is chosen', async () => {
    const { page } = demo.workbench;
    await renameFile(demo, 'src/alarm/alarm_queue.c', 'queue.c');
    await demo.workbench.answer(await demo.workbench.question('alarm_queue.c'), 'Choose in a Preview');
    await demo.workbench.answer(await demo.workbench.question('refactoring changes'), 'Show Preview');
    const preview = page.locator('[id="refactorPreview"]');
    const approved = preview.locator('.monaco-list-row', { hasText: 'spec/architecture' });
    await approved.getByRole('checkbox').waitFor();
    assert.equal(await approved.getByRole('checkbox').isChecked(), false);
    await screenshot(page, 'move-preview');
    await preview.getByRole('button', { name: 'Discard' }).click();
    await until('the file is moved', async () => there('src/alarm/queue.c'));
    assert.ok(onDisk('path: src/alarm/alarm_queue.c'));
  });
});

describe('renaming a file while a question stands for longer than the editor waits', () => {
  const demo = demoWindow();

  it('changes the paths all the same', async () => {
    const { editor, page } = demo.workbench;
    mkdirSync(path.join(demo.workspace, '.vscode'), { recursive: true });
    writeFileSync(path.join(demo.workspace, '.vscode/settings.json'), '{"files.participants.timeout": 1000}');
    await page.reload();
    await demo.workbench.booted();
    // Nothing follows a move before the whole project is known.
    await demo.workbench.known();
    await renameFile(demo, 'src/pump/dose_limits.c', 'limits.c');
    const question = await demo.workbench.question('dose_limits.c');
    await until('the file is moved', async () => existsSync(path.join(demo.workspace, 'src/pump/limits.c')));
    await demo.workbench.answer(question, 'Change Everywhere');
    await editor.open(UNITS);
    await editor.find('path: src/pump/limits.c');
    await screenshot(page, 'moved-late');
  });
});
