import path from 'node:path';
import { type FileWillRenameEvent, l10n, type WorkspaceEdit, window, workspace } from 'vscode';
import { type LanguageClient, WillRenameFilesRequest } from 'vscode-languageclient/node';
import { type ConsentQuestion, withConsent } from './consent.ts';

/**
 * What a move of files or folders changes in records and settings that name them, as far as a person agrees to changes of
 * approved records. The files are moved in any case: nobody but the editor can stop that.
 */
export async function movedPaths(
  client: LanguageClient,
  event: FileWillRenameEvent,
): Promise<WorkspaceEdit | undefined> {
  const { code2ProtocolConverter: toServer, protocol2CodeConverter: fromServer } = client;
  const edit = await client.sendRequest(
    WillRenameFilesRequest.type,
    toServer.asWillRenameFilesParams(event),
    event.token,
  );
  if (!edit || event.token.isCancellationRequested) return undefined;
  const agreed = await withConsent(edit, questionOf(event));
  const changes = agreed && (await fromServer.asWorkspaceEdit(agreed));
  // The editor waits a minute for an answer, and then moves the files without one.
  if (!changes || !event.token.isCancellationRequested) return changes;
  if (!(await workspace.applyEdit(changes))) {
    await window.showWarningMessage(l10n.t('The paths in records were not changed: they could not be any more.'));
  }
  return undefined;
}

function questionOf({ files }: FileWillRenameEvent): ConsentQuestion {
  const [first] = files;
  return {
    message:
      first && files.length === 1
        ? l10n.t('Approved records change with the new path of {0}.', path.posix.basename(first.oldUri.path))
        : l10n.t('Approved records change with the new paths of {0} files.', files.length),
    everywhere: l10n.t('Change Everywhere'),
    otherwise: {
      button: l10n.t('Leave Paths as They Are'),
      meaning: l10n.t('The move itself goes on, whatever you answer.'),
    },
  };
}
