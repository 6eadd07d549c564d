import { l10n, type MessageItem, window } from 'vscode';
import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageclient/node';

/** How somebody is asked whether approved records may change. */
export interface ConsentQuestion {
  /** What is about to happen. */
  readonly message: string;
  /** The button that agrees to all of it. */
  readonly everywhere: string;
  /** The way out, where it is not to cancel all that is about to happen; with it goes a sentence that says what happens then. */
  readonly otherwise?: { readonly button: string; readonly meaning: string };
}

/**
 * Asks a person whether approved records may change with an edit, before anything is shown or changed. Without that
 * question the editor's preview would leave them out unless each is ticked, and half a rename breaks every reference.
 * The edit that a person agreed to; with what waits for consent left to the preview where they want to look first.
 * Undefined when they do not agree.
 */
export async function withConsent(edit: WorkspaceEdit, question: ConsentQuestion): Promise<WorkspaceEdit | undefined> {
  const places = (edit.documentChanges ?? [])
    .filter(isTextEdit)
    .flatMap(({ edits }) => edits)
    .filter(
      (each) => 'annotationId' in each && edit.changeAnnotations?.[each.annotationId]?.needsConfirmation === true,
    );
  if (places.length === 0) return edit;
  const { message, otherwise } = question;
  const everywhere: MessageItem = { title: question.everywhere };
  const preview: MessageItem = { title: l10n.t('Choose in a Preview') };
  const detail = [
    places.length === 1
      ? l10n.t('One place in an approved record is among what changes.')
      : l10n.t('{0} places in approved records are among what changes.', places.length),
    l10n.t('Approved records change only with an approval (8.2.1).'),
    ...(otherwise ? [otherwise.meaning] : []),
  ];
  const answer = await window.showWarningMessage(
    message,
    { modal: true, detail: detail.join(' ') },
    everywhere,
    preview,
    ...(otherwise ? [{ title: otherwise.button, isCloseAffordance: true }] : []),
  );
  if (answer === preview) return edit;
  return answer === everywhere ? agreedTo(edit) : undefined;
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
