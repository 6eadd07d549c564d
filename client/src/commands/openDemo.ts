import { commands, FileSystemError, l10n, Uri, window, workspace } from 'vscode';

const DEMO = 'aria-sp1';
const COPIES_AT_MOST = 100;

/** A folder below `parent` that does not exist yet. */
async function freeFolder(parent: Uri): Promise<Uri | undefined> {
  for (let copy = 1; copy <= COPIES_AT_MOST; copy += 1) {
    const folder = Uri.joinPath(parent, copy === 1 ? DEMO : `${DEMO}-${copy}`);
    try {
      await workspace.fs.stat(folder);
    } catch (error) {
      if (error instanceof FileSystemError && error.code === 'FileNotFound') return folder;
      throw error;
    }
  }
  return undefined;
}

/**
 * Copies the demo project into a folder of the user's choice and opens the copy, so that the demo can be changed
 * freely. A project that is already there is never overwritten.
 */
export async function openDemo(extensionUri: Uri): Promise<void> {
  const picked = await window.showOpenDialog({
    title: l10n.t('Folder for the demo project'),
    openLabel: l10n.t('Copy the Demo Here'),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  const parent = picked?.[0];
  if (parent === undefined) return;
  try {
    const folder = await freeFolder(parent);
    if (folder === undefined) {
      window.showErrorMessage(l10n.t('There are too many copies of the demo in {0}.', parent.fsPath));
      return;
    }
    await workspace.fs.copy(Uri.joinPath(extensionUri, 'samples', DEMO), folder, { overwrite: false });
    await commands.executeCommand('vscode.openFolder', folder, {
      forceNewWindow: workspace.workspaceFolders !== undefined,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    window.showErrorMessage(l10n.t('The demo could not be copied to {0}: {1}', parent.fsPath, reason));
  }
}
