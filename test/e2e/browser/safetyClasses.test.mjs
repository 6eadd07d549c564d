// @ts-check

import assert from 'node:assert/strict';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
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
