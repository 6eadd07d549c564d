import { l10n, Uri, WorkspaceEdit, type WorkspaceFolder, window, workspace } from 'vscode';
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
  if (folders.length > 1) return window.showWorkspaceFolderPick({ placeHolder: l10n.t('Folder to set up') });
  if (folders.length === 0) window.showInformationMessage(l10n.t('Open a folder first.'));
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
    const create = l10n.t('Create');
    const answer = await window.showInformationMessage(
      l10n.t('Create {0} in {1}?', PROJECT_FILE, folder.name),
      { modal: true, detail: text },
      create,
    );
    if (answer !== create) return;
    const edit = new WorkspaceEdit();
    edit.createFile(file, { contents: new TextEncoder().encode(text), ignoreIfExists: true });
    if (!(await workspace.applyEdit(edit))) {
      window.showErrorMessage(l10n.t('{0} could not be written.', file.fsPath));
      return;
    }
  }
  await window.showTextDocument(file);
}
