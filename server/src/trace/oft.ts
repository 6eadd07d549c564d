import { compareText } from '../model/compare.ts';
import type { FileFacts, ItemFact, SpannedText, TagFact } from '../model/facts.ts';
import { lazily } from '../model/lazily.ts';
import { lineColumnAt } from '../model/lineIndex.ts';
import { crc32 } from './oft/checksum.ts';
import { givesCoverageTo, workOutDeepCoverage } from './oft/deepCoverage.ts';
import type { OftItem, OftLink, OftLinkStatus, OftSummary } from './oft/oftItem.ts';
import { Revisions } from './oft/revisions.ts';
import { type Reference, type TracedItem, TracedSpecItem, TracedTag } from './oft/tracedItem.ts';
import { TracedLink } from './oft/tracedLink.ts';

/** Everything that OpenFastTrace would say about a project. */
export interface OftTrace {
  /** In order of file and place; within a file specification items before tags. */
  readonly items: readonly OftItem[];
  /** References with another status than covers, in the order of the items that make them. */
  readonly badLinks: readonly OftLink[];
  readonly summary: OftSummary;
  readonly byItem: ReadonlyMap<ItemFact, OftItem>;
  readonly byTag: ReadonlyMap<TagFact, OftItem>;
  /** What became of a tag's reference; `outdated` where both older and newer revisions exist. */
  readonly statusOfTag: (tag: TagFact) => OftLinkStatus;
}

/**
 * Traces OpenFastTrace items and tags as OpenFastTrace 4.6 does: the first of several definitions (in the order of
 * `files`) takes the references. Unlike there, a chain that leads into a circle of other items ends as `cycle`.
 */
export function traceOft(files: Iterable<FileFacts>): OftTrace {
  const items: TracedItem[] = [];
  for (const file of files) addItemsOf(file, items);
  const revisions = new Revisions(items);
  const badLinks: OftLink[] = [];
  for (const item of items) for (const reference of item.references) linkUp(item, reference, revisions, badLinks);
  for (const item of items) if (item.needs.length > 0) findMissing(item);
  workOutDeepCoverage(items);
  for (const item of items) item.defect = isDefect(item);
  const byItem = lazily(() => new Map(items.flatMap((each) => (each.item ? [[each.item, each] as const] : []))));
  const byTag = lazily(() => new Map(items.flatMap((each) => (each.tag ? [[each.tag, each] as const] : []))));
  return {
    items,
    badLinks,
    summary: summaryOf(items),
    get byItem() {
      return byItem();
    },
    get byTag() {
      return byTag();
    },
    statusOfTag: (tag) => byTag().get(tag)?.outgoing[0]?.status ?? 'orphaned',
  };
}

function addItemsOf({ path, items, tags, lineStarts }: FileFacts, all: TracedItem[]): void {
  for (const item of items) if (item.dialect === 'oft') all.push(new TracedSpecItem(path, all.length, item));
  const pathSum = tags.length > 0 ? crc32(path) : 0;
  let lastLine = 0;
  let ordinal = 0;
  for (const tag of tags) {
    if (tag.dialect !== 'oft') continue;
    const line = lineColumnAt(lineStarts, tag.tagSpan.start).line + 1;
    ordinal = line === lastLine ? ordinal + 1 : 0;
    lastLine = line;
    all.push(new TracedTag({ file: path, line, ordinal, pathSum }, all.length, tag));
  }
}

function linkUp(from: TracedItem, reference: Reference, revisions: Revisions, badLinks: OftLink[]): void {
  const { toKey, revision = 0 } = reference;
  const same = revisions.withId(toKey, revision);
  const [first] = same;
  if (!first) {
    for (const link of misses(from, reference, revisions.withKey(toKey))) addLink(link, badLinks);
  } else if (!isNeeded(first, from.type)) addLink(new TracedLink(from, reference, 'unwanted', [first]), badLinks);
  else addLink(new TracedLink(from, reference, same.length > 1 ? 'ambiguous' : 'covers', same), badLinks);
}

/** The links of a reference to a revision that is not on record; between two that are it is both outdated and predated. */
function misses(from: TracedItem, reference: Reference, others: readonly TracedItem[]): readonly TracedLink[] {
  const { revision = 0 } = reference;
  if (others.length === 0) return [new TracedLink(from, reference, 'orphaned', [])];
  const newer = others.filter((other) => other.revision > revision);
  const older = others.filter((other) => other.revision < revision);
  return [
    ...(newer.length > 0 ? [new TracedLink(from, reference, 'outdated', newer)] : []),
    ...(older.length > 0 ? [new TracedLink(from, reference, 'predated', older)] : []),
  ];
}

function isNeeded({ needs }: TracedItem, type: string): boolean {
  for (const { text } of needs) if (text === type) return true;
  return false;
}

function addLink(link: TracedLink, badLinks: OftLink[]): void {
  link.from.addOutgoing(link);
  if (link.status !== 'covers') badLinks.push(link);
  for (const item of givesCoverageTo(link)) item.addIncoming(link);
}

/** Notes which needed types nothing covers, and nothing approved. */
function findMissing(item: TracedItem): void {
  const covering = new Set<string>();
  const approved = new Set<string>();
  for (const { status, from } of item.incoming) {
    if (status !== 'covers') continue;
    covering.add(from.type);
    if (from.status === 'approved') approved.add(from.type);
  }
  item.missing = without(item.needs, covering);
  item.missingApproved = without(item.needs, approved);
}

/** Needs of other types than the given ones, each type once. */
function without(needs: readonly SpannedText[], types: Set<string>): readonly SpannedText[] {
  const missing: SpannedText[] = [];
  for (const need of needs) {
    if (types.has(need.text)) continue;
    types.add(need.text);
    missing.push(need);
  }
  return missing;
}

function isDefect({ duplicates, status, outgoing, incoming, deep }: TracedItem): boolean {
  if (duplicates > 0) return true;
  if (status === 'rejected') return false;
  return deep !== 'covered' || outgoing.some(isBad) || incoming.some(isBad);
}

function isBad({ status }: OftLink): boolean {
  return status !== 'covers';
}

function summaryOf(items: readonly OftItem[]): OftSummary {
  const types = new Map<string, number>();
  const counts = { tags: 0, links: 0, defects: 0 };
  for (const { type, tag, outgoing, defect } of items) {
    types.set(type, (types.get(type) ?? 0) + 1);
    if (tag) counts.tags++;
    for (const { status } of outgoing) if (status === 'covers') counts.links++;
    if (defect) counts.defects++;
  }
  return {
    items: items.length,
    specificationItems: items.length - counts.tags,
    ...counts,
    types: Object.fromEntries([...types].sort(([a], [b]) => compareText(a, b))),
  };
}
