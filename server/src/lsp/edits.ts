import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { fdaEdit } from '../answers/edits/fdaEdit.ts';
import { recordEdit } from '../answers/edits/recordEdit.ts';
import { FDA_FILE } from '../config/project.ts';
import { CONCERN_QUESTIONS, DOCUMENTATION_QUESTIONS } from '../model/fda.ts';
import { itemKeyOf } from '../model/itemId.ts';
import { type ClassEdit, type ClassEditParams, ClassEditRequest } from '../protocol/classPanel.ts';
import type { EditOutcome } from '../protocol/editOutcome.ts';
import { type FdaAnswer, type FdaEditParams, FdaEditRequest } from '../protocol/fda.ts';
import { readText } from '../workspace/readText.ts';
import type { DocumentHost } from './documentHost.ts';
import { onOurRequest } from './ourRequests.ts';
import { holds, isText } from './params.ts';
import type { ProjectSession } from './projectSession.ts';
import { applyChanges, editableText } from './textEdits.ts';
import { readySessions } from './untilReady.ts';

/** Registers the edits that the safety class panel asks for. They are made by the editor, so that they can be undone. */
export function registerEdits(connection: Connection, host: DocumentHost): void {
  onOurRequest(
    connection,
    ClassEditRequest.method,
    { folder: isText, edit: isClassEdit },
    async ({ folder, edit }: ClassEditParams, token: CancellationToken): Promise<EditOutcome> => {
      const sessions = await readySessions(host.sessions, token);
      const session = sessions.find(({ places }) => places.uriOf('') === folder);
      return session ? editRecord(connection, host, session, edit) : refused('The folder is not open any more.');
    },
  );

  onOurRequest(
    connection,
    FdaEditRequest.method,
    { folder: isText, question: isText, value: isAnswer },
    async ({ folder, question, value }: FdaEditParams, token: CancellationToken): Promise<EditOutcome> => {
      const sessions = await readySessions(host.sessions, token);
      const session = sessions.find(({ places }) => places.uriOf('') === folder);
      if (!session) return refused('The folder is not open any more.');
      const known = QUESTIONS.find((key) => key === question);
      if (known === undefined) return refused(`There is no question ${question}.`);
      const source = editableText(host, session, FDA_FILE);
      if (typeof source === 'string') return refused(source);
      const change = fdaEdit(source.text, { question: known, value });
      if ('refused' in change) return refused(change.refused);
      return applyChanges(connection, `Answer ${question}: ${value}`, source, change.changes, change.cursor);
    },
  );
}

const ANSWERS: ReadonlySet<unknown> = new Set(['yes', 'no', 'unanswered'] satisfies FdaAnswer[]);

function isAnswer(value: unknown): value is FdaAnswer {
  return ANSWERS.has(value);
}

function isClassEdit(value: unknown): value is ClassEdit {
  return (
    holds<ClassEdit>(value, { kind: isText, item: isText }) &&
    (value.kind === 'insertRationale' || (value.kind === 'setClass' && isText(value.level)))
  );
}

const QUESTIONS = [...DOCUMENTATION_QUESTIONS, ...CONCERN_QUESTIONS];

async function editRecord(
  connection: Connection,
  host: DocumentHost,
  session: ProjectSession,
  edit: ClassEdit,
): Promise<EditOutcome> {
  const { engine } = session;
  const known = engine.snapshot().byKey.get(itemKeyOf(edit.item));
  if (!known) return refused(`${edit.item} is not on record any more.`);
  const source = editableText(host, session, known.file);
  if (typeof source === 'string') return refused(source);
  const { text } = source;
  // Read once more: what was read last may be older than the text that is about to be edited.
  const facts = readText({ path: known.file, text: text ?? '', role: 'spec' }, engine.config.reading);
  const item = facts.items.find(({ key }) => key === known.key);
  if (!item || text === undefined) return refused(`${known.file} has changed: ${edit.item} is not in it any more.`);
  const change = recordEdit(text, { file: known.file, fact: item }, edit);
  if ('refused' in change) return refused(change.refused);
  const label =
    edit.kind === 'setClass'
      ? `Set ${engine.config.profile.labels.level} ${edit.level} at ${item.id}`
      : `Insert rationale at ${item.id}`;
  return applyChanges(connection, label, source, change.changes, change.cursor);
}

function refused(message: string): EditOutcome {
  return { applied: false, message };
}
