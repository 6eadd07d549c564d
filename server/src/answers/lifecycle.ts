import type { Place } from '../model/span.ts';
import type { Findings } from '../rules/findings.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { groupClauseRow, groupRows } from './lifecycle/clauseRows.ts';
import { findingIndex } from './lifecycle/findingIndex.ts';
import { otherRecords, recordsByType } from './lifecycle/recordGroups.ts';
import {
  described,
  findingCount,
  findingRows,
  groupRow,
  type Row,
  type RowContext,
  type RowKind,
  type RowState,
  worstOf,
} from './lifecycle/row.ts';
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
const SEPARATOR = '\n';

/**
 * The rows below a row, or the product without one. An ID that is gone by now has no rows below. `folder` names the
 * product where the project file does not.
 */
export function lifecycleRows(
  snapshot: Snapshot,
  findings: Findings,
  folder: string,
  parent?: string,
): readonly LifecycleRow[] {
  const { context, below } = growthOf(snapshot, findings);
  let rows: readonly Row[] = [productRow(context, folder)];
  if (parent === undefined) return rows.map((row) => lifecycleRow(row, ''));
  let path = '';
  for (const segment of parent.split(SEPARATOR)) {
    path += SEPARATOR + segment;
    const grown = below.get(path) ?? rows.find((row) => row.segment === segment)?.children() ?? [];
    below.set(path, grown);
    rows = grown;
  }
  return rows.map((row) => lifecycleRow(row, `${parent}${SEPARATOR}`));
}

/** A tree as far as somebody has unfolded it. */
interface Growth {
  readonly context: RowContext;
  /** Rows below a row, by its path. */
  readonly below: Map<string, readonly Row[]>;
}

/** Remembered as long as the findings are in use: a view asks once for each open row. */
const growths = new WeakMap<Findings, Growth>();

function growthOf(snapshot: Snapshot, findings: Findings): Growth {
  const known = growths.get(findings);
  if (known?.context.snapshot === snapshot) return known;
  const context: RowContext = {
    snapshot,
    findings: findingIndex(snapshot.config.profile, snapshot.productLevel, findings),
    records: recordsByType(snapshot),
  };
  const growth = { context, below: new Map() };
  growths.set(findings, growth);
  return growth;
}

function lifecycleRow({ segment, children: _children, ...row }: Row, prefix: string): LifecycleRow {
  return { id: prefix + segment, ...row };
}

function productRow(context: RowContext, folder: string): Row {
  const { snapshot, findings } = context;
  const { product, profile } = snapshot.config;
  const level = snapshot.productLevel;
  const byDefault = [...snapshot.classes.nodes.values()].some(({ kind }) => kind === 'SS') ? '' : ' by default';
  const name = oneLine(product.name ?? folder);
  const version = oneLine(product.version ?? '');
  const description = described([
    version,
    `class ${level}${byDefault}`,
    profile.title,
    findingCount(findings.all.length),
  ]);
  return {
    segment: 'product',
    kind: 'product',
    label: name,
    description,
    tooltip: `**${escaped(name)}** ${escaped(version)}  \nSafety class ${escaped(level)}${byDefault}  \n${escaped(profile.title)}`,
    accessibleLabel: [
      name,
      version,
      `safety class ${level}${byDefault}`,
      profile.title,
      findingCount(findings.all.length),
    ]
      .filter((part) => part !== '')
      .join(', '),
    state: worstOf(findings.all) ?? 'plain',
    hasChildren: true,
    children: () => [...profile.groups.map((group) => groupClauseRow(context, group)), ...furtherRows(context)],
  };
}

/** What no clause has a place for: nothing that was read or found may be lost. */
function furtherRows(context: RowContext): readonly Row[] {
  const others = otherRecords(context.snapshot);
  const { withoutClause } = context.findings;
  const count = others.reduce((sum, group) => sum + group.count(context), 0);
  return [
    ...(others.length > 0
      ? [groupRow('other records', 'Other records', String(count), () => groupRows(context, others))]
      : []),
    ...(withoutClause.length > 0
      ? [
          {
            ...groupRow('other findings', 'Other findings', findingCount(withoutClause.length), () =>
              findingRows(context, withoutClause),
            ),
            state: worstOf(withoutClause) ?? ('plain' as const),
          },
        ]
      : []),
  ];
}
