// @ts-check
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { demoProject, repository } from '../../../scripts/lib/repository.mjs';
import { workbenchWindow } from './workbenchWindow.mjs';

/**
 * A {@link workbenchWindow} on a copy of the demo project.
 * @param {Omit<Parameters<typeof workbenchWindow>[0], 'workspace'>} [options]
 */
export function demoWindow(options = {}) {
  const window = workbenchWindow({ ...options, workspace: (server) => server.copyWorkspace(demoProject) });
  return Object.assign(window, {
    /**
     * Opens a file of the demo project and shows the line of a text.
     * @param {string} file path from the demo project, with `/`
     * @param {string} text the cursor goes in front of it
     */
    async openAt(file, text) {
      const before = readFileSync(path.join(demoProject, file), 'utf8').split(text, 1)[0] ?? '';
      const lines = before.split('\n');
      const { editor } = window.workbench;
      await editor.open(file);
      await editor.goTo(lines.length, (lines.at(-1) ?? '').length + 1);
      return editor;
    },
  });
}

/**
 * @param {string} id of a view that the extension contributes
 * @returns {string} its title
 */
export function viewTitle(id) {
  const { contributes } = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
  /** @type {{id: string, name: string}[]} */
  const views = Object.values(contributes.views).flat();
  const view = views.find((each) => each.id === id);
  if (!view) throw new Error(`package.json declares no view ${id}`);
  const words = JSON.parse(readFileSync(path.join(repository, 'package.nls.json'), 'utf8'));
  return words[view.name.replaceAll('%', '')] ?? view.name;
}
