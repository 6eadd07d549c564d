// @ts-check
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoProject } from '../../../scripts/lib/repository.mjs';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { until } from '../harness/until.mjs';
import { workbenchWindow } from './workbenchWindow.mjs';

/**
 * A copy of the demo project under the draft of edition 2, whose levels are I and II.
 * @param {import('../harness/codeServer.mjs').CodeServer} server
 */
function underDraft(server) {
  const folder = server.copyWorkspace(demoProject);
  const architecture = readdirSync(path.join(folder, 'spec', 'architecture')).map(
    (file) => `spec/architecture/${file}`,
  );
  for (const file of ['.lifetrace/project.yaml', ...architecture]) {
    const place = path.join(folder, file);
    const text = readFileSync(place, 'utf8')
      .replace('profile: 62304-2006-a1', 'profile: 62304-ed2-draft')
      .replace(/(safetyClass: )([ABC])\b/g, (_, field, letter) => field + (letter === 'A' ? 'I' : 'II'));
    writeFileSync(place, text);
  }
  return folder;
}

for (const { language, title, ofFile, tab, hint, effective, filter, entry, className } of [
  {
    language: undefined,
    title: 'Rigor Levels',
    ofFile: 'Level II',
    tab: 'Rigor levels',
    hint: 'Select a row to see why it has its level.',
    effective: 'effective level II',
    filter: 'Lifetrace: Filter the Life Cycle…',
    entry: 'Level II',
    className: /\bclass(?:es)?\b/i,
  },
  {
    language: 'de',
    title: 'Rigor-Stufen',
    ofFile: 'Stufe II',
    tab: 'Rigor-Stufen',
    hint: 'Wählen Sie eine Zeile, um zu sehen, warum sie ihre Stufe hat.',
    effective: 'wirksame Stufe II',
    filter: 'Lifetrace: Lebenszyklus filtern…',
    entry: 'Stufe II',
    className: /klasse/i,
  },
]) {
  describe(`a project under the draft of edition 2${language ? `, in ${language}` : ''}`, () => {
    const window = workbenchWindow({ workspace: underDraft, height: 1000, ...(language && { language }) });

    it('hears of levels, and of no class', async () => {
      const { page, sideBar, editor, quickInput } = window.workbench;
      await sideBar.open('Lifetrace');
      await sideBar.widen(250);
      const panel = sideBar.webview();
      await panel.getByRole('tab', { name: tab }).waitFor();
      await panel.getByText(hint).waitFor();
      await page.locator('.sidebar .pane-header', { hasText: title }).waitFor();
      await panel.getByText('SI-06').first().click();
      await until('the details', async () => (await panel.locator('.side section').count()) > 2);
      const text = await shownText(panel.locator('.tab-panel').first());
      assert.ok(text.includes(effective), text);
      assert.doesNotMatch(text, className);
      await editor.open('src/pump/rate_controller.c');
      await window.workbench.statusBarEntry(ofFile);
      await screenshot(page, `edition-2-${language ?? 'en'}`);
      const hit = await quickInput.offered(`>${filter}`, filter);
      await hit.click();
      await quickInput.box.locator('.monaco-list-row', { hasText: entry }).first().waitFor();
      await screenshot(page, `edition-2-filter-${language ?? 'en'}`);
    });
  });
}
