import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension, openDemoFile, positionOf } from './demo.ts';
import { eventually } from './eventually.ts';

describe('edits', () => {
  it('replaces an ID that leads nowhere by what it may have meant', async () => {
    const document = await openDemoFile('ui/src/programScreen.ts');
    const finding = await eventually('LT002 for SRS-099', () =>
      vscode.languages.getDiagnostics(document.uri).find(({ message }) => message.includes('SRS-099')),
    );
    const fix = await eventually('a quick fix', async () => {
      const offered = await actionsAt(document, finding.range);
      return offered.find(({ title }) => title.startsWith('Replace by SRS-009'));
    });
    assert.ok(fix.edit, 'the fix holds no edit');
    await vscode.workspace.applyEdit(fix.edit);
    assert.doesNotMatch(document.getText(), /SRS-099/);
    await eventually('the finding is gone', () =>
      vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes('SRS-099'))
        ? undefined
        : true,
    );
  });

  it('offers a tag and a suppression for a function without a trace', async () => {
    const document = await openDemoFile('src/pump/motor_driver.c');
    const titles = await eventually('quick fixes', async () => {
      const offered = await actionsAt(document, new vscode.Range(0, 0, document.lineCount, 0));
      const found = offered.map(({ title }) => title).filter((title) => /@implements|LT202/.test(title));
      return found.length > 1 ? found : undefined;
    });
    assert.ok(titles.some((title) => title.startsWith('Tag with @implements')));
    assert.ok(titles.includes('Suppress LT202 here with a reason…'));
  });

  it('renames nothing but the ID where one stands', async () => {
    await extension().activate();
    const document = await openDemoFile('src/pump/rate_controller.c');
    const start = await eventually('a rename of SRS-002', () =>
      vscode.commands.executeCommand<{ range: vscode.Range; placeholder: string } | undefined>(
        'vscode.prepareRename',
        document.uri,
        positionOf(document, 'SRS-002'),
      ),
    );
    assert.equal(start.placeholder, 'SRS-002');
    assert.equal(document.getText(start.range), 'SRS-002');
  });
});

async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<readonly vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    10,
  );
}
