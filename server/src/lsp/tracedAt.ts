import type { CancellationToken, Position } from 'vscode-languageserver/node';
import { subjectAt } from '../answers/tracing/subjectAt.ts';
import { type TraceContext, type TraceNode, traceNode, traceNodeWithId } from '../answers/tracing/traceNode.ts';
import { traceContext } from '../answers/tracing/traceSteps.ts';
import type { FilePath } from '../model/span.ts';
import type { TraceRoot } from '../protocol/traceExplorer.ts';
import type { DocumentHost } from './documentHost.ts';
import { holds, isText } from './params.ts';
import type { ProjectSession } from './projectSession.ts';
import { throwIfChanged, untilChecked, untilReady } from './untilReady.ts';

/** A node of a trace in the snapshot that a question is answered from. */
export interface Traced {
  readonly session: ProjectSession;
  readonly context: TraceContext;
  readonly node: TraceNode;
}

/** What a trace at a position is about, once everything has been checked; undefined where nothing is. */
export async function tracedAt(
  host: DocumentHost,
  uri: string,
  position: Position,
  token: CancellationToken,
): Promise<(Traced & { readonly file: FilePath }) | undefined> {
  const at = host.locate(uri);
  if (!at) return undefined;
  const { session, file } = at;
  const version = host.documents.get(uri)?.version;
  const context = await checkedContext(session, token);
  throwIfChanged(version, host.documents.get(uri)?.version);
  const offset = session.places.offset(context.snapshot, file, position);
  const subject = offset === undefined ? undefined : subjectAt(context.snapshot, file, offset);
  return subject && { session, context, node: traceNode(context, subject), file };
}

/** The node that an earlier answer has given the ID of; undefined where it, or its folder, is gone. */
export async function tracedAs(
  host: DocumentHost,
  { folder, node: id }: TraceRoot,
  token: CancellationToken,
): Promise<Traced | undefined> {
  const session = host.sessions().find(({ places }) => places.uriOf('') === folder);
  if (!session) return undefined;
  const context = await checkedContext(session, token);
  const node = traceNodeWithId(context, id);
  return node && { session, context, node };
}

/** True for what names a node as our answers do. */
export function isTraceRoot(value: unknown): value is TraceRoot {
  return holds<TraceRoot>(value, { folder: isText, node: isText });
}

/** Waits until the findings are those of the newest texts: what is missing is found by rules. */
async function checkedContext(session: ProjectSession, token: CancellationToken): Promise<TraceContext> {
  await untilReady(session, token);
  await untilChecked([session], token);
  return traceContext(session.engine.snapshot(), session.engine.findings());
}
