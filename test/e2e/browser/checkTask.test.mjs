// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { demoProject } from '../../../scripts/lib/repository.mjs';
import { screenshot } from '../harness/screenshot.mjs';
import { until } from '../harness/until.mjs';
import { workbenchWindow } from './workbenchWindow.mjs';

/**
 * A task as somebody writes it who wants the findings of the check beside those of the server. It shows no terminal, which would come up
 * over the problems panel whenever the task gets to start.
 */
const ALONE = {
  version: '2.0.0',
  tasks: [
    {
      type: 'lifetrace',
      label: 'check alone',
      args: ['--no-cache'],
      presentation: { reveal: 'never' },
      problemMatcher: { base: '$lifetrace', owner: 'alone', source: 'alone', applyTo: 'allDocuments' },
    },
  ],
};

describe('the check as a task', () => {
  const demo = workbenchWindow({
    workspace: (server) => {
      const folder = server.copyWorkspace(demoProject);
      mkdirSync(path.join(folder, '.vscode'));
      writeFileSync(path.join(folder, '.vscode', 'tasks.json'), JSON.stringify(ALONE));
      return folder;
    },
  });

  /** @returns {Promise<string[]>} findings that the problems panel shows, without the rows of files */
  async function findings() {
    const rows = demo.workbench.problems.panel.locator('.monaco-list-row[aria-level="2"]');
    return rows.evaluateAll((elements) => elements.map((row) => row.textContent ?? ''));
  }

  /** The terminal is drawn as a picture; its title says with an icon that the task has ended, with findings. */
  async function ended() {
    const title = demo.workbench.page.locator('.part.panel .title', { hasText: 'check - Task' });
    await title.locator('.codicon-error').first().waitFor();
  }

  it('runs the command line on the folder, and shows no finding twice', async () => {
    const { page, problems } = demo.workbench;
    await problems.show('calibrate_stroke');
    await problems.row('calibrate_stroke');
    const before = await findings();
    assert.equal(before.length, 1, before.join('\n'));
    await demo.workbench.runCommand('Lifetrace: Run the Check in a Terminal');
    await ended();
    await screenshot(page, 'check-task');
    await problems.show('calibrate_stroke');
    await problems.row('calibrate_stroke');
    assert.equal((await findings()).length, 1);
  });

  it('has its findings read by the problem matcher, each with severity, code and place', async () => {
    const { page, problems } = demo.workbench;
    await demo.workbench.choose('Tasks: Run Task', 'task', 'check alone');
    await problems.show('calibrate_stroke');
    const rows = await until('the finding of the task', async () => {
      const found = await findings();
      return found.length === 2 ? found : undefined;
    });
    await screenshot(page, 'check-task-problems');
    const ofTask = rows.find((row) => row.includes('alone')) ?? '';
    assert.match(ofTask, /Unit “calibrate_stroke” \(class C\) has no trace.*alone.*LT202.*\[Ln 94, Col 6\]/);
  });
});
