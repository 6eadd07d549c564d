import { l10n, window } from 'vscode';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageclient/node';

/**
 * Asks a person whether approved records may change with a rename, before anything is shown or changed. Without that
 * question the editor's preview would leave them out unless each is ticked, and half a rename breaks every reference.
 * The edit that a person agreed to; with what waits for consent left to the preview where they want to look first.
 * Throws with a sentence for the person when they do not agree.
 */
export async function withConsent(edit: WorkspaceEdit, newName: string): Promise<WorkspaceEdit> {
  const waiting = (edit.documentChanges ?? []).filter(isTextEdit).map(({ textDocument, edits }) => ({
    uri: textDocument.uri,
    places: edits.filter(
      (each) => 'annotationId' in each && edit.changeAnnotations?.[each.annotationId]?.needsConfirmation === true,
    ).length,
  }));
  const places = waiting.reduce((sum, each) => sum + each.places, 0);
  if (places === 0) return edit;
  const everywhere = l10n.t('Rename Everywhere');
  const preview = l10n.t('Choose in a Preview');
  const answer = await window.showWarningMessage(
    l10n.t('Approved records change with the rename to {0}.', newName),
    {
      modal: true,
      detail: l10n.t(
        '{0} places in approved records of {1} files are among them. Approved records change only with an approval (8.2.1).',
        places,
        waiting.filter((each) => each.places > 0).length,
      ),
    },
    everywhere,
    preview,
  );
  if (answer === preview) return edit;
  if (answer === everywhere) return agreedTo(edit);
  throw new Error(l10n.t('Nothing was renamed.'));
}

function agreedTo(edit: WorkspaceEdit): WorkspaceEdit {
  const annotations = Object.entries(edit.changeAnnotations ?? {});
  const changeAnnotations = Object.fromEntries(
    annotations.map(([id, annotation]) => [id, { ...annotation, needsConfirmation: false }]),
  );
  return { ...edit, changeAnnotations };
}

function isTextEdit(change: NonNullable<WorkspaceEdit['documentChanges']>[number]): change is TextDocumentEdit {
  return 'edits' in change;
}
