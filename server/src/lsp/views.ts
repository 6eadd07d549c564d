import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { classPanelOf } from '../answers/classes/classPanel.ts';
import type { PanelAssessment, PanelRow } from '../answers/classes/panelRow.ts';
import { rowAt } from '../answers/lifecycle/reveal.ts';
import { FILTER_STATES, GROUPINGS, type LifecycleView } from '../answers/lifecycle/view.ts';
import { type LifecycleRow, lifecycleTree } from '../answers/lifecycle.ts';
import type { Place } from '../model/span.ts';
import { eachInSteps, type Steps } from '../model/steps.ts';
import {
  type ClassAssessment,
  type ClassAssumption,
  type ClassPanelModel,
  type ClassPanelParams,
  type ClassPanelQuery,
  ClassPanelRequest,
  type ClassRow,
} from '../protocol/classPanel.ts';
import {
  type LifecycleNode,
  type LifecycleParams,
  LifecycleRequest,
  type LifecycleRevealParams,
  LifecycleRevealRequest,
} from '../protocol/lifecycle.ts';
import type { Target } from '../protocol/target.ts';
import { answerInTurns } from './answerInTurns.ts';
import type { DocumentHost } from './documentHost.ts';
import { fdaModel } from './fdaModel.ts';
import { onOurRequest } from './ourRequests.ts';
import { holds, isNumber, isObject, isText, maybe } from './params.ts';
import type { ProjectSession } from './projectSession.ts';
import { checkedSession, readySessions } from './untilReady.ts';

/** Registers what the views ask: the life-cycle tree and the safety class panel. Both wait for the first index. */
export function registerViews(connection: Connection, host: DocumentHost): void {
  onOurRequest(
    connection,
    LifecycleRequest.method,
    { node: maybe(isText) },
    async ({ node, view }: LifecycleParams, token: CancellationToken): Promise<LifecycleNode[]> => {
      const sessions = await readySessions(host.sessions, token);
      const [folder, id] = node === undefined ? [] : splitNodeId(node);
      const asked = folder === undefined ? sessions : sessions.filter(({ places }) => places.uriOf('') === folder);
      const rows: LifecycleNode[][] = [];
      for (const session of asked) {
        const find = () => checkedSession(session, token);
        rows.push((await answerInTurns(find, () => rowsOf(session, viewOf(view), id), token)) ?? []);
      }
      return rows.flat();
    },
  );

  onOurRequest(
    connection,
    LifecycleRevealRequest.method,
    { uri: isText, line: isNumber, column: isNumber },
    async ({ uri, line, column, view }: LifecycleRevealParams, token: CancellationToken): Promise<string[]> => {
      const at = host.locate(uri);
      if (!at) return [];
      const { session, file } = at;
      const wanted = viewOf(view);
      const rowOfPlace = function* (): Steps<string | undefined> {
        const snapshot = session.engine.snapshot();
        const offset = session.places.offset(snapshot, file, { line, character: column });
        if (offset === undefined) return undefined;
        const tree = lifecycleTree(snapshot, session.engine.findings(), session.name, wanted);
        return yield* rowAt(tree, wanted.grouping, snapshot, file, offset);
      };
      const row = await answerInTurns(() => checkedSession(session, token), rowOfPlace, token);
      if (row === undefined) return [];
      const parts = row.split('\n');
      return parts.map((_, index) => nodeId(session, parts.slice(0, index + 1).join('\n')));
    },
  );

  onOurRequest(
    connection,
    ClassPanelRequest.method,
    { folders: maybe(areQueries) },
    async ({ folders }: ClassPanelParams, token: CancellationToken): Promise<ClassPanelModel[]> => {
      const sessions = await readySessions(host.sessions, token);
      const panels: ClassPanelModel[] = [];
      for (const session of sessions) {
        const query = folders?.[session.places.uriOf('')];
        const find = () => checkedSession(session, token);
        const panel = await answerInTurns(find, () => panelOf(session, query), token);
        if (panel) panels.push(panel);
      }
      return panels;
    },
  );
}

function areQueries(value: unknown): value is ClassPanelParams['folders'] {
  return isObject(value) && Object.values(value).every(isQuery);
}

function isQuery(value: unknown): value is ClassPanelQuery {
  return holds<ClassPanelQuery>(value, { profile: maybe(isText), assumptions: maybe(areAssumptions) });
}

function areAssumptions(value: unknown): value is readonly ClassAssumption[] {
  return Array.isArray(value) && value.every(isAssumption);
}

function isAssumption(value: unknown): value is ClassAssumption {
  if (!isObject(value)) return false;
  if (value['kind'] === 'withoutControl') return isText(value['control']);
  return value['kind'] === 'class' && isText(value['node']) && maybe(isText)(value['level']);
}

/** Between the address of a folder, which has no blanks, and the ID of a node in it. */
const ID_SEPARATOR = ' ';

function splitNodeId(node: string): readonly [string, string] {
  const at = node.indexOf(ID_SEPARATOR);
  return [node.slice(0, at), node.slice(at + 1)];
}

function nodeId({ places }: ProjectSession, row: string): string {
  return `${places.uriOf('')}${ID_SEPARATOR}${row}`;
}

/** The view that a client asks for; what it says wrong or not at all lets everything pass. */
function viewOf(view: LifecycleParams['view']): LifecycleView {
  const { grouping, text, levels, states } = view ?? {};
  return {
    grouping: GROUPINGS.find((each) => each === grouping) ?? 'clause',
    text: typeof text === 'string' ? text : '',
    levels: Array.isArray(levels) ? levels.filter((level) => typeof level === 'string') : [],
    states: FILTER_STATES.filter((state) => Array.isArray(states) && states.includes(state)),
  };
}

function* rowsOf(session: ProjectSession, view: LifecycleView, parent?: string): Steps<LifecycleNode[]> {
  const { engine, name } = session;
  const tree = lifecycleTree(engine.snapshot(), engine.findings(), name, view);
  return yield* eachInSteps(yield* tree.rows(parent), (row) => nodeOf(session, row));
}

function nodeOf(session: ProjectSession, { place, ...row }: LifecycleRow): LifecycleNode {
  return {
    ...row,
    id: nodeId(session, row.id),
    ...(place ? { target: session.places.target(session.engine.snapshot(), place) } : {}),
  };
}

function* panelOf(session: ProjectSession, query: ClassPanelQuery | undefined): Steps<ClassPanelModel> {
  const { engine, name, places } = session;
  const { systems, product, ...panel } = yield* classPanelOf(engine.snapshot(), engine.findings(), query);
  const rows: ClassRow[] = [];
  for (const row of systems) rows.push(yield* rowOf(session, row));
  return {
    ...panel,
    folder: places.uriOf(''),
    product: product === '' ? name : product,
    systems: rows,
    fda: fdaModel(session),
  };
}

function* rowOf(
  session: ProjectSession,
  { children, path, reasons, contradictions, assessment, ...row }: PanelRow,
): Steps<ClassRow> {
  yield;
  const below: ClassRow[] = [];
  for (const child of children) below.push(yield* rowOf(session, child));
  return {
    ...located(session, row),
    path: path.map((reason) => located(session, reason)),
    reasons: reasons.map((reason) => located(session, reason)),
    contradictions: contradictions.map((each) => located(session, each)),
    children: below,
    ...(assessment ? { assessment: assessmentOf(session, assessment) } : {}),
  };
}

function assessmentOf(session: ProjectSession, { questions, situations, ...rest }: PanelAssessment): ClassAssessment {
  return {
    ...rest,
    questions: questions.map((question) => ({
      ...question,
      situations: question.situations.map((situation) => located(session, situation)),
    })),
    situations: situations.map((situation) => ({ ...situation, name: located(session, situation.name) })),
  };
}

/** The same with the place in the form of our own messages. */
function located<T extends { readonly place?: Place }>(
  session: ProjectSession,
  { place, ...value }: T,
): Omit<T, 'place'> & { readonly target?: Target } {
  return place ? { ...value, target: session.places.target(session.engine.snapshot(), place) } : value;
}
