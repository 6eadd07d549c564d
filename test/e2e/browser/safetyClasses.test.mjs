// @ts-check

import assert from 'node:assert/strict';
import { accessibility } from '../harness/accessibility.mjs';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { until } from '../harness/until.mjs';
import { demoWindow, viewTitle } from './demoWindow.mjs';

describe('the safety class panel', () => {
  const demo = demoWindow();

  it('shows each software item with its effective class and why', async () => {
    const { sideBar } = demo.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.widen(120);
    await sideBar.fold(viewTitle('lifetrace.lifecycle'));
    await sideBar.pane(viewTitle('lifetrace.safetyClasses'));
    const panel = sideBar.webview().locator('#panel');
    await panel.getByText('SS-001').first().waitFor();
    const text = await shownText(panel);
    for (const item of ['SI-01', 'SI-04', 'SI-05', 'SI-06']) assert.ok(text.includes(item), `${item} is not shown`);
  });

  it('names the contradiction of a class that is declared too low', async () => {
    const { sideBar } = demo.workbench;
    await sideBar.webview().getByText('LT503').first().waitFor();
  });

  it('tells for a chosen item what its class rests on', async () => {
    const { page, sideBar } = demo.workbench;
    await sideBar.webview().getByText('SI-04').first().click();
    await sideBar.webview().getByText('separate processor').first().waitFor();
    await screenshot(page, 'safety-classes');
  });
});

describe('the safety class panel beyond what is on record', () => {
  const demo = demoWindow({ height: 1100 });
  const panel = () => demo.workbench.sideBar.webview();
  const row = (/** @type {string} */ id) => panel().locator(`vscode-tree-item[data-key$="/${id}"]`);
  const effective = (/** @type {string} */ id) => row(id).locator('> .cells .class-badge').innerText();

  it('asks the questions of a classification, and shows beside each other what counts and what does not', async () => {
    const { page, sideBar } = demo.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.widen(120);
    await sideBar.fold(viewTitle('lifetrace.lifecycle'));
    await sideBar.pane(viewTitle('lifetrace.safetyClasses'));
    await panel().getByText('SS-001').first().click();
    await panel().getByRole('heading', { name: 'SS-001 Aria SP1 pump software' }).waitFor();
    const text = await shownText(panel().locator('.side'));
    for (const words of [
      'Q1',
      'Q2',
      'Q3',
      'serious',
      'With external controls only',
      'With all controls',
      'does not count',
    ])
      assert.ok(text.includes(words), `${words} in\n${text}`);
    await panel().getByText('hazardous situations', { exact: false }).last().click();
    await panel().getByRole('button', { name: 'HS-05' }).first().waitFor();
    await screenshot(page, 'safety-classes-questions');
  });

  it('can be looked at through the edition of 2006', async () => {
    await panel().getByRole('button', { name: '2006', exact: true }).click();
    await panel().getByText('The project uses IEC 62304:2006+AMD1:2015.').waitFor();
    await panel().getByText('Does a hardware control make the risk acceptable').waitFor();
    await screenshot(demo.workbench.page, 'safety-classes-2006');
    await panel().getByRole('button', { name: '2006+AMD1:2015' }).click();
    await until('the note is gone', async () => (await panel().getByText('The project uses').count()) === 0);
  });

  it('shows which classes rise without a control, and goes back', async () => {
    const { page } = demo.workbench;
    await row('SI-04').getByText('SI-04').first().click();
    await panel().getByRole('heading', { name: 'SI-04 User interface' }).waitFor();
    assert.equal(await effective('SI-04'), 'B');
    for (const control of ['RC-03', 'RC-11']) {
      await panel().getByLabel('Without control').selectOption(control);
      await panel()
        .getByRole('button', { name: `without ${control}` })
        .waitFor();
    }
    await panel()
      .getByText(/^\d classes change:$/)
      .waitFor();
    assert.equal(await effective('SI-04'), 'C');
    await screenshot(page, 'safety-classes-what-if');
    await panel().getByRole('button', { name: 'Reset' }).click();
    await until('SI-04 is B again', async () => (await effective('SI-04')) === 'B');
  });

  it('keeps the keyboard on what was pressed while the page is built anew', async () => {
    const { page } = demo.workbench;
    const button = panel().getByRole('button', { name: 'C', exact: true });
    await button.focus();
    await page.keyboard.press('Enter');
    await panel().getByRole('button', { name: 'Write class C into SI-04' }).waitFor();
    await until('the button has the keyboard', () =>
      button.evaluate((element) => element.ownerDocument.activeElement === element),
    );
    await page.keyboard.press('Enter');
    await until('nothing is assumed', async () => (await panel().getByRole('button', { name: 'Reset' }).count()) === 0);
    await page.keyboard.press('Enter');
    await panel().getByRole('button', { name: 'Reset' }).focus();
    await page.keyboard.press('Enter');
    await until('the details have the keyboard', () =>
      panel()
        .locator('.side')
        .evaluate((element) => element.ownerDocument.activeElement === element),
    );
  });

  it('writes what was assumed into the record, where it is assumed no more', async () => {
    const { page } = demo.workbench;
    await row('SI-04').getByText('SI-04').first().click();
    await panel().getByRole('button', { name: 'C', exact: true }).click();
    await panel().getByRole('button', { name: 'Reset' }).waitFor();
    await panel().getByRole('button', { name: 'Write class C into SI-04' }).click();
    await page.locator('.tab.active.dirty').waitFor();
    await until('nothing is assumed', async () => (await panel().getByRole('button', { name: 'Reset' }).count()) === 0);
    assert.equal(await effective('SI-04'), 'C');
    await page.keyboard.press('Control+z');
    await until('SI-04 is B again', async () => (await effective('SI-04')) === 'B');
  });

  it('inserts the fields of a rationale into the record, ready to be filled in', async () => {
    const { page } = demo.workbench;
    await row('SI-06').getByText('SI-06').first().click();
    await panel().getByRole('button', { name: 'Insert rationale' }).click();
    await page.locator('.tab.active.dirty[data-resource-name="library-loader.yaml"]').waitFor();
    await page.getByText('Ln 11, Col 9').waitFor();
    await screenshot(page, 'safety-classes-rationale');
    assert.equal(await effective('SI-06'), 'C');
  });
});

describe('the FDA tab of the safety class panel', () => {
  const demo = demoWindow({ height: 1100 });
  const panel = () => demo.workbench.sideBar.webview();

  it('shows the level that follows from the answers, with what they rest on', async () => {
    const { page, sideBar } = demo.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.widen(120);
    await sideBar.fold(viewTitle('lifetrace.lifecycle'));
    await sideBar.pane(viewTitle('lifetrace.safetyClasses'));
    await panel().getByRole('tab', { name: 'FDA' }).click();
    await panel().getByRole('status').getByText('Enhanced').waitFor();
    await panel().getByRole('button', { name: 'HS-05' }).waitFor();
    await panel().getByText('of 10 on record', { exact: false }).waitFor();
    await screenshot(page, 'fda');
  });

  it('writes an answer into the file, and follows with the result', async () => {
    const { editor, page } = demo.workbench;
    const no = panel().getByRole('group', { name: /^E1: / }).getByRole('button', { name: 'No' });
    await no.focus();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active.dirty[data-resource-name="fda.yaml"]').waitFor();
    await editor.find('over-infusion');
    await panel().getByRole('status').getByText('Basic', { exact: true }).waitFor();
    await panel().getByText('Answer E1 is no, but HS-01', { exact: false }).waitFor();
    await screenshot(page, 'fda-contradiction');
  });

  it('takes the keyboard from tab to tab', async () => {
    const { page } = demo.workbench;
    await panel().getByRole('tab', { name: 'FDA' }).focus();
    await page.keyboard.press('ArrowLeft');
    await panel().getByRole('tab', { name: 'Safety classes', selected: true }).waitFor();
    await panel().getByText('SS-001').first().waitFor();
    await page.keyboard.press('ArrowRight');
    await panel().getByRole('tab', { name: 'FDA', selected: true }).waitFor();
  });
});

describe('the safety class panel without a mouse', () => {
  const demo = demoWindow();
  const row = (/** @type {string} */ id) =>
    demo.workbench.sideBar.webview().locator(`vscode-tree-item[data-key$="/${id}"]`);

  it('is a tree to a screen reader, with everything about a row in words', async () => {
    const { sideBar } = demo.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.widen(120);
    await sideBar.fold(viewTitle('lifetrace.lifecycle'));
    await sideBar.pane(viewTitle('lifetrace.safetyClasses'));
    const tree = sideBar.webview().getByRole('tree', { name: 'Safety classes of Aria SP1' });
    const system = tree.getByRole('treeitem', {
      name: /^SS-001 Aria SP1 pump software , software system, effective class C,/,
      expanded: true,
    });
    await system.waitFor();
    assert.equal(await system.getAttribute('aria-level'), '1');
    const loader = tree.getByRole('treeitem', {
      name: /^SI-06 .*, effective class C, declared B, .*, 1 contradiction$/,
    });
    await loader.waitFor();
    assert.equal(await loader.getAttribute('aria-level'), '2');
    assert.equal(await loader.getAttribute('aria-posinset'), '6');
  });

  it('takes the keyboard, and shows where it is', async () => {
    const { workbench } = demo;
    const { page } = workbench;
    await workbench.runCommand('Lifetrace: Focus on Safety Classes View');
    await until('the first row has the keyboard', async () => {
      if (await isFocused('SS-001')) return true;
      await page.keyboard.press('Tab');
      return false;
    });
    assert.notEqual(await outline('SS-001'), 'none');
    assert.equal(await outline('SI-01'), 'none');
  });

  it('moves with the arrow keys, and opens and closes rows', async () => {
    const { page } = demo.workbench;
    await page.keyboard.press('ArrowDown');
    await focused('SI-01');
    assert.equal(await outline('SS-001'), 'none');
    assert.equal(await row('SI-01').getAttribute('aria-expanded'), 'false');
    await page.keyboard.press('ArrowRight');
    await until('SI-01 opens', async () => (await row('SI-01').getAttribute('aria-expanded')) === 'true');
    await page.keyboard.press('ArrowLeft');
    await until('SI-01 closes', async () => (await row('SI-01').getAttribute('aria-expanded')) === 'false');
    await page.keyboard.press('End');
    await focused('SI-06');
    await page.keyboard.press('ArrowUp');
    await focused('SI-05');
    await page.keyboard.press('Home');
    await focused('SS-001');
  });

  it('tells with the space bar what a class rests on, and stays where it is', async () => {
    const { page, sideBar } = demo.workbench;
    await page.keyboard.press('End');
    await focused('SI-06');
    await page.keyboard.press('Space');
    await sideBar.webview().getByRole('heading', { name: 'SI-06 Drug library loader' }).waitFor();
    assert.equal(await row('SI-06').getAttribute('aria-selected'), 'true');
    assert.ok(await isFocused('SI-06'));
    await screenshot(page, 'safety-classes-keyboard');
  });

  it('goes to the place of a row with Enter, ready to type there', async () => {
    const { editor, page } = demo.workbench;
    await page.keyboard.press('Enter');
    await page.locator('.tab.active[data-resource-name="library-loader.yaml"]').waitFor();
    await editor.find('SI-06');
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  });

  /** @param {string} id */
  function isFocused(id) {
    return row(id).evaluate((element) => element.ownerDocument.activeElement === element);
  }

  /** @param {string} id */
  async function focused(id) {
    await until(`${id} has the keyboard`, () => isFocused(id));
    assert.notEqual(await outline(id), 'none');
  }

  /** @param {string} id */
  function outline(id) {
    return row(id).evaluate((element) => {
      const wrapper = element.shadowRoot?.querySelector('.wrapper');
      if (!wrapper) throw new Error('A row of the tree has no wrapper.');
      return element.ownerDocument.defaultView?.getComputedStyle(wrapper).outlineStyle;
    });
  }
});

describe('the safety class panel in all sorts of themes', () => {
  // High enough that nothing is scrolled away: only what is on the screen has a contrast.
  const demo = demoWindow({ height: 2000 });
  const themes = [
    { name: 'Light 2026', kind: 'vscode-light' },
    { name: 'Dark 2026', kind: 'vscode-dark' },
    { name: 'Dark High Contrast', kind: 'vscode-high-contrast' },
    { name: 'Light High Contrast', kind: 'vscode-high-contrast-light' },
  ];

  for (const { name, kind } of themes) {
    it(`is accessible in ${name}`, async () => {
      const { workbench } = demo;
      const { page, sideBar } = workbench;
      await sideBar.open('Lifetrace');
      await sideBar.fold(viewTitle('lifetrace.lifecycle'));
      await sideBar.pane(viewTitle('lifetrace.safetyClasses'));
      await workbench.wear(name);
      const panel = sideBar.webview();
      await panel.locator(`body.${kind}`).waitFor();
      await panel.getByText('SI-06').first().click();
      await panel.getByRole('heading', { name: 'SI-06 Drug library loader' }).waitFor();
      await page.keyboard.press('ArrowUp');
      await screenshot(page, `safety-classes-${kind}`);
      const { violations, unknownContrast, contrasts } = await accessibility(panel, await sideBar.background());
      assert.deepEqual(violations, []);
      assert.deepEqual(unknownContrast, []);
      assert.ok(contrasts > 40, `the contrast of ${contrasts} texts only was computed`);
    });

    it(`is accessible in ${name} with all its parts open`, async () => {
      const { page, sideBar } = demo.workbench;
      const panel = sideBar.webview();
      const check = async (/** @type {string} */ what) => {
        await screenshot(page, `safety-classes-${what}-${kind}`);
        const { violations, unknownContrast, contrasts } = await accessibility(panel, await sideBar.background());
        assert.deepEqual(violations, [], what);
        assert.deepEqual(unknownContrast, [], what);
        assert.ok(contrasts > 40, `the contrast of ${contrasts} texts only was computed`);
      };
      await panel.getByText('SI-04').first().click();
      await panel.getByLabel('Without control').selectOption('RC-03');
      await panel.getByRole('button', { name: 'without RC-03' }).waitFor();
      await check('what-if');
      await panel.getByRole('button', { name: 'Reset' }).click();
      await panel.getByText('SS-001').first().click();
      await panel.getByRole('heading', { name: 'SS-001 Aria SP1 pump software' }).waitFor();
      await check('system');
      await panel.getByRole('tab', { name: 'FDA' }).click();
      await panel.getByRole('status').getByText('Enhanced').waitFor();
      await check('fda');
      await panel.getByRole('tab', { name: 'Safety classes' }).click();
    });
  }
});
