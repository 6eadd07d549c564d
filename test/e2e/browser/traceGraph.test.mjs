// @ts-check

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { accessibility } from '../harness/accessibility.mjs';
import { drawnContrast } from '../harness/drawnContrast.mjs';
import { screenshot } from '../harness/screenshot.mjs';
import { until } from '../harness/until.mjs';
import { demoWindow } from './demoWindow.mjs';

/** @param {ReturnType<typeof demoWindow>} demo */
function graphOf(demo) {
  const page = () => demo.workbench.sideBar.webview();
  const focusedName = async () => {
    const focused = page().locator('.target:focus');
    return (await focused.count()) === 0 ? '' : ((await focused.getAttribute('aria-label')) ?? '');
  };
  return {
    page,
    /** @param {string} id */
    node: (id) => page().locator(`.node[data-id="${id}"]`),
    /** @param {string} id */
    button: (id) => page().locator(`.node[data-id="${id}"] .target`),
    nodes: () => page().locator('.node').count(),
    focusedName,
    /** @param {RegExp} name that a screen reader says of the node with the keyboard */
    keyboardOn: (name) => until(`the keyboard is on ${name}`, async () => name.test(await focusedName())),
    transform: () =>
      page()
        .locator('.layer')
        .evaluate((element) => element.getAttribute('style')),
  };
}

describe('the trace graph', () => {
  const demo = demoWindow({ height: 1000 });
  const graph = graphOf(demo);
  /** What is opened next opens beside the graph, not over it. */
  const textGroup = () => demo.workbench.runCommand('View: Focus First Editor Group');

  before(async () => {
    await demo.openAt('src/safety/air_monitor.c', 'SRS-012');
  });

  it('draws the neighborhood of what is at the cursor, beside the text', async () => {
    const { page } = demo.workbench;
    await demo.workbench.runCommand('Lifetrace: Show Trace Graph');
    await graph.node('item SRS-12').waitFor();
    for (const id of ['item SYS-5', 'item RC-7']) await graph.node(id).waitFor();
    const labels = await graph.page().locator('.label text').allTextContents();
    for (const words of ['derives', 'implements']) assert.ok(labels.includes(words), `${words} in ${labels}`);
    await page.locator('.tab[data-resource-name="air_monitor.c"]').waitFor();
    await screenshot(page, 'trace-graph');
  });

  it('says of each node what it is, its status, its class and its links', async () => {
    const nodes = graph
      .page()
      .getByRole('button', { name: /^software requirement SRS-012, .*, approved, class C, .*derives SYS-005/ });
    await nodes.waitFor();
    assert.equal(await nodes.getAttribute('aria-current'), 'true');
    const names = await graph
      .page()
      .locator('.target')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
    for (const name of names) assert.match(name, /\S+ \S+/);
  });

  it('takes the keyboard along links, and shows where it is', async () => {
    const { page } = demo.workbench;
    await graph.button('item SRS-12').focus();
    await graph.keyboardOn(/SRS-012/);
    await page.keyboard.press('ArrowLeft');
    await until('the keyboard has left', async () => !/requirement SRS-012/.test(await graph.focusedName()));
    assert.match(await graph.focusedName(), /SRS-012/);
    const ring = graph.page().locator('.target:focus ~ .ring');
    assert.equal(
      await ring.evaluate((each) => each.ownerDocument.defaultView?.getComputedStyle(each).visibility),
      'visible',
    );
    await page.keyboard.press('ArrowRight');
    await graph.keyboardOn(/^software requirement SRS-012/);
    await page.keyboard.press('ArrowRight');
    await graph.keyboardOn(/implements SRS-012|verifies SRS-012/);
    const first = await graph.focusedName();
    await page.keyboard.press('ArrowDown');
    await until('the next one below', async () => (await graph.focusedName()) !== first);
    await page.keyboard.press('Home');
    await graph.keyboardOn(/^software requirement SRS-012/);
    await screenshot(page, 'trace-graph-keyboard');
  });

  it('zooms with keys, buttons and the wheel, and pans with the mouse', async () => {
    const { page } = demo.workbench;
    const changes = async (/** @type {() => Promise<unknown>} */ act) => {
      const before = await graph.transform();
      await act();
      await until('another view', async () => (await graph.transform()) !== before);
    };
    await changes(() => page.keyboard.press('+'));
    await changes(() => page.keyboard.press('-'));
    await changes(() => page.keyboard.press('0'));
    await changes(() => graph.page().getByRole('button', { name: 'Larger (+)' }).click());
    await changes(() => graph.page().getByRole('button', { name: 'Show everything (0)' }).click());
    const box = await graph.page().locator('.graph').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 8, box.y + 8);
    await changes(() => page.mouse.wheel(0, -200));
    await changes(async () => {
      await page.mouse.down();
      await page.mouse.move(box.x + 60, box.y + 40, { steps: 4 });
      await page.mouse.up();
    });
  });

  it('draws more neighbors of a node that somebody asks for', async () => {
    const { page } = demo.workbench;
    const before = await graph.nodes();
    await graph.button('item SYS-5').focus();
    assert.match(await graph.focusedName(), /\d+ neighbors? not drawn$/);
    await page.keyboard.press('e');
    await until('more nodes', async () => (await graph.nodes()) > before);
    await graph.keyboardOn(/^\S+ requirement SYS-005/);
    assert.doesNotMatch(await graph.focusedName(), /not drawn/);
    const grown = await graph.nodes();
    await page.keyboard.press('0');
    await graph.page().locator('.node:has(.hidden)').first().dblclick();
    await until('still more nodes', async () => (await graph.nodes()) > grown);
    await screenshot(page, 'trace-graph-grown');
  });

  it('is as deep as it is asked to be', async () => {
    const depth = (/** @type {string} */ links) => graph.page().getByRole('button', { name: links, exact: true });
    await depth('1').click();
    await graph.page().locator('.segment[aria-pressed="true"]', { hasText: '1' }).waitFor();
    const shallow = await graph.nodes();
    await depth('4').click();
    await until('more nodes', async () => (await graph.nodes()) > shallow);
    await screenshot(demo.workbench.page, 'trace-graph-deep');
    await depth('2').click();
    await graph.page().locator('.segment[aria-pressed="true"]', { hasText: '2' }).waitFor();
  });

  it('goes to the place of a node with a click, and with Enter ready to type there', async () => {
    const { page, editor } = demo.workbench;
    await graph.node('item SRS-12').click();
    await page
      .locator('.tab.active[data-resource-name^="alarm"], .tab.active[data-resource-name$=".md"]')
      .first()
      .waitFor();
    await graph.node('item SRS-12').waitFor();
    await graph.button('item RC-7').focus();
    await page.keyboard.press('Enter');
    await editor.find('RC-07');
    await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await graph.node('item SRS-12').waitFor();
  });

  it('follows the cursor when asked to, to what is broken and missing', async () => {
    const { page } = demo.workbench;
    await graph.page().getByRole('button', { name: 'Follow the cursor' }).click();
    await graph.page().locator('[aria-label="Follow the cursor"][aria-pressed="true"]').waitFor();
    await textGroup();
    await demo.openAt('spec/srs/user-interface.md', 'SRS-030');
    await graph.node('item SRS-30').waitFor();
    const missing = graph.page().getByRole('button', { name: /^missing link LT301, SRS-030 is not verified/ });
    await missing.waitFor();
    const look = await graph
      .page()
      .locator('.node.missing .box')
      .first()
      .evaluate((each) => each.ownerDocument.defaultView?.getComputedStyle(each).strokeDasharray);
    assert.notEqual(look, 'none');
    assert.ok((await graph.page().locator('.label.missing text').allTextContents()).includes('missing'));
    await screenshot(page, 'trace-graph-gaps');
  });

  it('follows changes of the texts, keeps the view, and draws titles as text', async () => {
    const { editor, page } = demo.workbench;
    const view = await graph.transform();
    await textGroup();
    await demo.openAt('spec/srs/user-interface.md', 'SRS-030');
    await editor.press('End');
    await editor.insert(' <img src=x onerror=alert(1)> [x](command:y)');
    await graph
      .page()
      .getByRole('heading', { name: /<img src=x onerror=alert\(1\)> \[x\]\(command:y\)/ })
      .waitFor();
    assert.equal(await graph.page().locator('img').count(), 0);
    assert.equal((await graph.transform())?.replace(/.*scale/, ''), view?.replace(/.*scale/, ''));
    await until('the title is as before', async () => {
      await page.keyboard.press('Control+z');
      return !/onerror/.test((await graph.page().getByRole('heading').textContent()) ?? '');
    });
  });

  it('copies itself as a drawing of its own, and as text', async () => {
    const { page } = demo.workbench;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const copied = async (/** @type {RegExp} */ start) =>
      until(`a copy that begins with ${start}`, async () => {
        const text = String(await page.evaluate('navigator.clipboard.readText()'));
        return start.test(text) && text;
      });
    await graph.page().getByRole('button', { name: 'Copy as Mermaid text' }).click();
    const mermaid = await copied(/^flowchart LR\n/);
    assert.match(mermaid, /\n {2}n1\["SRS-030<br>/);
    assert.match(mermaid, /-\.->\|"missing"\|/);
    await graph.page().getByRole('button', { name: 'Copy as SVG' }).click();
    const drawing = await copied(/^<\?xml/);
    const facts = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      const one = (/** @type {string} */ name) => parsed.querySelector(name)?.textContent ?? '';
      return {
        root: parsed.documentElement.tagName,
        title: one('title'),
        desc: one('desc'),
        text: parsed.documentElement.textContent,
      };
    }, drawing);
    assert.equal(facts.root, 'svg');
    assert.match(facts.title, /^SRS-030/);
    assert.match(facts.desc, /\d+ nodes, \d+ links/);
    assert.ok(facts.text?.includes('LT301'));
    assert.doesNotMatch(drawing, /var\(|tabindex|class="ring"|<script/);
  });

  it('saves itself as a drawing that names every node', async () => {
    const { page, quickInput } = demo.workbench;
    const shown = await graph.page().locator('.node .name').allTextContents();
    assert.ok(shown.includes('SRS-030') && shown.includes('LT301') && shown.length > 3, shown.join());
    await graph.page().getByRole('button', { name: 'Save as SVG…' }).click();
    await quickInput.box.getByRole('button', { name: 'OK' }).click();
    const file = path.join(demo.workspace, 'SRS-030.svg');
    await until('the file is there', async () => existsSync(file) && readFileSync(file, 'utf8').endsWith('</svg>\n'));
    const { root, texts } = await page.evaluate(
      (text) => {
        const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
        const texts = Array.from(documentElement.querySelectorAll('text'), ({ textContent }) => textContent);
        return { root: `${documentElement.namespaceURI} ${documentElement.tagName}`, texts };
      },
      readFileSync(file, 'utf8'),
    );
    assert.equal(root, 'http://www.w3.org/2000/svg svg');
    for (const name of shown) assert.ok(texts.includes(name), `${name} in ${texts}`);
    await demo.workbench.statusBarEntry('SRS-030.svg');
    await screenshot(page, 'trace-graph-saved');
  });

  it('is there again when the editor is', async () => {
    const { page } = demo.workbench;
    await page.reload();
    await demo.workbench.booted();
    // Of what it was about when the editor last wrote that down.
    await graph.page().locator('.node[data-id^="item SRS-"]').first().waitFor();
    await graph.page().locator('[aria-label="Follow the cursor"][aria-pressed="true"]').waitFor();
  });
});

describe('the graph of the software items', () => {
  const demo = demoWindow({ height: 1000 });
  const graph = graphOf(demo);
  const themes = [
    { name: 'Light 2026', kind: 'vscode-light' },
    { name: 'Dark 2026', kind: 'vscode-dark' },
    { name: 'Dark High Contrast', kind: 'vscode-high-contrast' },
    { name: 'Light High Contrast', kind: 'vscode-high-contrast-light' },
  ];

  it('draws each item with its effective class, and what is segregated', async () => {
    const { page, runCommand } = demo.workbench;
    await runCommand.call(demo.workbench, 'Lifetrace: Show Software Item Graph');
    await graph
      .page()
      .getByRole('button', { name: /^software system SS-001, .*, class C/ })
      .waitFor();
    await graph
      .page()
      .getByRole('button', { name: /^software item SI-06, .*, class C, declared B, 1 finding/ })
      .waitFor();
    assert.ok((await graph.page().locator('.label text').allTextContents()).includes('part of, segregated'));
    await screenshot(page, 'trace-graph-items');
  });

  for (const { name, kind } of themes) {
    it(`is accessible in ${name}, as the graph of a trace is`, async () => {
      const { workbench } = demo;
      const { page, sideBar } = workbench;
      await workbench.wear(name);
      const check = async (/** @type {string} */ what) => {
        await graph.page().locator(`body.${kind}`).waitFor();
        // What a drawing hides beyond its edge lies over other texts for axe.
        await page.keyboard.press('0');
        await screenshot(page, `trace-graph-${what}-${kind}`);
        const { violations, unknownContrast, contrasts } = await accessibility(
          graph.page(),
          await sideBar.background(),
        );
        assert.deepEqual(violations, []);
        assert.deepEqual(unknownContrast, []);
        assert.ok(contrasts > 8, `the contrast of ${contrasts} texts only was computed`);
        const drawn = await drawnContrast(graph.page().locator('.graph'));
        assert.ok(drawn.length > 20, `${drawn.length} texts`);
        assert.deepEqual(
          drawn.filter(({ ratio }) => ratio < 4.5),
          [],
        );
      };
      await graph.node('SS-001').waitFor();
      await graph.button('SS-001').focus();
      await check('items');
      await page.keyboard.press('Control+w');
      await demo.openAt('spec/srs/user-interface.md', 'SRS-030');
      await workbench.runCommand('Lifetrace: Show Trace Graph');
      await graph.node('item SRS-30').waitFor();
      await graph.button('item SRS-30').focus();
      await check('trace');
      await page.keyboard.press('Control+w');
      await workbench.runCommand('View: Close All Editors');
      await workbench.runCommand('Lifetrace: Show Software Item Graph');
    });
  }
});
