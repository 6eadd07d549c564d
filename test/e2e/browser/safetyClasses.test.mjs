// @ts-check

import assert from 'node:assert/strict';
import { screenshot } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { demoWindow, viewTitle } from './demoWindow.mjs';

describe('the safety class panel', () => {
  const demo = demoWindow();

  it('shows each software item with its effective class and why', async () => {
    const { page, sideBar } = demo.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.fold(viewTitle('lifetrace.lifecycle'));
    await sideBar.pane(viewTitle('lifetrace.safetyClasses'));
    const panel = sideBar.webview().locator('#panel');
    await panel.getByText('SS-001').first().waitFor();
    const text = await shownText(panel);
    for (const item of ['SI-01', 'SI-04', 'SI-05', 'SI-06']) assert.ok(text.includes(item), `${item} is not shown`);
    await screenshot(page, 'safety-classes');
  });

  it('names the contradiction of a class that is declared too low', async () => {
    const { sideBar } = demo.workbench;
    await sideBar.webview().getByText('LT503').first().waitFor();
  });
});
