import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';

/** What the suite reads of package.json. */
interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** The extension's manifest from the repository that this suite was built in. */
export function manifest(): Manifest {
  const file = path.resolve(__dirname, '..', '..', '..', 'package.json');
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The extension as VS Code found it. */
export function extension(): vscode.Extension<unknown> {
  const { publisher, name } = manifest();
  const found = vscode.extensions.getExtension(`${publisher}.${name}`);
  assert.ok(found, 'VS Code does not know the extension');
  return found;
}

/** A file of the demo project, which is the workspace. */
export function demoFile(relative: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, ...relative.split('/'));
}

/** Opens a file of the demo project in the background. */
export async function openDemoFile(relative: string): Promise<vscode.TextDocument> {
  await extension().activate();
  return vscode.workspace.openTextDocument(demoFile(relative));
}

/** The place in the middle of the first occurrence of a text. */
export function positionOf(document: vscode.TextDocument, text: string): vscode.Position {
  const start = document.getText().indexOf(text);
  assert.ok(start >= 0, `${document.uri.path} does not hold "${text}"`);
  return document.positionAt(start + Math.floor(text.length / 2));
}
