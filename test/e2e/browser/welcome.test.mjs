// @ts-check
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { demoProject } from '../../../scripts/lib/repository.mjs';
import { languageServers } from '../harness/languageServers.mjs';
import { screenshot, walkthroughPicture } from '../harness/screenshot.mjs';
import { shownText } from '../harness/shownText.mjs';
import { until } from '../harness/until.mjs';
import { Workbench } from '../harness/workbench.mjs';
import { viewTitle } from './demoWindow.mjs';
import { workbenchWindow } from './workbenchWindow.mjs';

const projectFile = '.lifetrace/project.yaml';
const createIt = 'Create .lifetrace/project.yaml with this text';
const copyHere = 'Copy the Demo Here';

describe('a window without a folder', () => {
  const window = workbenchWindow({ workspace: () => undefined, hasRecords: false });

  it('offers to open a folder or the demo', async () => {
    const { page, sideBar } = window.workbench;
    await sideBar.open('Lifetrace');
    const welcome = await sideBar.welcome('Open a folder to see its life cycle');
    await welcome.getByRole('button', { name: 'Open Folder' }).waitFor();
    await screenshot(page, 'welcome-no-folder');
  });

  it('copies the demo to where somebody wants it and opens the copy', async () => {
    const { workbench, server } = window;
    const parent = server.writeWorkspace('projects', { 'readme.txt': 'Mine.\n' });
    const welcome = await workbench.sideBar.welcome('fictional infusion pump');
    await welcome.getByRole('button', { name: 'Open the Demo' }).click();
    await workbench.chooseFolder(parent, copyHere);
    await workbench.page.waitForURL(/folder=.*aria-sp1/);
    await workbench.booted();
    await workbench.known();
    await workbench.sideBar.open('Lifetrace');
    const tree = await workbench.sideBar.tree(viewTitle('lifetrace.lifecycle'));
    await tree.row('Aria SP1');
    const copied = (/** @type {string} */ folder) => readFileSync(path.join(folder, projectFile), 'utf8');
    assert.equal(copied(path.join(parent, 'aria-sp1')), copied(demoProject));
  });
});

describe('a folder without project file and items', () => {
  const window = workbenchWindow({
    hasRecords: false,
    workspace: (server) =>
      server.writeWorkspace('glucose-meter', {
        'src/main.c': 'int main(void) { return 0; }\n',
        'third_party/fft/fft.c': 'int fft(void) { return 0; }\n',
        'docs/requirements.md': '# Requirements\n\n## LLR-1 Measure\n\n## LLR-2 Warn\n\n## LLR-3 Store\n',
      }),
  });

  /** @returns {import('playwright-core').Locator} the tab that shows what is proposed, or the file once it is there */
  const projectTab = () => window.workbench.page.locator('.tab[data-resource-name="project.yaml"]');

  /** @param {string} text of an answer above the proposal */
  const lens = (text) => window.workbench.page.locator('.contentWidgets .codelens-decoration a', { hasText: text });

  async function askForProposal() {
    const { workbench } = window;
    const welcome = await workbench.sideBar.welcome('no project file');
    await welcome.getByRole('button', { name: 'Set Up This Workspace' }).click();
    await workbench.editor.waitForTab('project.yaml');
    await workbench.editor.find('code of others');
    await lens(createIt).waitFor();
  }

  it('is offered to be set up, and says nothing else', async () => {
    const { page, sideBar } = window.workbench;
    await sideBar.open('Lifetrace');
    await sideBar.welcome('This workspace has no project file and no traced item yet.');
    await sideBar.webview().getByText('No software system on record.').waitFor();
    await screenshot(page, 'welcome-no-records');
    assert.equal(await sideBar.badge('Lifetrace'), '');
  });

  it('lets the demo be opened in a window of its own', async () => {
    const { workbench, server } = window;
    const parent = server.writeWorkspace('elsewhere', { 'aria-sp1/notes.txt': 'Not to be overwritten.\n' });
    const welcome = await workbench.sideBar.welcome('fictional infusion pump');
    const opened = workbench.page.context().waitForEvent('page');
    await welcome.getByRole('button', { name: 'Open the Demo' }).click();
    await workbench.chooseFolder(parent, copyHere);
    const demo = new Workbench(await opened, new Set());
    await demo.booted();
    await demo.known();
    assert.match(decodeURIComponent(demo.page.url()), /\/aria-sp1-2$/);
    await demo.sideBar.open('Lifetrace');
    const tree = await demo.sideBar.tree(viewTitle('lifetrace.lifecycle'));
    await tree.row('Aria SP1');
    await demo.page.close();
    assert.ok(existsSync(path.join(parent, 'aria-sp1', 'notes.txt')));
    assert.ok(!existsSync(path.join(parent, 'aria-sp1', projectFile)));
  });

  it('gets no project file when the answer is no, or none', async () => {
    const { workbench } = window;
    const refusals = [
      () => lens('Not now').click(),
      () => projectTab().getByRole('button', { name: 'Close' }).click(),
      () => workbench.page.getByRole('button', { name: 'Do Not Create the Proposed File' }).click(),
    ];
    for (const refuse of refusals) {
      await askForProposal();
      await screenshot(workbench.page, 'set-up');
      await walkthroughPicture(workbench.page, 'set-up', { x: 352, y: 36, width: 760, height: 440 });
      await refuse();
      await projectTab().waitFor({ state: 'detached' });
    }
    assert.ok(!existsSync(path.join(window.workspace, '.lifetrace')));
  });

  it('gets the project file that was shown, and then has a life cycle', async () => {
    const { workbench } = window;
    await askForProposal();
    const shown = (await shownText(workbench.editor.lines)).replaceAll('\u00a0', ' ').split('\n');
    await lens(createIt).click();
    const tree = await workbench.sideBar.tree(viewTitle('lifetrace.lifecycle'));
    await tree.row('glucose-meter');
    await workbench.editor.waitForTab('project.yaml');
    assert.equal(await projectTab().count(), 1);
    const written = readFileSync(path.join(window.workspace, projectFile), 'utf8');
    for (const line of written.split('\n').filter(Boolean))
      assert.ok(shown.includes(line), `not shown before it was written: ${line}`);
    assert.match(written, /name: "glucose-meter"/);
    assert.match(written, /^ {2}SRS: \[LLR\]/m);
    await screenshot(workbench.page, 'set-up-done');
  });
});

describe('a folder that git ignores as a whole', () => {
  const window = workbenchWindow({
    hasRecords: false,
    workspace: (server) =>
      server.writeWorkspace('ignored', {
        '.gitignore': '/src/\n*.md\n',
        'src/main.c': 'int main(void) { return 0; }\n',
        'spec.md': '# SRS-1 Stop\n',
      }),
  });

  it('says that nothing is read, and leads to the file that leaves all out', async () => {
    const { page, sideBar, quickInput, editor } = window.workbench;
    await sideBar.open('Lifetrace');
    const welcome = await sideBar.welcome('neither a specification nor code that Lifetrace reads');
    await screenshot(page, 'welcome-nothing-read');
    await welcome.getByRole('button', { name: 'Show What Is Not Read' }).click();
    const group = quickInput.box.locator('.monaco-list-row', { hasText: 'left out by .gitignore' });
    await group.waitFor();
    await screenshot(page, 'not-read');
    await group.click();
    await editor.waitForTab('.gitignore');
  });
});

describe('a workspace that is still being read', () => {
  const window = workbenchWindow({ workspace: () => undefined, hasRecords: false });

  it('says so until it is known', async () => {
    const { server, workbench } = window;
    const [idle] = languageServers(server.pid);
    await workbench.page.goto(server.url(server.copyWorkspace(demoProject)));
    // Held as soon as it exists, before it can have read anything: what a slow disk or a large workspace does, for as long as we look.
    const busy = await until(
      'the language server of the folder runs',
      async () => languageServers(server.pid).find((pid) => pid !== idle),
      { pause: 5 },
    );
    process.kill(busy, 'SIGSTOP');
    try {
      await workbench.booted();
      await workbench.sideBar.open('Lifetrace');
      await workbench.sideBar.welcome('Reading the workspace…');
      await workbench.sideBar.webview().getByText('Reading the workspace…').waitFor();
      await workbench.statusBarEntry('Lifetrace');
      await screenshot(workbench.page, 'welcome-reading');
    } finally {
      process.kill(busy, 'SIGCONT');
    }
    const tree = await workbench.sideBar.tree(viewTitle('lifetrace.lifecycle'));
    await tree.row('Aria SP1');
    await workbench.sideBar.webview().getByText('SS-001').first().waitFor();
  });
});

describe('an untrusted folder without project file and items', () => {
  const window = workbenchWindow({
    hasRecords: false,
    workspaceTrust: true,
    workspace: (server) => server.writeWorkspace('downloaded', { 'src/main.c': 'int main(void) { return 0; }\n' }),
  });

  it('is told that nothing is written in Restricted Mode', async () => {
    const { page, sideBar } = window.workbench;
    await sideBar.open('Lifetrace');
    const welcome = await sideBar.welcome('In Restricted Mode');
    assert.equal(await welcome.getByRole('button', { name: 'Set Up This Workspace' }).count(), 0);
    await screenshot(page, 'welcome-restricted');
  });

  it('can be set up once it is trusted', async () => {
    const { page, sideBar } = window.workbench;
    const welcome = await sideBar.welcome('In Restricted Mode');
    await welcome.getByRole('button', { name: 'Manage Workspace Trust' }).click();
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
    const offer = await sideBar.welcome('no project file');
    await offer.getByRole('button', { name: 'Set Up This Workspace' }).waitFor();
  });
});
