import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import type { Connection, TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import type { TextChange } from '../answers/edits/textChange.ts';
import { changed } from '../answers/edits/textChange.ts';
import type { FilePath } from '../model/span.ts';
import type { EditOutcome } from '../protocol/editOutcome.ts';
import { storedFile } from '../workspace/node/storedFile.ts';
import type { DocumentHost } from './documentHost.ts';
import { openDocuments } from './openDocuments.ts';
import type { ProjectSession } from './projectSession.ts';

/** The text of a file that is about to be edited, as it is at this moment. */
export interface EditableText {
  readonly session: ProjectSession;
  readonly file: FilePath;
  /** As the editor that has the file open calls it. */
  readonly uri: string;
  /** Undefined for a file that does not exist. */
  readonly text: string | undefined;
  /** Version of the open document; null where the file is not open. */
  readonly version: number | null;
}

/** The text that an editor holds, or else that on disk; or why the file cannot be edited, in a sentence for a person. */
export function editableText(host: DocumentHost, session: ProjectSession, file: FilePath): EditableText | string {
  if (isReadOnly(path.join(session.places.root, file))) return `${file} is read-only.`;
  const open = openDocuments(host, session).get(file);
  if (open) return { session, file, uri: open.uri, text: open.getText(), version: open.version };
  const uri = session.places.uriOf(file);
  const stored = storedFile(session.places.root, file, session.limits);
  switch (stored.kind) {
    case 'stored':
      return { session, file, uri, text: stored.text, version: null };
    case 'skipped':
      return `${file} cannot be read: ${stored.reason}.`;
    default:
      return { session, file, uri, text: undefined, version: null };
  }
}

function isReadOnly(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats) return false;
  // Who may do anything is told apart from the owner of a file that was protected on purpose.
  if ((stats.mode & 0o222) === 0) return true;
  try {
    accessSync(file, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/**
 * Has the client make changes to a text, for exactly the version that they were worked out for: it refuses when somebody
 * has typed meanwhile. A file that does not exist is created.
 */
export async function applyChanges(
  connection: Connection,
  label: string,
  { session, file, uri, text, version }: EditableText,
  changes: readonly TextChange[],
  cursor: number,
): Promise<EditOutcome> {
  const { places } = session;
  const before = places.inText(text ?? '');
  const edits = changes.map((change): TextEdit => ({ range: before.range(change.span), newText: change.text }));
  const inText: TextDocumentEdit = { textDocument: { uri, version }, edits };
  const edit: WorkspaceEdit = {
    documentChanges:
      text === undefined ? [{ kind: 'create', uri, options: { ignoreIfExists: true } }, inText] : [inText],
  };
  const { applied, failureReason } = await connection.workspace.applyEdit({ label, edit });
  if (!applied) {
    const reason = failureReason ?? 'the text has changed meanwhile, or the editor does not allow it';
    return { applied: false, message: `${file} was not edited: ${reason}.` };
  }
  const { start } = places.inText(changed(text ?? '', changes)).range({ start: cursor, end: cursor });
  const place = { line: start.line, column: start.character, endLine: start.line, endColumn: start.character };
  return { applied: true, target: { uri: places.uriOf(file), ...place } };
}
