import type { CancellationToken, Connection, WorkspaceEdit } from 'vscode-languageserver/node';
import { keywordFor, writeTag } from '../answers/edits/tagWriter.ts';
import type { TraceView } from '../answers/tracing/traceFilter.ts';
import type { TraceRow as Row } from '../answers/tracing/traceRow.ts';
import { type TraceTree, traceTree } from '../answers/tracing/traceTree.ts';
import { unitAt } from '../answers/unitAt.ts';
import type { Steps } from '../model/steps.ts';
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
} from '../protocol/traceExplorer.ts';
import { answerInTurns } from './answerInTurns.ts';
import type { DocumentHost } from './documentHost.ts';
import { onOurRequest } from './ourRequests.ts';
import { isNumber, isText, maybe } from './params.ts';
import type { ProjectSession } from './projectSession.ts';
import { isTraceRoot, tracedAs, tracedAt } from './tracedAt.ts';
import { throwIfChanged } from './untilReady.ts';
import { type EditSupport, workspaceEditOf } from './workspaceEdits.ts';

/**
 * Registers what the trace explorer asks. What is missing is found by rules, so that everything waits until the newest
 * texts have been checked.
 */
export function registerTraceExplorer(connection: Connection, host: DocumentHost, support: () => EditSupport): void {
  onOurRequest(
    connection,
    TraceRootRequest.method,
    { uri: isText, line: isNumber, column: isNumber },
    async ({ uri, line, column }: TraceRootParams, token: CancellationToken): Promise<TraceRoot | null> => {
      const traced = await tracedAt(host, uri, { line, character: column }, token);
      return traced ? { folder: traced.session.places.uriOf(''), node: traced.node.id } : null;
    },
  );

  onOurRequest(
    connection,
    TraceRowsRequest.method,
    { root: isTraceRoot, row: maybe(isText) },
    async ({ root, row, view }: TraceRowsParams, token: CancellationToken): Promise<TraceRow[]> => {
      const rows = function* ({ session, tree }: Found): Steps<TraceRow[]> {
        return (yield* tree.rows(row)).map((each) => protocolRow(session, each));
      };
      return (await answerInTurns(() => treeOf(root, view, token), rows, token)) ?? [];
    },
  );

  onOurRequest(
    connection,
    TraceTextRequest.method,
    { root: isTraceRoot },
    async ({ root, view }: WholeTraceParams, token: CancellationToken): Promise<string> =>
      (await answerInTurns(
        () => treeOf(root, view, token),
        ({ tree }) => tree.text(),
        token,
      )) ?? '',
  );

  onOurRequest(
    connection,
    TraceTypesRequest.method,
    { root: isTraceRoot },
    async ({ root, view }: WholeTraceParams, token: CancellationToken): Promise<TracedType[]> => [
      ...((await answerInTurns(
        () => treeOf(root, view, token),
        ({ tree }) => tree.types(),
        token,
      )) ?? []),
    ],
  );

  onOurRequest(
    connection,
    TagAtRequest.method,
    { uri: isText, line: isNumber, column: isNumber, root: isTraceRoot },
    async (
      { uri, line, column, root }: TagAtParams,
      token: CancellationToken,
    ): Promise<WorkspaceEdit | NoTag | null> => {
      const version = host.documents.get(uri)?.version;
      const traced = await tracedAs(host, root, token);
      throwIfChanged(version, host.documents.get(uri)?.version);
      const at = host.locate(uri);
      if (traced?.node.subject.kind !== 'item' || at?.session !== traced.session) return null;
      const { item } = traced.node.subject;
      const { session, context } = traced;
      const { snapshot } = context;
      const offset = session.places.offset(snapshot, at.file, { line, character: column });
      const unit = offset === undefined ? undefined : unitAt(snapshot, at.file, offset);
      if (!unit || keywordFor(snapshot, unit.test, item) === undefined) return null;
      const { name } = unit.fact;
      if (unit.tags.some(({ target }) => target === item)) return { reason: 'namedAlready', unit: name };
      const change = writeTag(snapshot, (each) => session.textOf(each), unit, item);
      return change ? workspaceEditOf(host, session, [change], support()) : { reason: 'noRoom', unit: name };
    },
  );

  async function treeOf(
    root: TraceRoot,
    view: TraceRowsParams['view'],
    token: CancellationToken,
  ): Promise<Found | undefined> {
    const traced = await tracedAs(host, root, token);
    if (!traced) return undefined;
    const { session } = traced;
    const tree = traceTree(session.engine.snapshot(), session.engine.findings(), root.node, viewOf(view));
    return tree && { session, tree };
  }
}

/** A trace as somebody looks at it. */
interface Found {
  readonly session: ProjectSession;
  readonly tree: TraceTree;
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
