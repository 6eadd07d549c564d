import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { classPanelOf, type PanelContradiction, type PanelReason, type PanelRow } from '../answers/classPanel.ts';
import { type LifecycleRow, lifecycleRows } from '../answers/lifecycle.ts';
import {
  type ClassPanelModel,
  ClassPanelRequest,
  type ClassRow,
  type Contradiction,
  type LifecycleNode,
  type LifecycleParams,
  LifecycleRequest,
  type ReasonChip,
} from '../protocol.ts';
import type { DocumentHost } from './documentHost.ts';
import type { ProjectSession } from './projectSession.ts';
import { readySessions } from './untilReady.ts';

/** Registers what the views ask: the life-cycle tree and the safety class panel. Both wait for the first index. */
export function registerViews(connection: Connection, host: DocumentHost): void {
  connection.onRequest(
    LifecycleRequest.method,
    async ({ node }: LifecycleParams, token: CancellationToken): Promise<LifecycleNode[]> => {
      const sessions = await readySessions(host.sessions, token);
      if (node === undefined) return sessions.flatMap((session) => rowsOf(session));
      const [folder, id] = splitNodeId(node);
      const session = sessions.find((candidate) => candidate.places.uriOf('') === folder);
      return session ? rowsOf(session, id) : [];
    },
  );

  connection.onRequest(ClassPanelRequest.method, async (token: CancellationToken): Promise<ClassPanelModel[]> => {
    const sessions = await readySessions(host.sessions, token);
    return sessions.map(panelOf);
  });
}

/** Between the address of a folder, which has no blanks, and the ID of a node in it. */
const ID_SEPARATOR = ' ';

function splitNodeId(node: string): readonly [string, string] {
  const at = node.indexOf(ID_SEPARATOR);
  return [node.slice(0, at), node.slice(at + 1)];
}

function rowsOf(session: ProjectSession, parent?: string): LifecycleNode[] {
  const { engine, name } = session;
  return lifecycleRows(engine.snapshot(), engine.findings(), name, parent).map((row) => nodeOf(session, row));
}

function nodeOf(session: ProjectSession, { place, ...row }: LifecycleRow): LifecycleNode {
  return {
    ...row,
    id: `${session.places.uriOf('')}${ID_SEPARATOR}${row.id}`,
    ...(place ? { target: session.places.target(session.engine.snapshot(), place) } : {}),
  };
}

function panelOf(session: ProjectSession): ClassPanelModel {
  const { engine, name, places } = session;
  const { systems, product, ...panel } = classPanelOf(engine.snapshot(), engine.findings());
  return {
    ...panel,
    folder: places.uriOf(''),
    product: product === '' ? name : product,
    systems: systems.map((row) => rowOf(session, row)),
  };
}

function rowOf(
  session: ProjectSession,
  { place, children, path, reasons, contradictions, ...row }: PanelRow,
): ClassRow {
  return {
    ...row,
    path: path.map((reason) => located(session, reason)),
    reasons: reasons.map((reason) => located(session, reason)),
    contradictions: contradictions.map((each) => located(session, each)),
    children: children.map((child) => rowOf(session, child)),
    ...(place ? { target: session.places.target(session.engine.snapshot(), place) } : {}),
  };
}

function located(session: ProjectSession, value: PanelReason): ReasonChip;
function located(session: ProjectSession, value: PanelContradiction): Contradiction;
function located(
  session: ProjectSession,
  { place, ...value }: PanelReason | PanelContradiction,
): ReasonChip | Contradiction {
  return place ? { ...value, target: session.places.target(session.engine.snapshot(), place) } : value;
}
