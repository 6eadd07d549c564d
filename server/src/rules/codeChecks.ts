import type { Finding } from '../model/finding.ts';
import { tagAt, unitAt } from '../model/flatFacts/factAt.ts';
import { factCount } from '../model/flatFacts/factCount.ts';
import type { Span } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import type { Cell } from '../trace/graph/cells.ts';
import { type CodeDiff, codeDiff } from '../trace/graph/codeDiff.ts';
import { parentOf } from '../trace/graph/factHeads.ts';
import type { FileNode } from '../trace/graph/fileNode.ts';
import { type NoteLists, NoteListsBuilder } from '../trace/graph/noteLists.ts';
import type { UnitExclusionTest } from '../trace/unitExclusion.ts';
import { type PartFindings, PartFindingsBuilder } from './partFindings.ts';

/** What is checked at a time in the code of a file. */
export interface CodePart {
  readonly kind: 'unit' | 'tag';
  /** Position in the list of its kind. */
  readonly index: number;
}

/** What a check of a part has found, and what it has read. */
export interface PartChecks {
  readonly findings: readonly Finding[];
  readonly cells: ArrayLike<Cell>;
}

/** What the rules have found in the code of a file. Its parts have numbers: units first, then tags. */
export interface CodeChecks {
  readonly node: FileNode;
  /** False when nothing was asked about units. */
  readonly withUnits: boolean;
  readonly notes: NoteLists;
  readonly found: PartFindings;
}

/** How parts are checked. */
export interface PartChecker {
  /** False where nothing is asked about units, so that none has to be checked. */
  readonly checksUnits: boolean;
  readonly check: (node: FileNode, part: CodePart) => PartChecks;
  /** Tells why no trace is expected of a unit, in whatever reading of a file. */
  readonly exclusionsIn: (node: FileNode) => UnitExclusionTest;
}

/**
 * Checks the code of a file, and of what was checked before only the parts that an edit or one of the changed `cells` can
 * have touched. A part may be looked at together with the units around it and inside of it, whatever else was read is
 * noted: so an edit touches the parts along the line of units that it stands in. Each check is a step.
 */
export function* checkedCode(
  before: CodeChecks | undefined,
  node: FileNode,
  cells: ReadonlySet<Cell>,
  checker: PartChecker,
): Steps<CodeChecks> {
  const withUnits = checker.checksUnits;
  const kept = before?.withUnits === withUnits ? keptParts(before, node, cells, checker) : undefined;
  if (before && kept?.unchanged) return { node, withUnits, notes: before.notes, found: kept.found };
  const parts = countOf(node);
  const notes = new NoteListsBuilder(parts);
  const found = new PartFindingsBuilder();
  const stillFound = kept?.found.inOrder();
  const units = factCount(node.facts, 'units');
  const end = node.hasOwnTags ? parts : units;
  for (let part = withUnits ? 0 : units; part < end; part++) {
    const old = kept?.oldOf(part) ?? -1;
    if (before && old >= 0) {
      notes.copy(part, before.notes, old);
      found.add(part, stillFound?.(part) ?? []);
      continue;
    }
    yield;
    const checks = checker.check(node, partAt(part, units));
    notes.set(part, checks.cells);
    found.add(part, checks.findings);
  }
  return { node, withUnits, notes: notes.done(), found: found.done() };
}

function countOf({ facts }: FileNode): number {
  return factCount(facts, 'units') + factCount(facts, 'tags');
}

function partAt(part: number, units: number): CodePart {
  return part < units ? { kind: 'unit', index: part } : { kind: 'tag', index: part - units };
}

/** What an earlier check has found and what still holds. */
interface Kept {
  /** The number that a part had before; -1 for a part that has to be checked. */
  readonly oldOf: (part: number) => number;
  /** Findings of the parts that are not checked, where they stand by now. */
  readonly found: PartFindings;
  /** True when nothing has to be checked, and all parts have kept their numbers. */
  readonly unchanged: boolean;
}

function keptParts(before: CodeChecks, node: FileNode, cells: ReadonlySet<Cell>, checker: PartChecker): Kept {
  const old = before.node;
  const diff = old === node ? undefined : codeDiff(old.facts, node.facts);
  const [oldUnits, newUnits] = [old.facts.units.length, node.facts.units.length];
  const touched = new Uint8Array(countOf(node));
  const newOf = (part: number): number => {
    if (!diff) return part;
    if (part < oldUnits) return diff.units.newOf(part);
    const tag = diff.tags.newOf(part - oldUnits);
    return tag < 0 ? -1 : newUnits + tag;
  };
  const oldOf = (part: number): number => {
    if (touched[part] === 1) return -1;
    if (!diff) return part;
    if (part < newUnits) return diff.units.oldOf(part);
    const tag = diff.tags.oldOf(part - newUnits);
    return tag < 0 ? -1 : oldUnits + tag;
  };
  if (diff) touchEdited(old, node, checker, diff, touched);
  for (const part of cells.size > 0 ? before.notes.restingOn(cells) : []) {
    const now = newOf(part);
    if (now >= 0) touched[now] = 1;
  }
  const found = new PartFindingsBuilder();
  // An edit keeps the order of the parts that it leaves alone.
  before.found.forEach((part, findings) => {
    const now = newOf(part);
    if (now < 0 || touched[now] === 1) return;
    const moved = diff ? movedFindings(findings, placesOf(old, part), placesOf(node, now)) : findings;
    if (moved) found.add(now, moved);
    else touched[now] = 1;
  });
  const sameNumbers = !diff || (diff.units.same && diff.tags.same);
  return { oldOf, found: found.done(), unchanged: sameNumbers && !touched.includes(1) };
}

/** Marks the parts that an edit can have touched. */
function touchEdited(
  old: FileNode,
  node: FileNode,
  checker: PartChecker,
  { units, tags }: CodeDiff,
  touched: Uint8Array,
): void {
  const now = node.facts;
  const [excludedBefore, excluded] = [checker.exclusionsIn(old), checker.exclusionsIn(node)];
  const edited = new Uint8Array(units.after);
  const touchUnit = (unit: number): void => {
    if (unit >= 0) edited[unit] = 1;
  };
  now.units.forEach((unit, index) => {
    const before = unitAt(old.facts, units.oldOf(index));
    if (!before || excludedBefore(before) !== excluded(unit)) touchUnit(index);
  });
  for (let gone = units.prefix; gone < units.goneEnd; gone++) {
    let around = parentOf(old.facts, gone);
    while (around >= 0 && units.newOf(around) < 0) around = parentOf(old.facts, around);
    touchUnit(around < 0 ? -1 : units.newOf(around));
  }
  for (let gone = tags.prefix; gone < tags.goneEnd; gone++) {
    const unit = tagAt(old.facts, gone)?.unit ?? -1;
    touchUnit(unit < 0 ? -1 : units.newOf(unit));
  }
  for (let fresh = tags.prefix; fresh < tags.freshEnd; fresh++) touchUnit(now.tags[fresh]?.unit ?? -1);
  // Units around come before the units inside.
  const inside = edited.slice();
  now.units.forEach(({ parent }, index) => {
    if (parent >= 0 && inside[parent] === 1) inside[index] = 1;
  });
  for (let index = units.after - 1; index >= 0; index--) {
    const parent = now.units[index]?.parent ?? -1;
    if (parent >= 0 && edited[index] === 1) edited[parent] = 1;
  }
  for (let index = 0; index < units.after; index++) if (inside[index] === 1 || edited[index] === 1) touched[index] = 1;
  now.tags.forEach(({ unit }, index) => {
    if (tags.oldOf(index) < 0 || (unit >= 0 && touched[unit] === 1)) touched[units.after + index] = 1;
  });
}

/** What a finding on a part can stand on. */
function placesOf(node: FileNode, part: number): readonly Span[] {
  const { units, tags } = node.facts;
  const { kind, index } = partAt(part, units.length);
  const unit = kind === 'unit' ? units[index] : undefined;
  const tag = kind === 'tag' ? tags[index] : undefined;
  return [...(unit ? [unit.nameSpan, unit.span] : []), ...(tag ? [tag.span, tag.tagSpan] : [])];
}

/** Findings as they stand in another reading of the same part; undefined when one stands on what cannot be found again. */
function movedFindings(
  findings: readonly Finding[],
  before: readonly Span[],
  after: readonly Span[],
): readonly Finding[] | undefined {
  const moved: Finding[] = [];
  for (const finding of findings) {
    const { start, end } = finding.span;
    const span = after[before.findIndex((place) => place.start === start && place.end === end)];
    if (!span || finding.related.length > 0) return undefined;
    moved.push({ ...finding, span });
  }
  return moved;
}
