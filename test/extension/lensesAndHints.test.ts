import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openDemoFile } from './demo.ts';
import { eventually } from './eventually.ts';

const CODE = 'src/pump/rate_controller.c';

describe('lenses and hints', () => {
  it('say above a function what it traces to, and lead to its tests', async () => {
    const document = await openDemoFile(CODE);
    await vscode.window.showTextDocument(document);
    const lenses = await eventually('lenses', async () => {
      const found = await lensesOf(document);
      return found.length > 1 ? found : undefined;
    });
    const titles = lenses.map(({ command }) => command?.title);
    assert.equal(titles[0], 'implements SRS-001 · class C');
    const requirement = lenses[0]?.command;
    assert.ok(requirement?.arguments);
    await vscode.commands.executeCommand(requirement.command, ...requirement.arguments);
    await eventually('the requirement', () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.lineAt(editor.selection.active.line).text.includes('SRS-001') &&
        editor.document.uri.path.includes('/spec/')
        ? true
        : undefined;
    });
  });

  it('show the title of a requirement beside its tag, in the part that is asked for', async () => {
    const document = await openDemoFile(CODE);
    const line = document
      .getText()
      .split('\n')
      .findIndex((text) => text.includes('@implements SRS-001'));
    const hints = await eventually('a hint', async () => {
      const found = await hintsOf(document, new vscode.Range(line, 0, line, 99));
      return found.length > 0 ? found : undefined;
    });
    assert.equal(hints.length, 1);
    assert.match(hints[0] ?? '', /^Compute motor speed/);
  });

  it('are gone where the settings say so', async () => {
    const document = await openDemoFile(CODE);
    const settings = vscode.workspace.getConfiguration('lifetrace');
    const names = ['codeLens.enabled', 'inlayHints.titles', 'inlayHints.classes'];
    try {
      for (const name of names) await settings.update(name, false, vscode.ConfigurationTarget.Global);
      const all = new vscode.Range(0, 0, document.lineCount, 0);
      await eventually('no lens and no hint', async () => {
        const lenses = await lensesOf(document);
        const hints = await hintsOf(document, all);
        return lenses.length + hints.length === 0 ? true : undefined;
      });
    } finally {
      for (const name of names) await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
    }
    await eventually('lenses again', async () => ((await lensesOf(document)).length > 0 ? true : undefined));
  });
});

/** The lenses of ours, with what they say. */
async function lensesOf(document: vscode.TextDocument): Promise<readonly vscode.CodeLens[]> {
  const all = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    1000,
  );
  return all.filter(({ command }) => /implements|test|trace/.test(command?.title ?? ''));
}

/** The texts of hints. */
async function hintsOf(document: vscode.TextDocument, range: vscode.Range): Promise<readonly string[]> {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    range,
  );
  return hints.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
}
