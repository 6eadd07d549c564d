// @ts-check
import assert from 'node:assert/strict';
import { foreignConnections } from '../harness/connections.mjs';
import { languageServers } from '../harness/languageServers.mjs';
import { until } from '../harness/until.mjs';
import { demoWindow, viewTitle } from './demoWindow.mjs';

describe('the language server', () => {
  const demo = demoWindow();
  const name = 'late_helper';

  it('comes back when it is killed while somebody types, and knows what was not saved', async () => {
    const { editor } = demo.workbench;
    await editor.open('src/pump/dose_limits.c');
    await editor.press('Control+End');
    await editor.type(`\n\nint ${name}(int value)\n{\nreturn val`);
    await editor.waitForSquiggle(name, 'error');
    const killed = languageServers(demo.server.pid);
    assert.equal(killed.length, 1);
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    await editor.type('ue;');
    const successor = await until('another server runs', async () => {
      const running = languageServers(demo.server.pid);
      return running.length === 1 && !killed.includes(running[0] ?? -1) ? running : undefined;
    });
    assert.equal(successor.length, 1);
    await editor.waitForSquiggle(name, 'error');
    await demo.openAt('src/pump/dose_limits.c', 'SRS-006');
    await editor.hover('SRS-006', 'Refuse a rate above the hard limit');
  });
});

describe('the whole extension', () => {
  const demo = demoWindow();

  it('talks to no other host', async () => {
    const { editor, sideBar, requestedHosts } = demo.workbench;
    await demo.openAt('src/pump/rate_controller.c', 'SRS-001');
    await editor.hover('SRS-001', 'Compute motor speed');
    await sideBar.open('Lifetrace');
    await sideBar.pane(viewTitle('lifetrace.safetyClasses'));
    await sideBar.webview().getByText('SS-001').first().waitFor();
    // Files of webviews have addresses of this name; a service worker in the page answers them, and nothing looks the name up.
    const foreign = [...requestedHosts].filter(
      (host) => host !== '127.0.0.1' && !host.endsWith('.vscode-resource.vscode-cdn.net'),
    );
    assert.deepEqual(foreign, []);
    assert.deepEqual(foreignConnections(languageServers(demo.server.pid)), []);
  });
});
