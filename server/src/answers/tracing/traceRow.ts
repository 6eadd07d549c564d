import { labelOfType } from '../../config/project.ts';
import type { Severity } from '../../model/finding.ts';
import type { Place } from '../../model/span.ts';
import { placeText } from '../../trace/place.ts';
import { described, findingCount } from '../lifecycle/row.ts';
import { escaped, oneLine, truncated } from '../markdown.ts';
import type { TraceContext, TraceNode } from './traceNode.ts';
import type { TraceStep } from './traceSteps.ts';

/** One row of the trace explorer: a row of the protocol with a place of the project instead of an address. */
export interface TraceRow {
  /** Unique in the tree, and stable over revisions. */
  readonly id: string;
  readonly kind: 'item' | 'unit' | 'test' | 'file' | 'broken' | 'missing' | 'group' | 'note';
  /** Type of an item, part of the trace of a group. */
  readonly type?: string;
  /** Raw text on one line. */
  readonly label: string;
  readonly description: string;
  /** Markdown in which all text of the workspace is escaped. */
  readonly tooltip: string;
  readonly accessibleLabel: string;
  readonly state: Severity | 'plain';
  readonly hasChildren: boolean;
  /** True for a row that is unfolded at first. */
  readonly open: boolean;
  readonly place?: Place;
  readonly rule?: string;
  /** ID of the node that the row stands for: a trace may start at it. */
  readonly node?: string;
  /** ID of an item, as it is written into code. */
  readonly item?: string;
}

const LABEL = 160;

/** Findings in a tooltip; more are counted. */
const MOST_FINDINGS = 5;

/** The row of a node, reached by a step or at the top. Whether it has rows below, and its ID, are for the tree to say. */
export function rowOf(
  context: TraceContext,
  node: TraceNode,
  step: Pick<TraceStep, 'link'> | undefined,
  above: boolean,
): Omit<TraceRow, 'id' | 'hasChildren' | 'open'> {
  const { subject, name, title, severity, place, type } = node;
  const missing = subject.kind === 'missing';
  const label = missing ? title : `${name} ${title}`;
  const notes = [
    missing ? name : (step?.link ?? ''),
    ...notesOf(context, node),
    // Seen by those as well who see no colours.
    findingCount(findingsOf(context, node).length),
    ...(above ? ['already shown above'] : []),
  ];
  return {
    kind: subject.kind === 'unit' && subject.unit.test ? 'test' : subject.kind,
    ...(type === undefined ? {} : { type }),
    label: truncated(oneLine(label), LABEL),
    description: described(notes.map(oneLine)),
    tooltip: tooltipOf(context, node),
    accessibleLabel: accessibleLabelOf(context, node, notes),
    state: severity ?? 'plain',
    ...(place ? { place } : {}),
    ...(missing ? { rule: name } : { node: node.id }),
    ...(subject.kind === 'item' ? { item: subject.item.id } : {}),
  };
}

/** A node as one line of plain text: `SRS-012 Detect air (draft, class C) spec/srs.md:12`. */
export function lineOf(context: TraceContext, node: TraceNode): string {
  const notes = notesOf(context, node);
  const { place, subject, name, title } = node;
  const where = place === undefined ? '' : placeText(context.snapshot, place.file, place.span.start);
  const words = subject.kind === 'missing' ? [title, `(${name})`] : [name, title];
  return oneLine([...words, notes.length === 0 ? '' : `(${notes.join(', ')})`, where].join(' '));
}

function notesOf({ snapshot }: TraceContext, { subject, status, level, result, place }: TraceNode): readonly string[] {
  return [
    status === undefined || status === 'approved' ? '' : status,
    level === undefined ? '' : `${snapshot.config.profile.labels.level} ${level}`,
    result ?? '',
    subject.kind === 'unit' && place ? (place.file.split('/').at(-1) ?? '') : '',
  ].filter((note) => note !== '');
}

function tooltipOf(context: TraceContext, node: TraceNode): string {
  const { snapshot } = context;
  const { subject, name, title, type, status, level, result, place } = node;
  const where = place === undefined ? '' : placeText(snapshot, place.file, place.span.start);
  const findings = findingsOf(context, node);
  const facts = [
    type === undefined ? '' : labelOfType(snapshot.config, type),
    status ?? '',
    level === undefined ? '' : `${snapshot.config.profile.labels.level} ${level}`,
    result ?? '',
  ];
  return [
    `**${escaped(name)}** ${escaped(title)}`,
    escaped(described(facts)),
    subject.kind === 'missing' ? `Clause ${escaped(subject.finding.clause)}` : '',
    escaped(where),
    ...findings.slice(0, MOST_FINDINGS).map(({ code, message }) => `**${code}** ${escaped(message)}`),
    findings.length > MOST_FINDINGS ? `and ${findings.length - MOST_FINDINGS} more` : '',
  ]
    .filter((line) => line !== '')
    .join('  \n');
}

function findingsOf({ findings }: TraceContext, { subject }: TraceNode): ReturnType<typeof findings.ofItem> {
  if (subject.kind === 'item') return findings.ofItem(subject.item);
  return subject.kind === 'unit' ? findings.ofUnit(subject.unit) : [];
}

function accessibleLabelOf(
  { snapshot }: TraceContext,
  { subject, name, title, type, severity }: TraceNode,
  [link = '', ...notes]: readonly string[],
): string {
  const what = type === undefined ? KIND_WORDS[subject.kind] : labelOfType(snapshot.config, type);
  const text = subject.kind === 'missing' ? `${name} ${title}` : [`${what} ${name}`, title].join(', ');
  const start = link === '' || subject.kind === 'missing' ? text : `${link}: ${text}`;
  return [start, ...notes, severity ?? '']
    .map(oneLine)
    .filter((part) => part !== '')
    .join(', ');
}

const KIND_WORDS: Readonly<Record<TraceNode['subject']['kind'], string>> = {
  item: 'item',
  unit: 'unit',
  file: 'file',
  broken: 'unknown ID',
  missing: 'missing',
};
