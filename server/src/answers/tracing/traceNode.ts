import type { Finding, Severity } from '../../model/finding.ts';
import type { ItemKey } from '../../model/itemId.ts';
import { TEST_TYPES } from '../../model/itemType.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { FilePath, Place } from '../../model/span.ts';
import type { Item } from '../../trace/item.ts';
import type { CodeUnit, Snapshot } from '../../trace/snapshot.ts';
import { placeOfItem, placeOfUnit, startOfFile, tokenOf } from '../codePlace.ts';
import type { FindingIndex } from '../lifecycle/findingIndex.ts';
import { worstOf } from '../lifecycle/row.ts';
import { resultOf } from '../tests.ts';

/** What a trace is read from. */
export interface TraceContext {
  readonly snapshot: Snapshot;
  readonly findings: FindingIndex;
}

/** What a node of a trace stands for. */
export type TraceSubject =
  | { readonly kind: 'item'; readonly item: Item }
  | { readonly kind: 'unit'; readonly unit: CodeUnit }
  /** A file that traces as a whole, or that a record names; `at` is where in it. */
  | { readonly kind: 'file'; readonly file: FilePath; readonly at?: Place }
  /** An ID that nobody defines. */
  | { readonly kind: 'broken'; readonly key: ItemKey; readonly id: string; readonly at: Place | undefined }
  /** A link that a rule misses. */
  | { readonly kind: 'missing'; readonly finding: Finding; readonly at: string };

/** One node of the trace: an item, code, or what is missing where one should be. All texts are raw. */
export interface TraceNode {
  /** Stable over revisions, and unique in the project: two nodes with one ID are the same. */
  readonly id: string;
  readonly subject: TraceSubject;
  /** ID of an item as it is defined, or as it is written where nobody defines it; name of a unit, path of a file, code of a rule. */
  readonly name: string;
  /** Title of an item, or in words what is broken or missing; empty for code. */
  readonly title: string;
  /** Type of an item, for example `SRS`. */
  readonly type: string | undefined;
  /** Life-cycle status of an item. */
  readonly status: string | undefined;
  /** Safety class, where something gives the item or unit one. */
  readonly level: SafetyLevel | undefined;
  /** For the record of a test, what is on record about its outcome. */
  readonly result: string | undefined;
  /** The loudest open finding about it. */
  readonly severity: Severity | undefined;
  /** Where it stands; for something missing, where it is missed. */
  readonly place: Place | undefined;
}

/** What tells nodes apart, and their names: all of {@link traceNode} that costs little. */
export function nodeNameOf(subject: TraceSubject): Pick<TraceNode, 'id' | 'name'> {
  return { id: idOf(subject), name: nameOf(subject) };
}

function nameOf(subject: TraceSubject): string {
  switch (subject.kind) {
    case 'item':
      return subject.item.id;
    case 'unit':
      return subject.unit.fact.qualifiedName;
    case 'file':
      return subject.file;
    case 'broken':
      return subject.id;
    case 'missing':
      return subject.finding.code;
  }
}

/** The node of something in the trace. */
export function traceNode({ snapshot, findings }: TraceContext, subject: TraceSubject): TraceNode {
  const node = { ...NOTHING_MORE, ...nodeNameOf(subject), subject };
  switch (subject.kind) {
    case 'item': {
      const { item } = subject;
      const { title, type, status } = item;
      const place = tokenOf(placeOfItem(item));
      const severity = worstOf(findings.ofItem(item));
      const result = TEST_TYPES.has(type) ? resultOf(snapshot, item) : undefined;
      return { ...node, title, type, status, level: levelGiven(snapshot, item), result, severity, place };
    }
    case 'unit': {
      const { unit } = subject;
      const severity = worstOf(findings.ofUnit(unit));
      const level = snapshot.whole ? unit.level : undefined;
      return { ...node, level, severity, place: tokenOf(placeOfUnit(unit)) };
    }
    case 'file':
      return { ...node, place: subject.at ?? tokenOf(startOfFile(subject.file)) };
    case 'broken':
      return { ...node, title: 'not defined anywhere', severity: 'error', place: subject.at };
    case 'missing': {
      const { message, severity, file, span } = subject.finding;
      return { ...node, title: message, severity, place: { file, span } };
    }
  }
}

const NOTHING_MORE = {
  title: '',
  type: undefined,
  status: undefined,
  level: undefined,
  result: undefined,
  severity: undefined,
  place: undefined,
} as const;

/** Only a class that something gives: the product's would stand at everything else. */
function levelGiven(snapshot: Snapshot, { key }: Item): SafetyLevel | undefined {
  if (!snapshot.whole) return undefined;
  const ofPart = snapshot.classByKey.get(key)?.effective;
  return ofPart ?? snapshot.config.profile.levels[snapshot.levelRanks.get(key) ?? -1];
}

/** The ID of a node, see {@link TraceNode.id}. */
function idOf(subject: TraceSubject): string {
  switch (subject.kind) {
    case 'item': {
      const { item } = subject;
      return item.primary ? `item ${item.key}` : `item ${item.key} ${item.file}`;
    }
    case 'unit':
      return `unit ${subject.unit.id}`;
    case 'file':
      return `file ${subject.file}`;
    case 'broken':
      return `broken ${subject.key}`;
    case 'missing':
      return `missing ${subject.finding.code} ${subject.at}`;
  }
}

/**
 * The node with an ID of an earlier snapshot, or undefined where it is gone. What is missing has no neighbours, so nobody
 * looks it up.
 */
export function traceNodeWithId(context: TraceContext, id: string): TraceNode | undefined {
  const at = id.indexOf(' ');
  const [kind, name] = [id.slice(0, at), id.slice(at + 1)];
  const subject = SOUGHT[kind]?.(context.snapshot, name);
  return subject && traceNode(context, subject);
}

const SOUGHT: Readonly<Record<string, (snapshot: Snapshot, name: string) => TraceSubject | undefined>> = {
  item(snapshot, name) {
    const item = snapshot.byKey.get(name) ?? furtherDefinition(snapshot, name);
    return item && { kind: 'item', item };
  },
  unit({ unitsByFile }, name) {
    for (let at = name.indexOf('#'); at >= 0; at = name.indexOf('#', at + 1)) {
      const unit = unitsByFile.get(name.slice(0, at))?.find(({ id }) => id === name);
      if (unit) return { kind: 'unit', unit };
    }
    return undefined;
  },
  file: ({ files }, file) => (files.has(file) ? { kind: 'file', file } : undefined),
  broken: (snapshot, key) => brokenReference(snapshot, key),
};

function furtherDefinition({ definitions }: Snapshot, name: string): Item | undefined {
  const at = name.indexOf(' ');
  return definitions.get(name.slice(0, at))?.find(({ primary, file }) => !primary && file === name.slice(at + 1));
}

/** An ID that is written somewhere and defined nowhere, at the first place that names it; undefined for any other. */
export function brokenReference(snapshot: Snapshot, key: ItemKey): TraceSubject | undefined {
  if (snapshot.byKey.get(key)) return undefined;
  const link = snapshot.mentions.get(key)?.[0];
  if (link) return { kind: 'broken', key, id: link.fact.to, at: { file: link.from.file, span: link.fact.span } };
  const tag = snapshot.tagsByTarget.get(key)?.[0];
  return tag && { kind: 'broken', key, id: tag.fact.target, at: { file: tag.file, span: tag.fact.span } };
}
