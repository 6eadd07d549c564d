// @ts-check

import assert from 'node:assert/strict';
import { screenshot } from '../harness/screenshot.mjs';
import { demoWindow } from './demoWindow.mjs';

describe('mending a finding', () => {
  const demo = demoWindow();
  const unit = 'calibrate_stroke';
  const file = 'src/pump/motor_driver.c';

  it('offers a tag and a suppression on an untraced function', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt(file, `${unit}(`);
    await editor.waitForSquiggle(unit, 'error');
    await editor.quickFix(/Tag with @implements SRS-001 \(Compute motor speed/);
    await editor.quickFix(/Suppress LT202/);
    await screenshot(page, 'quick-fixes');
    await editor.press('Escape');
  });

  it('asks for the reason of a suppression, and changes nothing without one', async () => {
    const { editor, quickInput, page } = demo.workbench;
    await (await editor.quickFix(/Suppress LT202/)).click();
    await quickInput.answer('   ');
    await quickInput.message(/Say it in a few words/);
    await screenshot(page, 'suppression-reason');
    await quickInput.cancel();
    await editor.waitForSquiggle(unit, 'error');
  });

  it('writes the tag above the function, and takes it back', async () => {
    const { editor } = demo.workbench;
    await demo.openAt(file, `${unit}(`);
    await (await editor.quickFix(/Tag with @implements SRS-001/)).click();
    await editor.find('@implements SRS-001', ' * @implements SRS-001');
    await editor.waitForSquiggle(unit, 'error', false);
    await editor.press('Control+z');
    await editor.waitForSquiggle(unit, 'error');
  });

  it('writes the suppression with its reason above the function', async () => {
    const { editor, quickInput, page } = demo.workbench;
    await demo.openAt(file, `${unit}(`);
    await (await editor.quickFix(/Suppress LT202/)).click();
    await quickInput.answer('only on the bench, never in the field');
    await editor.find('only on the bench, never in the field', 'lifetrace-ignore LT202');
    await editor.waitForSquiggle(unit, 'error', false);
    await screenshot(page, 'suppressed');
  });

  it('tags a function that a wrapper hands on to a name, above that name', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('ui/src/programScreen.ts', 'const KEYPAD_LOCK_MS');
    await editor.insert('export const rateField = memo((rate: number) => rate);\n');
    await editor.waitForSquiggle('rateField', 'warning');
    await editor.press('ArrowUp');
    await editor.press('End');
    await (await editor.quickFix(/Tag with @implements SRS-007/)).click();
    await editor.find('/** @implements SRS-007');
    await editor.waitForSquiggle('rateField', 'warning', false);
    await screenshot(page, 'wrapped-function');
  });

  it('writes into the record of a unit what the unit is part of', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('spec/architecture/units.yaml', 'partOf: SI-01\n  implements: [SRS-006');
    await editor.press('Control+Shift+k');
    await editor.waitForSquiggle('UNIT-02', 'error');
    await editor.goTo(20, 8);
    const fix = await editor.quickFix(/Add “partOf SI-01”/);
    await screenshot(page, 'part-of-fixes');
    await fix.click();
    await editor.waitForSquiggle('UNIT-02', 'error', false);
    await screenshot(page, 'part-of');
  });
});

describe('renaming an ID', () => {
  const demo = demoWindow();

  it('asks before approved records change, and changes nothing without consent', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('src/pump/dose_limits.c', 'SRS-006');
    await editor.rename('SRS-906');
    const question = await demo.workbench.question('Approved records change with the rename to SRS-906.');
    await screenshot(page, 'rename-consent');
    await demo.workbench.answer(question, 'Cancel');
    await page.getByText('Nothing was renamed.').first().waitFor();
    await editor.find('SRS-006');
  });

  it('leaves approved records out of the preview until each is chosen', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('src/pump/dose_limits.c', 'SRS-006');
    await editor.rename('SRS-906');
    await demo.workbench.answer(await demo.workbench.question('SRS-906'), 'Choose in a Preview');
    const preview = page.locator('[id="refactorPreview"]');
    const approved = preview.locator('.monaco-list-row', { hasText: 'spec/srs' });
    await approved.getByRole('checkbox').waitFor();
    assert.equal(await approved.getByRole('checkbox').isChecked(), false);
    const code = preview.locator('.monaco-list-row', { hasText: 'src/pump' });
    assert.equal(await code.getByRole('checkbox').isChecked(), true);
    await screenshot(page, 'rename-preview');
    await preview.getByRole('button', { name: 'Discard' }).click();
    await editor.find('SRS-006');
  });

  it('renames everywhere once somebody agrees', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('src/pump/dose_limits.c', 'SRS-006');
    await editor.rename('SRS-906');
    await demo.workbench.answer(await demo.workbench.question('SRS-906'), 'Rename Everywhere');
    await editor.find('SRS-906', '@implements SRS-906');
    await editor.open('spec/srs/dose-limits.md');
    await editor.find('SRS-906', '## SRS-906');
    await screenshot(page, 'renamed');
  });

  it('refuses an ID that is there already, and says so', async () => {
    const { editor, page } = demo.workbench;
    await demo.openAt('src/pump/dose_limits.c', 'SRS-008');
    await editor.rename('SRS-007');
    await page
      .locator('.monaco-editor-overlaymessage, .notification-list-item', { hasText: /SRS-007/ })
      .first()
      .waitFor();
    await screenshot(page, 'rename-refused');
  });
});
