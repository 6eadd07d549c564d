import { labelOfType } from '../../config/project.ts';
import type { Finding } from '../../model/finding.ts';
import type { Place } from '../../model/span.ts';
import type { Steps } from '../../model/steps.ts';
import type { ClauseOverview } from '../../rules/clauseStates.ts';
import { nodeKindOf } from '../../trace/classSources.ts';
import { type Item, isRetired, statusOf } from '../../trace/item.ts';
import { levelOfItem } from '../../trace/itemLevel.ts';
import { lineColumnIn } from '../../trace/place.ts';
import type { CodeUnit, Snapshot } from '../../trace/snapshot.ts';
import { placeOfItem, placeOfUnit, tokenOf } from '../codePlace.ts';
import { escaped, oneLine, truncated } from '../markdown.ts';
import type { FindingIndex } from './findingIndex.ts';
import type { RecordLists } from './recordLists.ts';
import type { RowFilter } from './view.ts';

/** What a row stands for. */
export type RowKind = 'product' | 'clause' | 'subclause' | 'group' | 'item' | 'unit' | 'evidence' | 'finding' | 'note';

/** How far a clause or chapter is shown to be met, or the loudest finding below a row; `plain` says neither. */
export type RowState = Finding['severity'] | 'ok' | 'partly' | 'none' | 'notApplicable' | 'plain';

/** A row of the life-cycle tree while it is being built: its children are made when somebody asks. */
export interface Row {
  /** Unique among its siblings, stable over revisions, without line break. */
  readonly segment: string;
  readonly kind: RowKind;
  readonly label: string;
  readonly description: string;
  /** Markdown, escaped. */
  readonly tooltip: string;
  readonly accessibleLabel: string;
  readonly state: RowState;
  readonly place?: Place;
  readonly rule?: string;
  readonly hasChildren: boolean;
  readonly children: () => readonly Row[];
  /** Makes ready, in steps, what takes long of making the children, which do it themselves where nobody has. */
  readonly ready?: () => Steps<unknown>;
  /** The records whose rows are right below, or for ranges of them in these; none above findings alone, not given where other rows may be. */
  readonly records?: readonly Item[];
}

/** What rows are made from. */
export interface RowContext {
  readonly snapshot: Snapshot;
  readonly findings: FindingIndex;
  readonly clauses: ClauseOverview;
  readonly filter: RowFilter;
  readonly lists: RecordLists;
}

const LABEL = 160;

const RANK = ['error', 'warning', 'information'] as const;

/** The loudest severity among findings, or undefined when there are none. */
export function worstOf(findings: readonly Pick<Finding, 'severity'>[]): Finding['severity'] | undefined {
  return RANK.find((severity) => findings.some((finding) => finding.severity === severity));
}

/** `3 findings`, or the empty string for none. */
export function findingCount(count: number): string {
  return count === 0 ? '' : counted(count, 'finding');
}

/** A number with its noun. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Joins the parts of a description that exist. */
export function described(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

/** One finding. */
function findingRow({ snapshot }: RowContext, finding: Finding, segment: string): Row {
  const { code, name, severity, message, file, span, clause } = finding;
  const words = name.replaceAll('-', ' ');
  const { line } = lineColumnIn(snapshot, file, span.start);
  const where = `${file}:${line + 1}`;
  return {
    segment,
    kind: 'finding',
    label: truncated(oneLine(message), LABEL),
    description: `${code} · ${oneLine(where)}`,
    tooltip: `**${code}** ${escaped(words)}  \n${escaped(message)}  \n${escaped(where)}  \nClause ${escaped(clause)}`,
    accessibleLabel: oneLine(`${severity}, ${code} ${words}: ${message}, ${file} line ${line + 1}`),
    state: severity,
    place: { file, span },
    rule: code,
    hasChildren: false,
    children: () => [],
  };
}

/** The loudest of some findings by their numbers. */
export function loudestOf(counts: Readonly<Record<Finding['severity'], number>>): Finding['severity'] | undefined {
  return RANK.find((severity) => counts[severity] > 0);
}

/** All findings of some numbers. */
export function totalOf({ error, warning, information }: Readonly<Record<Finding['severity'], number>>): number {
  return error + warning + information;
}

/** More findings than this in a list are put below their rules, and those below their files. */
const MANY_FINDINGS = 100;

/** So many findings of a rule in a file have rows: nobody reads more of them, and a list of a million is nothing to unfold. */
const MOST_ROWS = 1000;

type NameOf = (finding: Finding) => string;

const ofRule: NameOf = ({ code, name }) => `${code} ${name.replaceAll('-', ' ')}`;
const ofFile: NameOf = ({ file }) => file;

/** Findings, loudest first, each with a segment that survives edits above it. They are gone through anew for what is unfolded. */
export function findingRows(context: RowContext, findings: Iterable<Finding>): readonly Row[] {
  return RANK.flatMap((severity) => {
    const loud = only(findings, (finding) => finding.severity === severity);
    return rowsBelow(context, loud, [ofRule, ofFile]);
  });
}

/** Findings of one severity: as they are, or where they are many below the first of some names. */
function rowsBelow(
  context: RowContext,
  findings: Iterable<Finding>,
  [nameOf, ...further]: readonly NameOf[],
): readonly Row[] {
  const most = nameOf ? MANY_FINDINGS : MOST_ROWS;
  const first: Finding[] = [];
  const counts = new Map<string, number>();
  let count = 0;
  for (const finding of findings) {
    count++;
    if (first.length < most) first.push(finding);
    const name = nameOf?.(finding);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (count <= most) return plainFindingRows(context, first);
  if (!nameOf) return [...plainFindingRows(context, first), moreRow(count - most)];
  const severity = first[0]?.severity ?? 'information';
  return [...counts].map(([name, number]) => ({
    ...groupRow(oneLine(`findings ${severity} ${name}`), oneLine(name), findingCount(number), () =>
      rowsBelow(
        context,
        only(findings, (finding) => nameOf(finding) === name),
        further,
      ),
    ),
    state: severity,
    records: [],
  }));
}

function moreRow(count: number): Row {
  const label = `${count} more findings`;
  const description = '“lifetrace check” lists all';
  return { ...groupRow('more findings', label, description, () => []), hasChildren: false };
}

/** The findings that pass a test, looked for each time that somebody goes through them. */
function only(findings: Iterable<Finding>, passes: (finding: Finding) => boolean): Iterable<Finding> {
  return {
    *[Symbol.iterator]() {
      for (const finding of findings) if (passes(finding)) yield finding;
    },
  };
}

function plainFindingRows(context: RowContext, findings: readonly Finding[]): readonly Row[] {
  const times = new Map<string, number>();
  return findings.map((finding) => {
    const name = oneLine(`${finding.code} ${finding.item ?? ''} ${finding.file}`);
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return findingRow(context, finding, `${name} ${time}`);
  });
}

/** One record. `children` are what belongs to it in this part of the tree; its findings come first. */
export function itemRow(context: RowContext, item: Item, children: readonly Item[], expand: () => readonly Row[]): Row {
  const findings = context.findings.ofItem(item);
  const level = levelMark(context, item);
  const status = isRetired(item) || statusOf(item) === 'draft' ? statusOf(item) : '';
  const title = oneLine(item.title);
  const notes = [level, status, findingCount(findings.length)];
  return {
    segment: segmentOfItem(item),
    kind: 'item',
    label: truncated(oneLine(`${item.id} ${title}`), LABEL),
    description: described(notes),
    tooltip: `**${escaped(item.id)}** ${escaped(title)}  \n${escaped(labelOfType(context.snapshot.config, item.type))} in ${escaped(item.file)}`,
    accessibleLabel: [labelOfType(context.snapshot.config, item.type), oneLine(item.id), title, ...notes]
      .filter((part) => part !== '')
      .join(', '),
    state: worstOf(findings) ?? 'plain',
    place: tokenOf(placeOfItem(item)),
    hasChildren: findings.length > 0 || children.length > 0,
    children: () => [...findingRows(context, findings), ...expand()],
  };
}

/** What tells the row of a record from its neighbours. */
export function segmentOfItem({ id, primary, file }: Item): string {
  return oneLine(`${id} ${primary ? '' : file}`);
}

/** Only what the class tree consists of shows its class: elsewhere it would be noise. */
function levelMark({ snapshot }: RowContext, item: Item): string {
  if (!nodeKindOf(item)) return '';
  const level = levelOfItem(snapshot, item);
  return level === undefined ? '' : `${snapshot.config.profile.labels.level} ${level}`;
}

/** One function, method or class. */
export function unitRow(context: RowContext, unit: CodeUnit): Row {
  const findings = context.findings.ofUnit(unit);
  const traces = unit.traces.map(({ id }) => id);
  const notes = [
    traces.length > 0 ? truncated(traces.join(', '), 60) : withoutTrace(unit),
    findingCount(findings.length),
  ];
  const name = oneLine(unit.fact.qualifiedName);
  return {
    segment: oneLine(unit.id),
    kind: 'unit',
    label: truncated(name, LABEL),
    description: described(notes),
    tooltip: `${escaped(name)}  \n${escaped(unit.file)}${unit.level === undefined ? '' : `  \n${escaped(context.snapshot.config.profile.labels.level)} ${escaped(unit.level)}`}`,
    accessibleLabel: oneLine([unit.fact.kind, name, ...notes].filter((part) => part !== '').join(', ')),
    state: worstOf(findings) ?? 'plain',
    place: tokenOf(placeOfUnit(unit)),
    hasChildren: findings.length > 0,
    children: () => findingRows(context, findings),
  };
}

function withoutTrace({ excluded }: CodeUnit): string {
  return excluded === undefined ? 'no trace on record' : truncated(`no trace expected: ${oneLine(excluded)}`, 60);
}

/** Rows that belong together below a heading. */
export function groupRow(segment: string, label: string, description: string, children: () => readonly Row[]): Row {
  return {
    segment,
    kind: 'group',
    label,
    description,
    tooltip: escaped(label),
    accessibleLabel: description === '' ? label : `${label}, ${description}`,
    state: 'plain',
    hasChildren: true,
    children,
  };
}
