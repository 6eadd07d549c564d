import type { CancellationToken, Connection } from 'vscode-languageserver/node';
import { oneLine, truncated } from '../answers/markdown.ts';
import { definedTypes, matrixKind } from '../answers/tracing/matrixKinds.ts';
import {
  type MatrixEntry as Entry,
  type MatrixTable,
  matrixTable,
  type MatrixRow as Row,
} from '../answers/tracing/matrixTable.ts';
import { gridCells, type TableNotation, tableCells, tableText } from '../answers/tracing/matrixText.ts';
import {
  firstRows,
  type GridHead,
  type MatrixGrid,
  type MatrixView,
  matrixGrid,
  type TraceMatrix,
  traceMatrix,
} from '../answers/tracing/traceMatrix.ts';
import { type TraceContext, traceNode } from '../answers/tracing/traceNode.ts';
import { traceContext } from '../answers/tracing/traceSteps.ts';
import { eachInSteps, type Steps } from '../model/steps.ts';
import {
  type MatrixEntry,
  type MatrixGap,
  type MatrixHead,
  type MatrixQuery,
  type MatrixRow,
  type MatrixRows,
  type MatrixRowsParams,
  MatrixRowsRequest,
  type MatrixShape,
  type MatrixShapeParams,
  MatrixShapeRequest,
  type MatrixText,
  type MatrixTextParams,
  MatrixTextRequest,
} from '../protocol/traceMatrix.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { answerInTurns } from './answerInTurns.ts';
import type { DocumentHost } from './documentHost.ts';
import { onOurRequest } from './ourRequests.ts';
import { isText, maybe } from './params.ts';
import type { ProjectSession } from './projectSession.ts';
import { checkedSession, readySessions } from './untilReady.ts';

/** So much of a matrix is sent in one answer. */
const MOST_AT_ONCE = 500;

/** A longer text is cut: a cell shows a part of it, and its tooltip does. */
const TEXT = 400;

/** A matrix as one question wants it, from one snapshot. */
interface Answered {
  readonly session: ProjectSession;
  readonly sessions: readonly ProjectSession[];
  readonly context: TraceContext;
  readonly defined: ReadonlyMap<string, number>;
  readonly matrix: TraceMatrix;
  readonly grid: MatrixGrid | undefined;
}

/** Matrices of one state of a project. */
interface Known {
  readonly context: TraceContext;
  /** Types of which items are defined, and how many. */
  readonly defined: ReadonlyMap<string, number>;
  readonly tables: Map<string, MatrixTable>;
  /** The last view only: whoever scrolls asks for the same one again and again. */
  view?: { readonly key: string; readonly matrix: TraceMatrix; readonly grid: MatrixGrid | undefined };
}

/**
 * Registers what the trace matrix asks. Rows are made once for a revision, and sent in parts. What is missing is found by
 * rules, so that everything waits until the newest texts have been checked.
 */
export function registerTraceMatrix(connection: Connection, host: DocumentHost): void {
  const known = new WeakMap<Snapshot, Known>();

  onOurRequest(
    connection,
    MatrixShapeRequest.method,
    { row: maybe(isText) },
    ({ query, row }: MatrixShapeParams, token: CancellationToken): Promise<MatrixShape | null> =>
      answer(query, token, (answered) => shapeOf(answered, row)),
  );

  onOurRequest(
    connection,
    MatrixRowsRequest.method,
    {},
    (params: MatrixRowsParams, token: CancellationToken): Promise<MatrixRows | null> =>
      answer(params.query, token, (answered) => partOf(answered, params)),
  );

  onOurRequest(
    connection,
    MatrixTextRequest.method,
    {},
    ({ query, notation }: MatrixTextParams, token: CancellationToken): Promise<MatrixText | null> =>
      answer(query, token, (answered) => textOf(answered, notation === 'csv' ? 'csv' : 'tsv')),
  );

  async function answer<T>(
    query: MatrixQuery | undefined,
    token: CancellationToken,
    part: (answered: Answered) => Steps<T>,
  ): Promise<T | null> {
    const sessions = await readySessions(host.sessions, token);
    const session = sessions.find(({ places }) => places.uriOf('') === query?.folder) ?? sessions[0];
    if (!session) return null;
    const work = function* (): Steps<T> {
      return yield* part(yield* matrixOf(session, sessions, query));
    };
    return (await answerInTurns(() => checkedSession(session, token), work, token)) ?? null;
  }

  function* matrixOf(
    session: ProjectSession,
    sessions: readonly ProjectSession[],
    query: MatrixQuery | undefined,
  ): Steps<Answered> {
    // Findings stay the same while titles and places change.
    const snapshot = session.engine.snapshot();
    const kept = known.get(snapshot) ?? emptyOf(traceContext(snapshot, session.engine.findings()));
    known.set(snapshot, kept);
    const { context, defined } = kept;
    const type = defined.has(query?.rows ?? '') ? (query?.rows ?? '') : (firstRows(defined) ?? '');
    const table = kept.tables.get(type) ?? (yield* matrixTable(context, type));
    kept.tables.set(type, table);
    const view = viewOf(query);
    const asked = typeof query?.grid === 'string' ? query.grid : undefined;
    const key = JSON.stringify([type, view, asked]);
    let { view: last } = kept;
    if (last?.key !== key) {
      const matrix = yield* traceMatrix(snapshot, table, view, defined);
      const kind = asked !== undefined && matrix.offered.some(({ id }) => id === asked) ? asked : undefined;
      const grid = kind === undefined ? undefined : yield* matrixGrid(context, matrix, kind);
      last = { key, matrix, grid };
      kept.view = last;
    }
    return { session, sessions, context, defined, matrix: last.matrix, grid: last.grid };
  }
}

function emptyOf(context: TraceContext): Known {
  return { context, defined: definedTypes(context.snapshot), tables: new Map() };
}

/** The view that a client asks for; what it says wrong or not at all lets everything pass. */
function viewOf(query: MatrixQuery | undefined): MatrixView {
  const { columns, text, statuses, levels, gapsOnly, sort } = query ?? {};
  return {
    columns: Array.isArray(columns) ? textsIn(columns) : undefined,
    text: typeof text === 'string' ? text : '',
    statuses: textsIn(statuses),
    levels: textsIn(levels),
    gapsOnly: gapsOnly === true,
    sort: typeof sort?.column === 'string' ? { column: sort.column, descending: sort.descending === true } : undefined,
  };
}

function textsIn(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.filter((value) => typeof value === 'string') : [];
}

function* shapeOf(
  { session, sessions, context, defined, matrix, grid }: Answered,
  row: string | undefined,
): Steps<MatrixShape> {
  const { snapshot } = context;
  const rowAt = row === undefined ? -1 : matrix.rows.findIndex(({ node }) => node.id === row);
  yield;
  const head = grid && matrix.offered.find(({ id }) => id === grid.kind);
  return {
    revision: snapshot.revision,
    folder: session.places.uriOf(''),
    folders: sessions.map(({ places, name }) => ({ id: places.uriOf(''), label: name })),
    types: [...defined].map(([id, count]) => ({ ...matrixKind(snapshot, id), count })),
    rows: matrix.type,
    columns: matrix.columns,
    offered: matrix.offered,
    ...(grid && head ? { grid: { ...head, count: grid.heads.length, traced: grid.traced } } : {}),
    total: matrix.total,
    shown: matrix.rows.length,
    counted: matrix.counted,
    whole: matrix.whole,
    statuses: matrix.statuses,
    levels: matrix.levels,
    levelTerm: snapshot.config.profile.labels.level,
    ...(rowAt < 0 ? {} : { rowAt }),
  };
}

function* textOf({ context, matrix, grid }: Answered, notation: TableNotation): Steps<MatrixText> {
  const cells = grid ? gridCells(matrix, grid) : tableCells(matrix, context.snapshot.config.profile.labels.level);
  return cells ? { text: yield* tableText(cells, notation), rows: matrix.rows.length } : { tooLarge: true };
}

function* partOf({ session, context, matrix, grid }: Answered, params: MatrixRowsParams): Steps<MatrixRows> {
  const from = wholeNumber(params.from);
  const columnFrom = wholeNumber(params.columnFrom);
  const columnEnd = columnFrom + atMost(params.columnCount ?? MOST_AT_ONCE);
  const rows: MatrixRow[] = [];
  for (const row of matrix.rows.slice(from, from + atMost(params.count))) {
    rows.push({
      ...(yield* rowOf(session, context, matrix, grid, row)),
      marks: (grid?.marksOf(row) ?? [])
        .filter(({ column }) => column >= columnFrom && column < columnEnd)
        .map(({ words, ...mark }) => ({ ...mark, link: words.join(', ') })),
    });
    yield;
  }
  return {
    revision: context.snapshot.revision,
    from,
    rows,
    columnFrom,
    heads: (grid?.heads ?? []).slice(columnFrom, columnEnd).map((head) => headOf(session, context, head)),
  };
}

function wholeNumber(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
}

function atMost(value: unknown): number {
  return Math.min(wholeNumber(value), MOST_AT_ONCE);
}

function* rowOf(
  session: ProjectSession,
  context: TraceContext,
  { columns }: TraceMatrix,
  grid: MatrixGrid | undefined,
  { item, node, cells, missing, unplaced, gap }: Row,
): Steps<Omit<MatrixRow, 'marks'>> {
  const { places } = session;
  const { snapshot } = context;
  const inColumns: MatrixEntry[][] = [];
  for (const { id } of grid ? [] : columns) {
    inColumns.push(yield* eachInSteps(cells.get(id) ?? [], (entry) => entryOf(session, context, entry)));
  }
  return {
    key: node.id,
    id: shown(item.id),
    title: shown(item.title),
    status: shown(item.status),
    ...(node.level === undefined ? {} : { level: node.level }),
    ...(node.place ? { target: places.target(snapshot, node.place) } : {}),
    cells: inColumns,
    gap,
    gaps: [
      ...missing.map(
        ({ code, message, severity, file, span }): MatrixGap => ({
          code,
          message: shown(message),
          severity,
          target: places.target(snapshot, { file, span }),
        }),
      ),
      ...unplaced.map((entry): MatrixGap => {
        const { name, title, target } = entryOf(session, context, entry);
        return { code: name, message: title, severity: 'error', ...(target ? { target } : {}) };
      }),
    ],
  };
}

function entryOf({ places }: ProjectSession, context: TraceContext, { subject, state, words }: Entry): MatrixEntry {
  const { name, title, place } = traceNode(context, subject);
  return {
    name: shown(name),
    title: shown(title),
    link: words.join(', '),
    state,
    ...(place ? { target: places.target(context.snapshot, place) } : {}),
  };
}

function headOf({ places }: ProjectSession, context: TraceContext, { entry, traced }: GridHead): MatrixHead {
  const { name, title, place } = traceNode(context, entry.subject);
  return {
    name: shown(name),
    title: shown(title),
    traced,
    broken: entry.subject.kind === 'broken',
    ...(place ? { target: places.target(context.snapshot, place) } : {}),
  };
}

function shown(text: string): string {
  return truncated(oneLine(text), TEXT);
}
