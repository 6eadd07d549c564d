import { Uri, WorkspaceEdit, type WorkspaceFolder, window, workspace } from 'vscode';
import { newProjectFile, PROJECT_FILE } from '../projectFile.ts';

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function pickFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length > 1) return window.showWorkspaceFolderPick({ placeHolder: 'Folder to set up' });
  if (folders.length === 0) window.showInformationMessage('Open a folder first.');
  return folders[0];
}

/**
 * Gives a workspace folder its project file. Nothing is written before a person has seen the text and agreed; an
 * existing file is only opened.
 */
export async function setUpWorkspace(): Promise<void> {
  const folder = await pickFolder();
  if (folder === undefined) return;
  const file = Uri.joinPath(folder.uri, PROJECT_FILE);
  if (!(await exists(file))) {
    const text = newProjectFile(folder.name);
    const answer = await window.showInformationMessage(
      `Create ${PROJECT_FILE} in ${folder.name}?`,
      { modal: true, detail: text },
      'Create',
    );
    if (answer !== 'Create') return;
    const edit = new WorkspaceEdit();
    edit.createFile(file, { contents: new TextEncoder().encode(text), ignoreIfExists: true });
    if (!(await workspace.applyEdit(edit))) {
      window.showErrorMessage(`${file.fsPath} could not be written.`);
      return;
    }
  }
  await window.showTextDocument(file);
}
