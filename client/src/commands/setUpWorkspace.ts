import { l10n, ProgressLocation, Uri, WorkspaceEdit, type WorkspaceFolder, window, workspace } from 'vscode';
import type { TraceServer } from '../languageClient.ts';
import type { ProposalPreview } from '../proposalPreview.ts';

/** Where a project file lies, relative to its workspace folder. */
const PROJECT_FILE = '.lifetrace/project.yaml';

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
 * Gives a workspace folder its project file, as the server proposes it for what is there. Nothing is written before a
 * person has seen the text and agreed; what is written is that text. An existing file is only opened.
 */
export async function setUpWorkspace(server: TraceServer, preview: ProposalPreview): Promise<void> {
  const folder = await pickFolder();
  if (folder === undefined) return;
  const file = Uri.joinPath(folder.uri, PROJECT_FILE);
  if (!(await exists(file)) && !(await proposeAndWrite(server, preview, folder, file))) return;
  await window.showTextDocument(file);
}

/** True when there is a project file now. */
async function proposeAndWrite(
  server: TraceServer,
  preview: ProposalPreview,
  folder: WorkspaceFolder,
  file: Uri,
): Promise<boolean> {
  const text = await proposalFor(server, folder);
  if (text === undefined) {
    window.showWarningMessage(l10n.t('Nothing was written: there is no proposal for {0}.', folder.name));
    return false;
  }
  if (!(await preview.ask(file, text, PROJECT_FILE))) return false;
  // Somebody else may have written it meanwhile: theirs stays.
  if (await exists(file)) return true;
  const edit = new WorkspaceEdit();
  edit.createFile(file, { contents: new TextEncoder().encode(text), overwrite: false });
  if (await workspace.applyEdit(edit)) return true;
  window.showErrorMessage(l10n.t('{0} could not be written.', file.fsPath));
  return false;
}

/** The proposal; undefined when the server has none. */
async function proposalFor(server: TraceServer, folder: WorkspaceFolder): Promise<string | undefined> {
  const title = l10n.t('Lifetrace looks at what is in {0}', folder.name);
  return window.withProgress({ location: ProgressLocation.Window, title }, async () => {
    try {
      return await server.projectProposal(folder.uri.toString());
    } catch {
      return undefined;
    }
  });
}
