import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { demoFile, extension, openDemoFile } from './demo.ts';
import { eventually } from './eventually.ts';

describe('findings', () => {
  it('reports the untraced function of the demo project although its file is closed', async () => {
    await extension().activate();
    const uri = demoFile('src/pump/motor_driver.c');
    const finding = await eventually('LT202 for calibrate_stroke', () => find(uri, 'LT202', 'calibrate_stroke'));
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(finding.source?.toLowerCase(), 'lifetrace');
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(finding.range), 'calibrate_stroke');
  });

  it('reports the tag of the demo project that leads nowhere', async () => {
    await extension().activate();
    const uri = demoFile('ui/src/programScreen.ts');
    const finding = await eventually('LT002 for SRS-099', () => find(uri, 'LT002', 'SRS-099'));
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(finding.range), 'SRS-099');
  });

  it('follows unsaved text', async () => {
    const document = await openDemoFile('src/pump/dose_limits.c');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(
      document.uri,
      document.lineAt(document.lineCount - 1).range.end,
      '\nint untraced_helper(int value)\n{\n    return value;\n}\n',
    );
    await vscode.workspace.applyEdit(edit);
    const finding = await eventually('LT202 for untraced_helper', () => find(document.uri, 'LT202', 'untraced_helper'));
    const tag = new vscode.WorkspaceEdit();
    tag.insert(document.uri, new vscode.Position(finding.range.start.line, 0), '/** @implements SRS-006 */\n');
    await vscode.workspace.applyEdit(tag);
    await eventually('LT202 for untraced_helper goes away', () =>
      find(document.uri, 'LT202', 'untraced_helper') ? undefined : true,
    );
    assert.equal(document.isDirty, true);
  });

  it('tells in the first line of a file that it has more findings than are shown', async () => {
    const document = await openDemoFile('src/pump/dose_limits.c');
    const end = document.lineAt(document.lineCount - 1).range.end;
    const tags = new vscode.WorkspaceEdit();
    tags.insert(document.uri, end, `\n${'// @implements SRS-9999\n'.repeat(1200)}`);
    await vscode.workspace.applyEdit(tags);
    const note = await eventually('a note that there are more', () =>
      vscode.languages.getDiagnostics(document.uri).find(({ message }) => message.startsWith('Shown are the 999')),
    );
    assert.equal(note.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(note.range.start.line, 0);
    assert.equal(vscode.languages.getDiagnostics(document.uri).length, 1000);
    const back = new vscode.WorkspaceEdit();
    back.delete(document.uri, new vscode.Range(end, document.lineAt(document.lineCount - 1).range.end));
    await vscode.workspace.applyEdit(back);
    await eventually('all findings are shown again', () =>
      vscode.languages.getDiagnostics(document.uri).length < 1000 ? true : undefined,
    );
  });
});

function find(uri: vscode.Uri, code: string, words: string): vscode.Diagnostic | undefined {
  return vscode.languages.getDiagnostics(uri).find((each) => codeOf(each) === code && each.message.includes(words));
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}
