import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import {
  type Connection,
  ErrorCodes,
  MessageType,
  type Position,
  type PrepareRenameResult,
  ResponseError,
  ShowMessageNotification,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { FileChange } from '../answers/edits/fileChange.ts';
import { type MovedFile, pathsAfterMove } from '../answers/movedFiles.ts';
import { type RenameAnswer, renameChanges, renameStart } from '../answers/rename.ts';
import type { FilePath } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { answerInTurns } from './answerInTurns.ts';
import type { DocumentHost } from './documentHost.ts';
import type { ProjectSession } from './projectSession.ts';
import { throwIfCancelled, throwIfChanged } from './untilReady.ts';
import { type EditSupport, workspaceEditInSteps } from './workspaceEdits.ts';

/**
 * Registers the renaming of IDs, and of files that records name. Both rest on the whole project: while it is being read
 * for the first time a rename of an ID is refused and says why, and a move changes no path. Where no ID of ours stands the
 * answer is null, so that the renames of other languages work.
 */
export function registerRenames(connection: Connection, host: DocumentHost, support: () => EditSupport): void {
  connection.onPrepareRename(({ textDocument: { uri }, position }): PrepareRenameResult | null => {
    const at = placeOf(uri, position);
    const start = at && renameStart(at.snapshot, at.file, at.offset);
    if (!at || !start) return null;
    refuseUnread(at.session);
    const { span, name } = accepted(start);
    return { range: at.session.places.range(at.snapshot, at.file, span), placeholder: name };
  });

  connection.onRenameRequest(
    async ({ textDocument: { uri }, position, newName }, token): Promise<WorkspaceEdit | null> => {
      throwIfCancelled(token);
      const version = host.documents.get(uri)?.version;
      const find = async () => {
        throwIfChanged(version, host.documents.get(uri)?.version);
        return placeOf(uri, position);
      };
      const edit = function* ({ session, snapshot, file, offset }: PlaceAt): Steps<WorkspaceEdit | null> {
        const answer = yield* renameChanges(snapshot, textsOf(session), file, offset, newName);
        if (!answer) return null;
        refuseUnread(session);
        const changes = accepted(answer);
        refuseReadOnly(session, changes);
        throwIfChanged(version, host.documents.get(uri)?.version);
        return yield* workspaceEditInSteps(host, session, changes, support());
      };
      return (await answerInTurns(find, edit, token)) ?? null;
    },
  );

  connection.workspace.onWillRenameFiles(async ({ files }, token): Promise<WorkspaceEdit | null> => {
    const edits: WorkspaceEdit[] = [];
    const left: string[] = [];
    for (const session of host.sessions()) {
      if (!session.indexed) continue;
      const moves = files.flatMap(({ oldUri, newUri }) => {
        const [from, to] = [session.places.fileOf(oldUri), session.places.fileOf(newUri)];
        return from !== undefined && to !== undefined && host.locate(oldUri)?.session === session ? [{ from, to }] : [];
      });
      if (moves.length === 0) continue;
      const moved = await answerInTurns(
        async () => ({ session }),
        () => editsAfter(session, moves),
        token,
      );
      if (moved?.edit) edits.push(moved.edit);
      left.push(...(moved?.left ?? []));
    }
    // A client need not know requests that ask a person; nobody has to answer this.
    if (left.length > 0) {
      const message = `Paths that were not changed: ${left.join(' ')}`;
      void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
    }
    return joined(edits);
  });

  function* editsAfter(session: ProjectSession, moves: readonly MovedFile[]): Steps<MoveEdit> {
    const { changes, left } = yield* pathsAfterMove(session.snapshot(), textsOf(session), moves);
    if (changes.length === 0) return { left };
    return { left, edit: yield* workspaceEditInSteps(host, session, changes, support()) };
  }

  function placeOf(uri: string, position: Position): PlaceAt | undefined {
    const at = host.locate(uri);
    if (!at) return undefined;
    const snapshot = at.session.snapshot();
    const offset = at.session.places.offset(snapshot, at.file, position);
    return offset === undefined ? undefined : { ...at, snapshot, offset };
  }
}

/** What follows from a move in one folder. */
interface MoveEdit {
  readonly left: readonly string[];
  readonly edit?: WorkspaceEdit;
}

/** A place in a file of a session, in what it knows now. */
interface PlaceAt {
  readonly session: ProjectSession;
  readonly snapshot: Snapshot;
  readonly file: FilePath;
  readonly offset: number;
}

function textsOf(session: ProjectSession): (file: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (file) => {
    if (!known.has(file)) known.set(file, session.textOf(file));
    return known.get(file);
  };
}

function accepted<T>(answer: RenameAnswer<T>): T {
  if (!answer.ok) throw new ResponseError(ErrorCodes.InvalidParams, answer.reason);
  return answer.value;
}

function refuseUnread(session: ProjectSession): void {
  if (session.indexed) return;
  const { done, total } = session.progress;
  const count = total > 0 ? ` (${done} of ${total} files)` : '';
  const reason = `The workspace is still being read${count}. An ID can be renamed when all places that name it are known.`;
  throw new ResponseError(ErrorCodes.InvalidRequest, reason);
}

function refuseReadOnly(session: ProjectSession, changes: readonly FileChange[]): void {
  const files = [...new Set(changes.map(({ file }) => file))].filter((file) => !isWritable(session, file));
  if (files.length === 0) return;
  const [first] = files;
  const more = files.length > 1 ? ` and ${files.length - 1} more files name it and` : ' names it and';
  throw new ResponseError(ErrorCodes.InvalidRequest, `${first}${more} cannot be written, so nothing is renamed.`);
}

/** A file that nobody may write counts as read-only for the administrator as well. */
function isWritable({ places }: ProjectSession, file: string): boolean {
  const target = path.join(places.root, file);
  try {
    accessSync(target, constants.W_OK);
    return (statSync(target).mode & ANYBODY_WRITES) !== 0;
  } catch {
    return false;
  }
}

const ANYBODY_WRITES = 0o222;

function joined(edits: readonly WorkspaceEdit[]): WorkspaceEdit | null {
  const [first, ...more] = edits;
  if (!first || more.length === 0) return first ?? null;
  return {
    ...(first.changes && { changes: Object.assign({}, ...edits.map(({ changes }) => changes ?? {})) }),
    ...(first.documentChanges && { documentChanges: edits.flatMap(({ documentChanges }) => documentChanges ?? []) }),
    changeAnnotations: Object.assign({}, ...edits.map(({ changeAnnotations }) => changeAnnotations ?? {})),
  };
}
