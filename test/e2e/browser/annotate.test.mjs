// @ts-check

import assert from 'node:assert/strict';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { demoWindow } from './demoWindow.mjs';

describe('writing code', () => {
  const demo = demoWindow();
  const name = 'bolus_guard';

  it('underlines a new function that nothing asks for, as soon as it is typed', async () => {
    const { editor, page, problems } = demo.workbench;
    await editor.open('src/pump/dose_limits.c');
    await editor.press('Control+End');
    await editor.type(`\n\nint ${name}(int value)\n{\nreturn value;`);
    await editor.waitForSquiggle(name, 'error');
    await problems.show('LT202');
    assert.match(await problems.row(name), /LT202/);
    await editor.open('src/pump/dose_limits.c');
    await editor.press('Control+End');
    await screenshot(page, 'untraced-function');
  });

  it('offers the requirements that a tag may name', async () => {
    const { editor, page } = demo.workbench;
    await editor.open('src/pump/dose_limits.c');
    await editor.click(name);
    await editor.press('Control+Shift+Enter');
    await editor.type('// @implements SRS-00');
    await editor.press('Control+Space');
    const entry = await editor.completion('SRS-006');
    assert.match(await shownText(entry), /Refuse a rate above the hard limit/);
    await screenshot(page, 'completion');
    await entry.click();
    await editor.find('@implements SRS-006', '// @implements SRS-006');
  });

  it('takes the underline away once the tag stands there', async () => {
    const { editor, page, problems } = demo.workbench;
    await editor.waitForSquiggle(name, 'error', false);
    await problems.noRow(name);
    await screenshot(page, 'traced-function');
  });
});
