import type { CancellationToken, Connection, WorkspaceEdit } from 'vscode-languageserver/node';
import { keywordFor, writeTag } from '../answers/edits/tagWriter.ts';
import { traceContext } from '../answers/traceSteps.ts';
import { type TraceTree, traceTree } from '../answers/traceTree.ts';
import { subjectAt } from '../answers/tracing/subjectAt.ts';
import type { TraceView } from '../answers/tracing/traceFilter.ts';
import { traceNode, traceNodeWithId } from '../answers/tracing/traceNode.ts';
import type { TraceRow as Row } from '../answers/tracing/traceRow.ts';
import { unitAt } from '../answers/tracing/unitAt.ts';
import {
  type NoTag,
  type TagAtParams,
  TagAtRequest,
  type TracedType,
  type TraceRoot,
  type TraceRootParams,
  TraceRootRequest,
  type TraceRow,
  type TraceRowsParams,
  TraceRowsRequest,
  TraceTextRequest,
  TraceTypesRequest,
  type WholeTraceParams,
} from '../protocol.ts';
import type { DocumentHost } from './documentHost.ts';
import { offsetIn } from './places.ts';
import type { ProjectSession } from './projectSession.ts';
import { throwIfChanged, untilChecked, untilReady } from './untilReady.ts';
import { type EditSupport, workspaceEditOf } from './workspaceEdits.ts';

/**
 * Registers what the trace explorer asks. What is missing is found by rules, so that everything waits until the newest
 * texts have been checked.
 */
export function registerTraceExplorer(connection: Connection, host: DocumentHost, support: () => EditSupport): void {
  connection.onRequest(
    TraceRootRequest.method,
    async ({ uri, line, column }: TraceRootParams, token: CancellationToken): Promise<TraceRoot | null> => {
      const at = host.locate(uri);
      if (!at) return null;
      const { session, file } = at;
      await checked(session, token);
      const snapshot = session.engine.snapshot();
      const offset = offsetIn(snapshot, file, { line, character: column });
      const subject = offset === undefined ? undefined : subjectAt(snapshot, file, offset);
      if (!subject) return null;
      const { id } = traceNode(traceContext(snapshot, session.engine.findings()), subject);
      return { folder: session.places.uriOf(''), node: id };
    },
  );

  connection.onRequest(
    TraceRowsRequest.method,
    async ({ root, row, view }: TraceRowsParams, token: CancellationToken): Promise<TraceRow[]> => {
      const found = await treeOf(root, view, token);
      return found ? found.tree.rows(row).map((each) => protocolRow(found.session, each)) : [];
    },
  );

  connection.onRequest(
    TraceTextRequest.method,
    async ({ root, view }: WholeTraceParams, token: CancellationToken): Promise<string> =>
      (await treeOf(root, view, token))?.tree.text() ?? '',
  );

  connection.onRequest(
    TraceTypesRequest.method,
    async ({ root, view }: WholeTraceParams, token: CancellationToken): Promise<TracedType[]> => [
      ...((await treeOf(root, view, token))?.tree.types() ?? []),
    ],
  );

  connection.onRequest<WorkspaceEdit | NoTag | null, void>(
    TagAtRequest.method,
    async (
      { uri, line, column, root }: TagAtParams,
      token: CancellationToken,
    ): Promise<WorkspaceEdit | NoTag | null> => {
      const at = host.locate(uri);
      if (!at) return null;
      const { session, file } = at;
      const version = host.documents.get(uri)?.version;
      await checked(session, token);
      throwIfChanged(version, host.documents.get(uri)?.version);
      const snapshot = session.engine.snapshot();
      const offset = offsetIn(snapshot, file, { line, character: column });
      const unit = offset === undefined ? undefined : unitAt(snapshot, file, offset);
      if (!unit || sessionOf(root) !== session) return null;
      const subject = traceNodeWithId(traceContext(snapshot, session.engine.findings()), root.node)?.subject;
      if (subject?.kind !== 'item' || keywordFor(snapshot, unit.test, subject.item) === undefined) return null;
      const { item } = subject;
      if (unit.tags.some(({ target }) => target === item)) {
        return { reason: 'namedAlready', unit: unit.fact.name };
      }
      const change = writeTag(snapshot, (each) => session.textOf(each), unit, item);
      return change ? workspaceEditOf(host, session, [change], support()) : { reason: 'noRoom', unit: unit.fact.name };
    },
  );

  function sessionOf({ folder }: TraceRoot): ProjectSession | undefined {
    return host.sessions().find(({ places }) => places.uriOf('') === folder);
  }

  async function treeOf(
    root: TraceRoot,
    view: TraceRowsParams['view'],
    token: CancellationToken,
  ): Promise<{ readonly session: ProjectSession; readonly tree: TraceTree } | undefined> {
    const session = sessionOf(root);
    if (!session) return undefined;
    await checked(session, token);
    const tree = traceTree(session.engine.snapshot(), session.engine.findings(), root.node, viewOf(view));
    return tree && { session, tree };
  }
}

async function checked(session: ProjectSession, token: CancellationToken): Promise<void> {
  await untilReady(session, token);
  await untilChecked([session], token);
}

/** The view that a client asks for; what it says wrong or not at all lets everything pass. */
function viewOf(view: TraceRowsParams['view']): TraceView {
  const { text, types, gapsOnly } = view ?? {};
  return {
    text: typeof text === 'string' ? text : '',
    types: Array.isArray(types) ? types.filter((type) => typeof type === 'string') : [],
    gapsOnly: gapsOnly === true,
  };
}

function protocolRow({ places, engine }: ProjectSession, { place, node, ...row }: Row): TraceRow {
  return {
    ...row,
    ...(place ? { target: places.target(engine.snapshot(), place) } : {}),
    ...(node === undefined ? {} : { root: { folder: places.uriOf(''), node } }),
  };
}
