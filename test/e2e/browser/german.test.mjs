// @ts-check
import { screenshot } from '../harness/screenshot.mjs';
import { demoWindow } from './demoWindow.mjs';

describe('a German editor', () => {
  const window = demoWindow({ language: 'de', height: 1000 });

  it('hears German from the views, and sees the records as they are written', async () => {
    const { page, sideBar } = window.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.widen(250);
    const tree = await sideBar.tree('Lebenszyklus');
    await tree.row('Aria SP1');
    const panel = sideBar.webview();
    await panel.getByRole('tab', { name: 'Sicherheitsklassen' }).waitFor();
    await panel.getByText('Wählen Sie eine Zeile').waitFor();
    await panel.getByText('SI-06').first().click();
    await panel.getByRole('heading', { name: 'Gefährdungssituationen' }).waitFor();
    await panel.getByRole('heading', { name: 'Was wäre, wenn' }).waitFor();
    await screenshot(page, 'german');
  });

  it('finds the commands by their German names', async () => {
    const { quickInput } = window.workbench;
    await quickInput.fill('>Lifetrace: Lebenszyklus');
    await quickInput.box.locator('.monaco-list-row', { hasText: 'Lebenszyklus filtern…' }).first().waitFor();
  });
});
