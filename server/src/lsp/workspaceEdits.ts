import {
  type ChangeAnnotation,
  type ClientCapabilities,
  LSPErrorCodes,
  ResponseError,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { FileChange } from '../answers/edits/fileChange.ts';
import { append } from '../model/groups.ts';
import type { FilePath } from '../model/span.ts';
import { allOf, eachInSteps, type Steps } from '../model/steps.ts';
import type { DocumentHost } from './documentHost.ts';
import { openDocuments } from './openDocuments.ts';
import type { ProjectSession } from './projectSession.ts';

/** What a client understands of edits. */
export interface EditSupport {
  /** Edits that name the version of the document that they are for, and are not applied to another one. */
  readonly versions: boolean;
  /** Edits that a person has to agree to one by one. */
  readonly annotations: boolean;
}

/** What a client says about edits. */
export function editSupport({ workspace }: ClientCapabilities): EditSupport {
  const versions = workspace?.workspaceEdit?.documentChanges === true;
  return { versions, annotations: versions && workspace?.workspaceEdit?.changeAnnotationSupport !== undefined };
}

const APPROVED = 'approved';

/** Why an edit of an approved record waits for somebody. */
const ANNOTATIONS: Readonly<Record<string, ChangeAnnotation>> = {
  [APPROVED]: {
    label: 'Change approved records',
    needsConfirmation: true,
    description: 'Approved records change only with an approval (8.2.1).',
  },
};

/**
 * Changes as an edit of the editor's, for the versions of the documents that they were worked out from. Throws when a
 * text has gone in the meantime.
 */
export function workspaceEditOf(...about: Parameters<typeof workspaceEditInSteps>): WorkspaceEdit {
  return allOf(workspaceEditInSteps(...about));
}

/** The same in steps, a file each. */
export function* workspaceEditInSteps(
  host: DocumentHost,
  session: ProjectSession,
  changes: readonly FileChange[],
  support: EditSupport,
): Steps<WorkspaceEdit> {
  const byFile = new Map<FilePath, FileChange[]>();
  for (const change of changes) append(byFile, change.file, change);
  const edits = yield* eachInSteps(byFile, ([file, inFile]) => ({
    file,
    edits: editsOf(session, file, inFile, support),
  }));
  const open = openDocuments(host, session);
  const uriOf = (file: FilePath): string => open.get(file)?.uri ?? session.places.uriOf(file);
  if (!support.versions) {
    return { changes: Object.fromEntries(edits.map((each) => [uriOf(each.file), each.edits])) };
  }
  const annotated = support.annotations && changes.some(({ approved }) => approved !== undefined);
  return {
    documentChanges: edits.map((each): TextDocumentEdit => {
      const version = open.get(each.file)?.version ?? null;
      return { textDocument: { uri: uriOf(each.file), version }, edits: each.edits };
    }),
    ...(annotated && { changeAnnotations: ANNOTATIONS }),
  };
}

function editsOf(
  session: ProjectSession,
  file: FilePath,
  changes: readonly FileChange[],
  { annotations }: EditSupport,
): TextEdit[] {
  const text = session.textOf(file);
  if (text === undefined) throw new ResponseError(LSPErrorCodes.ContentModified, `${file} has changed`);
  const { range } = session.places.inText(text);
  return changes.map(({ span, text: newText, approved }) => ({
    range: range(span),
    newText,
    ...(annotations && approved !== undefined && { annotationId: APPROVED }),
  }));
}
