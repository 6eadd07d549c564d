import { capitalised } from '../model/capitalised.ts';
import type { Place } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import { clauseStates } from '../rules/clauseStates.ts';
import type { Findings } from '../rules/findings.ts';
import { countOfType } from '../trace/recordCounts.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { chapterRows, groupRows } from './lifecycle/clauseRows.ts';
import { assessmentRow } from './lifecycle/documentRows.ts';
import { findingIndex } from './lifecycle/findingIndex.ts';
import { classRows, fileRows, typeRows } from './lifecycle/groupedRows.ts';
import { filteredRecords, otherRecords } from './lifecycle/recordGroups.ts';
import { RecordLists } from './lifecycle/recordLists.ts';
import {
  described,
  findingCount,
  findingRows,
  groupRow,
  loudestOf,
  type Row,
  type RowContext,
  type RowKind,
  type RowState,
  totalOf,
} from './lifecycle/row.ts';
import { type Grouping, type LifecycleView, RowFilter, WHOLE_TREE } from './lifecycle/view.ts';
import { escaped, oneLine } from './markdown.ts';

/** One row of the life-cycle tree: a row of the protocol with a place of the project instead of an address. */
export interface LifecycleRow {
  /** Unique in the project's tree, and stable over revisions. */
  readonly id: string;
  readonly kind: RowKind;
  /** Raw text on one line. */
  readonly label: string;
  readonly description: string;
  /** Markdown in which all text of the workspace is escaped. */
  readonly tooltip: string;
  readonly accessibleLabel: string;
  readonly state: RowState;
  readonly hasChildren: boolean;
  readonly place?: Place;
  readonly rule?: string;
}

/** Parts of a row's ID stand behind each other like the folders of a path; no part holds a line break. */
export const ROW_SEPARATOR = '\n';

/** The life-cycle tree of a project as somebody looks at it. */
export class LifecycleTree {
  readonly #context: RowContext;
  readonly #grouping: Grouping;
  readonly #folder: string;
  /** Rows below a row, by its path: a view asks once for each open row. */
  readonly #below = new Map<string, readonly Row[]>();

  /** `folder` names the product where the project file does not. */
  constructor(snapshot: Snapshot, findings: Findings, folder: string, view: LifecycleView) {
    const index = findingIndex(snapshot, findings);
    const filter = new RowFilter(snapshot, index, view);
    const lists = new RecordLists(snapshot, filter);
    this.#context = { snapshot, findings: index, clauses: clauseStates(snapshot, findings), filter, lists };
    this.#grouping = view.grouping;
    this.#folder = folder;
  }

  /** The rows below a row, or the product without one. An ID that is gone by now has no rows below. In steps. */
  *rows(parent?: string): Steps<readonly LifecycleRow[]> {
    const below = yield* this.grown(parent);
    const prefix = parent === undefined ? '' : `${parent}${ROW_SEPARATOR}`;
    return below.map((row) => lifecycleRow(row, prefix));
  }

  /** The same while they are being built. */
  *grown(parent?: string): Steps<readonly Row[]> {
    let rows: readonly Row[] = [productRow(this.#context, this.#grouping, this.#folder)];
    if (parent === undefined) return rows;
    let path = '';
    for (const segment of parent.split(ROW_SEPARATOR)) {
      path += ROW_SEPARATOR + segment;
      rows = this.#below.get(path) ?? (yield* childrenOf(rows.find((row) => row.segment === segment)));
      this.#below.set(path, rows);
    }
    return rows;
  }
}

/** Trees as they are looked at, as long as the findings are in use. */
const trees = new WeakMap<Findings, { readonly snapshot: Snapshot; readonly byView: Map<string, LifecycleTree> }>();

/** The tree of a snapshot as somebody looks at it; the same one as long as the snapshot is in use. */
export function lifecycleTree(
  snapshot: Snapshot,
  findings: Findings,
  folder: string,
  view: LifecycleView = WHOLE_TREE,
): LifecycleTree {
  let known = trees.get(findings);
  if (known?.snapshot !== snapshot) {
    known = { snapshot, byView: new Map() };
    trees.set(findings, known);
  }
  const key = JSON.stringify([folder, view]);
  const tree = known.byView.get(key) ?? new LifecycleTree(snapshot, findings, folder, view);
  known.byView.set(key, tree);
  return tree;
}

function* childrenOf(row: Row | undefined): Steps<readonly Row[]> {
  if (row?.ready) yield* row.ready();
  yield;
  return row?.children() ?? [];
}

function lifecycleRow(
  { segment, children: _children, ready: _ready, records: _records, ...row }: Row,
  prefix: string,
): LifecycleRow {
  return { id: prefix + segment, ...row };
}

function productRow(context: RowContext, grouping: Grouping, folder: string): Row {
  const { snapshot, findings, clauses } = context;
  const { product, profile } = snapshot.config;
  const { labels, draft } = profile;
  const level = snapshot.productLevel;
  const byDefault = countOfType(snapshot, 'SS') > 0 ? '' : ' by default';
  const name = oneLine(product.name ?? folder);
  const version = oneLine(product.version ?? '');
  const { error, warning, information } = findings.all.counts;
  const found = findingCount(error + warning + information);
  const { evidenced, partly, none } = clauses.counts;
  const evidence = `${evidenced}/${evidenced + partly + none} clauses evidenced`;
  const tooltip = [
    `**${escaped(name)}** ${escaped(version)}`,
    `${escaped(capitalised(labels.classification))} ${escaped(level)}${byDefault}`,
    escaped(profile.title),
    draft === undefined ? '' : escaped(draft),
    escaped(evidence),
  ];
  return {
    segment: 'product',
    kind: 'product',
    label: name,
    description: described([version, `${labels.level} ${level}${byDefault}`, profile.title, evidence, found]),
    tooltip: tooltip.filter((line) => line !== '').join('  \n'),
    accessibleLabel: [name, version, `${labels.classification} ${level}${byDefault}`, profile.title, evidence, found]
      .filter((part) => part !== '')
      .join(', '),
    state: loudestOf(findings.all.counts) ?? 'plain',
    hasChildren: true,
    ...((grouping === 'clause' || grouping === 'type') && { ready: () => filteredRecords(context) }),
    children: () => [...ROWS_BELOW[grouping](context), ...furtherRows(context, grouping)],
  };
}

const ROWS_BELOW: Readonly<Record<Grouping, (context: RowContext) => readonly Row[]>> = {
  clause: chapterRows,
  type: typeRows,
  file: fileRows,
  class: classRows,
};

/** What no clause has a place for: nothing that was read or found may be lost. */
function furtherRows(context: RowContext, grouping: Grouping): readonly Row[] {
  const assessment = grouping === 'clause' ? assessmentRow(context) : undefined;
  const rows: Row[] = assessment ? [assessment] : [];
  if (grouping === 'clause' || grouping === 'type') {
    const others = otherRecords(context).filter((group) => group.count(context) > 0);
    const records = others.reduce((sum, group) => sum + group.count(context), 0);
    if (records > 0) {
      rows.push(groupRow('other records', 'Other records', String(records), () => groupRows(context, others)));
    }
  }
  const { countsWithoutClause } = context.findings;
  const count = totalOf(countsWithoutClause);
  if (grouping === 'clause' && count > 0 && context.filter.idle) {
    const findings = context.findings.withoutClause();
    rows.push({
      ...groupRow('other findings', 'Other findings', findingCount(count), () => findingRows(context, findings)),
      state: loudestOf(countsWithoutClause) ?? 'plain',
    });
  }
  return rows;
}
