// @ts-check
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repository } from '../../../scripts/lib/repository.mjs';
import { screenshot, walkthroughPicture } from '../harness/screenshot.mjs';
import { demoWindow, viewTitle } from './demoWindow.mjs';

const manifest = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
const words = JSON.parse(readFileSync(path.join(repository, 'package.nls.json'), 'utf8'));

/** The part of the window that holds the text of an editor, from its tabs down. */
const EDITOR = { x: 352, y: 36, width: 760, height: 440 };

describe('the first steps', () => {
  const demo = demoWindow();

  it('have pictures of what is to be seen', async () => {
    const { page, sideBar, editor } = demo.workbench;
    await sideBar.open('Lifetrace');
    const tree = await sideBar.tree(viewTitle('lifetrace.lifecycle'));
    await tree.row('Aria SP1');
    await demo.openAt('src/pump/rate_controller.c', 'SRS-001');
    await editor.hover('SRS-001', 'Compute motor speed', '@implements SRS-001');
    await walkthroughPicture(page, 'tag', { ...EDITOR, width: 924 });
    await sideBar.widen(250);
    await page.mouse.move(900, 700);
    await walkthroughPicture(page, 'life-cycle', { x: 48, y: 36, width: 560, height: 400 });
    await sideBar.widen(-250);
  });

  it('show how a record is begun', async () => {
    const { page, editor } = demo.workbench;
    await demo.openAt('spec/srs/battery.md', '##');
    await editor.goTo(3);
    await editor.insert('## \n\n');
    await editor.goTo(3, 4);
    await page.mouse.move(900, 700);
    await editor.press('Control+Space');
    const proposals = page.locator('.suggest-widget.visible .monaco-list-row');
    await proposals.filter({ hasText: 'software requirement' }).first().waitFor();
    await walkthroughPicture(page, 'record', EDITOR);
    await editor.press('Escape');
    await editor.press('Control+Z');
  });

  it('show a function that traces to nothing', async () => {
    const { page, editor } = demo.workbench;
    await demo.openAt('src/pump/motor_driver.c', 'calibrate_stroke');
    await editor.waitForSquiggle('calibrate_stroke', 'error');
    await walkthroughPicture(page, 'missing', EDITOR);
  });

  it('stand in a page of the editor, five of them, each with its picture', async () => {
    const { workbench } = demo;
    const { page } = workbench;
    // Pictures stand beside the steps where there is room for them.
    await workbench.editor.press('Control+B');
    await workbench.runCommand('Lifetrace: First Steps');
    const steps = page.locator('.getting-started-step');
    await steps.first().waitFor();
    const { steps: declared } = manifest.contributes.walkthroughs[0];
    assert.equal(declared.length, 5);
    assert.equal(await steps.count(), declared.length);
    for (const { title, media } of declared) {
      const name = words[title.replaceAll('%', '')];
      await steps.filter({ hasText: name }).first().click();
      const picture = page.locator('.getting-started-media img');
      await picture.first().waitFor();
      const { alt, width } = await picture.first().evaluate((image) => {
        const { alt, naturalWidth } = /** @type {HTMLImageElement} */ (image);
        return { alt, width: naturalWidth };
      });
      assert.equal(alt, words[media.altText.replaceAll('%', '')]);
      assert.ok(width > 0, `${media.image} is shown`);
      await screenshot(page, `walkthrough-${path.basename(media.image, '.png')}`);
    }
  });

  it('are ticked off when they are taken', async () => {
    const { page } = demo.workbench;
    const last = page.locator('.getting-started-step').last();
    await last.getByRole('button', { name: 'Show the Life Cycle' }).click();
    await last.locator('.complete').waitFor();
  });
});
