import { compareIds, compareText } from '../../model/compare.ts';
import { type Steps, sortedInSteps } from '../../model/steps.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { compareKinds, expectedKinds, itemsOfType, type MatrixKind, matrixKind } from './matrixKinds.ts';
import type { MarkState, MatrixEntry, MatrixRow, MatrixTable } from './matrixTable.ts';
import { nodeNameOf, type TraceContext } from './traceNode.ts';

/** How somebody looks at the matrix. Empty parts let everything pass. */
export interface MatrixView {
  /** Kinds of columns; undefined for those that are expected or in use. */
  readonly columns: readonly string[] | undefined;
  /** A part of an ID or title of the row, or of the name of what it is linked to, in any case. */
  readonly text: string;
  readonly statuses: readonly string[];
  /** Safety levels; the empty string stands for items that nothing gives one. */
  readonly levels: readonly string[];
  /** Only rows at which something is missing, broken or suspect. */
  readonly gapsOnly: boolean;
  /** `id`, `title`, `status`, `level`, `gaps` or a kind of column; undefined for the order of IDs. */
  readonly sort: { readonly column: string; readonly descending: boolean } | undefined;
}

/** A column of the table, and how much of the rows that are shown is traced in it. */
export interface MatrixColumn extends MatrixKind {
  /** Rows with a sound link in this column, without those that are retired. */
  readonly traced: number;
}

/** Items of one type, each with what it is linked to in each column. */
export interface TraceMatrix {
  readonly type: string;
  readonly columns: readonly MatrixColumn[];
  /** Kinds of columns to choose from. */
  readonly offered: readonly MatrixKind[];
  /** Rows that pass the filter, in the order that was asked for. */
  readonly rows: readonly MatrixRow[];
  /** Rows without a filter. */
  readonly total: number;
  /** Rows that are shown and not retired. */
  readonly counted: number;
  /** Those of {@link counted} at which nothing is missing, broken or suspect. */
  readonly whole: number;
  /** What there is to choose from in a filter. */
  readonly statuses: readonly string[];
  readonly levels: readonly string[];
}

/** The type of rows that is shown at first: software requirements, or else the first that there is. */
export function firstRows(defined: ReadonlyMap<string, number>): string | undefined {
  return defined.has('SRS') ? 'SRS' : defined.keys().next().value;
}

/** A table as somebody wants to look at it. Takes time in proportion to the rows and their links, and to put them in order. In steps. */
export function* traceMatrix(
  snapshot: Snapshot,
  table: MatrixTable,
  view: MatrixView,
  defined: ReadonlyMap<string, number>,
): Steps<TraceMatrix> {
  const expected = expectedKinds(snapshot, table.type, defined);
  const offered = [...new Set([...expected.keys(), ...table.linked])].sort(compareKinds);
  // A column without any link is worth its room where it shows that a whole part of the trace is not there.
  const inUse = new Set([...table.traced].map((kind) => expected.get(kind)));
  const usual = offered.filter(
    (kind) => table.traced.has(kind) || (expected.has(kind) && !inUse.has(expected.get(kind))),
  );
  const columns = view.columns ? offered.filter((kind) => view.columns?.includes(kind)) : usual;
  const passing: MatrixRow[] = [];
  const isShown = passes(view);
  for (const row of table.rows) {
    yield;
    if (isShown(row)) passing.push(row);
  }
  const rows = yield* sortedInSteps(passing, inOrder(view.sort));
  const counted = rows.filter((row) => row.counts);
  const shownColumns: MatrixColumn[] = [];
  for (const kind of columns) {
    yield;
    const traced = counted.filter((row) => row.cells.get(kind)?.some(isSound)).length;
    shownColumns.push({ ...matrixKind(snapshot, kind), traced });
  }
  const { levels } = snapshot.config.profile;
  const rankOf = (level: string) => levels.indexOf(level);
  return {
    type: table.type,
    columns: shownColumns,
    offered: offered.map((kind) => matrixKind(snapshot, kind)),
    rows,
    total: table.rows.length,
    counted: counted.length,
    whole: counted.filter(({ gap }) => !gap).length,
    statuses: [...new Set(table.rows.map(({ item }) => item.status))].sort(compareText),
    levels: [...new Set(table.rows.map(({ node }) => node.level ?? ''))].sort((a, b) => rankOf(a) - rankOf(b)),
  };
}

function isSound({ state }: MatrixEntry): boolean {
  return state === 'sound';
}

function passes({ text, statuses, levels, gapsOnly }: MatrixView): (row: MatrixRow) => boolean {
  const wanted = text.trim().toLowerCase();
  const holds = (candidate: string) => candidate.toLowerCase().includes(wanted);
  return (row) => {
    if (gapsOnly && !row.gap) return false;
    if (statuses.length > 0 && !statuses.includes(row.item.status)) return false;
    if (levels.length > 0 && !levels.includes(row.node.level ?? '')) return false;
    return wanted === '' || holds(`${row.item.id} ${row.item.title}`) || entriesOf(row).some(({ name }) => holds(name));
  };
}

/** Everything that a row is linked to, in whatever column. */
export function entriesOf({ cells, unplaced }: MatrixRow): readonly MatrixEntry[] {
  return [...cells.values(), unplaced].flat();
}

function inOrder(sort: MatrixView['sort']): (a: MatrixRow, b: MatrixRow) => number {
  const byId = (a: MatrixRow, b: MatrixRow) => compareIds(a.item.id, b.item.id) || compareText(a.item.key, b.item.key);
  if (!sort) return byId;
  const sign = sort.descending ? -1 : 1;
  const compare = comparison(sort.column);
  // Rows that are equal in the column keep the order of their IDs, whichever way the column is sorted.
  return (a, b) => sign * compare(a, b) || (sort.column === 'id' ? sign : 1) * byId(a, b);
}

function comparison(column: string): (a: MatrixRow, b: MatrixRow) => number {
  switch (column) {
    case 'id':
      return () => 0;
    case 'title':
      return (a, b) => compareText(a.item.title.toLowerCase(), b.item.title.toLowerCase());
    case 'status':
      return (a, b) => compareText(a.item.status, b.item.status);
    case 'level':
      return (a, b) => compareText(a.node.level ?? '', b.node.level ?? '');
    case 'gaps': {
      const counts = new Map<MatrixRow, number>();
      const count = (row: MatrixRow): number => {
        const known = counts.get(row) ?? countOfGaps(row);
        counts.set(row, known);
        return known;
      };
      return (a, b) => count(a) - count(b);
    }
    default: {
      // Rows without a link first: somebody who sorts by a column looks for what is not there.
      const first = ({ cells }: MatrixRow) => cells.get(column)?.[0]?.name ?? '';
      return (a, b) => compareIds(first(a), first(b));
    }
  }
}

function countOfGaps(row: MatrixRow): number {
  return row.missing.length + entriesOf(row).filter((entry) => !isSound(entry)).length;
}

/** One column of the grid of marks: something that rows are, or could be, linked to. */
export interface GridHead {
  readonly entry: Pick<MatrixEntry, 'node' | 'subject' | 'name'>;
  /** True when a row that is shown and not retired has a sound link to it. */
  readonly traced: boolean;
}

/** A mark in a row of the grid. */
export interface GridMark {
  /** Index of its head. */
  readonly column: number;
  readonly state: MarkState;
  readonly words: readonly string[];
}

/** Rows by columns, with a mark where the two are linked. */
export interface MatrixGrid {
  readonly kind: string;
  /** All items of the kind, linked or not; code as far as it is linked; and IDs of the kind that nobody defines. */
  readonly heads: readonly GridHead[];
  readonly traced: number;
  readonly marksOf: (row: MatrixRow) => readonly GridMark[];
}

/** The rows of a matrix by one kind of columns. Takes time in proportion to the columns and marks, not to their product. In steps. */
export function* matrixGrid(context: TraceContext, { rows }: TraceMatrix, kind: string): Steps<MatrixGrid> {
  const found = new Map<string, GridHead['entry']>();
  for (const item of itemsOfType(context.snapshot, kind)) {
    yield;
    const subject = { kind: 'item', item } as const;
    const { id: node, name } = nodeNameOf(subject);
    found.set(node, { node, subject, name });
  }
  const sound = new Set<string>();
  for (const { cells, counts } of rows) {
    yield;
    for (const entry of cells.get(kind) ?? []) {
      if (!found.has(entry.node)) found.set(entry.node, entry);
      if (counts && isSound(entry)) sound.add(entry.node);
    }
  }
  const entries = yield* sortedInSteps(
    [...found.values()],
    (a, b) => compareIds(a.name, b.name) || compareText(a.node, b.node),
  );
  const heads = entries.map((entry) => ({ entry, traced: sound.has(entry.node) }));
  const index = new Map(heads.map(({ entry }, at) => [entry.node, at]));
  return {
    kind,
    heads,
    traced: sound.size,
    marksOf: ({ cells }) =>
      (cells.get(kind) ?? [])
        .flatMap(({ node, state, words }) => {
          const column = index.get(node);
          return column === undefined ? [] : [{ column, state, words }];
        })
        .sort((a, b) => a.column - b.column),
  };
}
