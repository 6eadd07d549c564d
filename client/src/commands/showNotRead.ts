import { commands, l10n, type QuickPickItem, QuickPickItemKind, Uri, window } from 'vscode';
import type { NotRead } from '../../../server/src/protocol/notRead.ts';
import type { TraceServer } from '../languageClient.ts';

interface NotReadPick extends QuickPickItem {
  readonly uri?: string;
}

/** Lists what of the workspace is not read, each with the reason, and opens what somebody chooses of it. */
export async function showNotRead(server: TraceServer): Promise<void> {
  const folders = await server.notRead();
  const picks = folders.flatMap((folder) => picksOf(folder, folders.length > 1));
  if (!picks.some(({ kind }) => kind !== QuickPickItemKind.Separator)) {
    window.showInformationMessage(l10n.t('Everything in the workspace is read.'));
    return;
  }
  const picked = await window.showQuickPick(picks, {
    title: l10n.t('Not Read'),
    placeHolder: l10n.t('Choose a file to open it, or the file that leaves others out'),
    matchOnDescription: true,
  });
  if (picked?.uri !== undefined) await commands.executeCommand('vscode.open', Uri.parse(picked.uri));
}

function picksOf({ folder, entries, more }: NotRead, named: boolean): readonly NotReadPick[] {
  if (entries.length === 0) return [];
  return [
    ...(named ? [{ label: folder, kind: QuickPickItemKind.Separator }] : []),
    ...entries.map(({ label, reason, uri }) => ({ label, description: reason, ...(uri === undefined ? {} : { uri }) })),
    ...(more === 0 ? [] : [{ label: l10n.t('… and {0} more', more) }]),
  ];
}
