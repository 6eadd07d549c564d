import type { TagFact } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import { attribute, attributeValues, type Item } from '../../trace/item.ts';
import type { CodeUnit, Snapshot, Tag } from '../../trace/snapshot.ts';
import { codeOfRecord, isTestTag } from '../implementations.ts';
import { branchOf, isRiskType, type TraceBranch } from './linkSense.ts';
import { brokenReference, type TraceSubject } from './traceNode.ts';

/** A step before its target is described. */
export interface RawStep {
  readonly direction: 'up' | 'down';
  readonly branch: TraceBranch;
  readonly link: string;
  readonly to: TraceSubject;
  /** Why the step does not count as a trace: the link is not legal, names another revision, or leads to what is retired. */
  readonly doubt?: string;
}

type TagWord = Exclude<TagFact['keyword'], 'class'>;

/** How a tag reads from the code, and from the item that it names. */
const TAG_WORDS: Readonly<Record<TagWord, readonly [string, string]>> = {
  implements: ['implements', 'implemented by'],
  satisfies: ['satisfies', 'satisfied by'],
  mitigates: ['mitigates', 'mitigated by'],
  risk: ['mitigates', 'mitigated by'],
  verifies: ['verifies', 'verified by'],
  covers: ['covers', 'covered by'],
  unit: ['code of', 'has code in'],
  anomaly: ['shows anomaly', 'shown in'],
};

/** Items that a unit names, by its own tags and those around it, and the record or software item that it belongs to. */
export function* stepsFromUnit(snapshot: Snapshot, unit: CodeUnit): Generator<RawStep> {
  yield* upByTags(snapshot, unit.tags, '');
  for (let around = unit.parent; around; around = around.parent) yield* upByTags(snapshot, around.tags, ' (around it)');
  yield* upByTags(snapshot, tagsOfFile(snapshot, unit.file), ' (file)');
  yield* upToOwner(unit.record, unit.softwareItems);
}

/** Items that a file names as a whole, and what it belongs to. */
export function* stepsFromFile(snapshot: Snapshot, file: FilePath): Generator<RawStep> {
  const loose = (snapshot.tagsByFile.get(file) ?? []).filter(({ unit }) => unit === undefined);
  yield* upByTags(snapshot, loose, '');
  for (const record of snapshot.records.get(file) ?? []) yield* upToOwner(record, []);
  yield* upToOwner(undefined, snapshot.softwareItems.get(file) ?? []);
}

/** Code and files that stand for an item: by tags, and those that its record names. */
export function* stepsToCode(snapshot: Snapshot, item: Item): Generator<RawStep> {
  yield* stepsToTags(snapshot, item.key);
  if (item.type === 'UNIT') yield* stepsToUnits(snapshot, item);
  const procedure = attribute(item, 'procedure');
  if (procedure !== undefined && snapshot.files.has(procedure)) {
    yield { direction: 'down', branch: 'test', link: 'procedure', to: { kind: 'file', file: procedure } };
  }
}

/** Code that names an ID, whether somebody defines it or not. */
export function* stepsToTags(snapshot: Snapshot, key: Item['key']): Generator<RawStep> {
  for (const tag of snapshot.eachTag(key)) {
    const { keyword } = tag.fact;
    if (keyword === 'class') continue;
    const step: RawStep = {
      direction: 'down',
      branch: branchToCode(tag),
      link: TAG_WORDS[keyword][1],
      to: codeOf(tag),
    };
    yield tag.status === 'illegal'
      ? { ...step, doubt: `“${keyword}” is not legal from code to ${tag.target?.type ?? ''}` }
      : step;
  }
}

function* stepsToUnits(snapshot: Snapshot, record: Item): Generator<RawStep> {
  const link = TAG_WORDS.unit[1];
  let some = false;
  for (const file of new Set(attributeValues(record, 'path'))) {
    for (const unit of snapshot.unitsByFile.get(file) ?? []) {
      if (unit.test || unit.record !== record) continue;
      some = true;
      yield { direction: 'down', branch: 'trace', link, to: { kind: 'unit', unit } };
    }
  }
  if (some || snapshot.isTagged(record.key)) return;
  for (const { file, unit } of codeOfRecord(snapshot, record)) {
    // Without any code on record the answer is the record itself.
    if (file !== record.file)
      yield { direction: 'down', branch: 'trace', link, to: unit ? { kind: 'unit', unit } : { kind: 'file', file } };
  }
}

function* upByTags(snapshot: Snapshot, tags: readonly Tag[], from: string): Generator<RawStep> {
  for (const tag of tags) {
    const { keyword, targetKey } = tag.fact;
    if (keyword === 'class') continue;
    const { target } = tag;
    const to: TraceSubject | undefined = target ? { kind: 'item', item: target } : brokenReference(snapshot, targetKey);
    if (to) yield { direction: 'up', branch: branchFromCode(tag), link: `${TAG_WORDS[keyword][0]}${from}`, to };
  }
}

function* upToOwner(record: Item | undefined, softwareItems: readonly Item[]): Generator<RawStep> {
  if (record) yield { direction: 'up', branch: 'trace', link: TAG_WORDS.unit[0], to: { kind: 'item', item: record } };
  const owner = record ? undefined : softwareItems[0];
  if (owner) yield { direction: 'up', branch: 'trace', link: 'part of', to: { kind: 'item', item: owner } };
}

function branchToCode(tag: Tag): TraceBranch {
  const { keyword } = tag.fact;
  if (keyword === 'anomaly') return 'change';
  if (keyword === 'covers') return isTestTag(tag) ? 'test' : 'trace';
  return tag.test && keyword !== 'unit' ? 'test' : 'trace';
}

function branchFromCode(tag: Tag): TraceBranch {
  const branch = branchToCode(tag);
  if (branch !== 'trace') return branch;
  return isRiskType(tag.target?.type) ? 'risk' : branchOf('implements', tag.target?.type);
}

function codeOf({ unit, file, fact }: Tag): TraceSubject {
  return unit ? { kind: 'unit', unit } : { kind: 'file', file, at: { file, span: fact.span } };
}

/** Every unit of a file asks for them. */
const tagsOfFiles = new WeakMap<readonly Tag[], readonly Tag[]>();

/** Tags that are the whole file's. */
function tagsOfFile({ tagsByFile }: Snapshot, file: FilePath): readonly Tag[] {
  const all = tagsByFile.get(file) ?? [];
  const known = tagsOfFiles.get(all) ?? all.filter(({ fact, unit }) => unit === undefined && fact.local !== true);
  tagsOfFiles.set(all, known);
  return known;
}
