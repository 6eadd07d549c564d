import { compareIds } from '../../model/compare.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { FilePath } from '../../model/span.ts';
import { type Item, incomingLinks, type Snapshot, sources, targets } from '../../trace/snapshot.ts';

/** How near an item is to a file, nearest first. */
const NEARNESS = { usedHere: 0, sameSoftwareItem: 1, open: 2, other: 3 } as const;

/** Keys of items that are likely meant in a file, with how near they are. Not all of them need be defined. */
export type NearKeys = ReadonlyMap<ItemKey, number>;

/** What a file names already, and the items that are allocated to the same software item. */
export function nearKeys(snapshot: Snapshot, file: FilePath): NearKeys {
  const near = new Map<ItemKey, number>();
  for (const { key } of allocatedWith(snapshot, file)) near.set(key, NEARNESS.sameSoftwareItem);
  for (const key of namedIn(snapshot, file)) near.set(key, NEARNESS.usedHere);
  return near;
}

/** Sorts items so that the near ones come first, then those that are not implemented yet, each by ID. */
export function byRelevance(snapshot: Snapshot, near: NearKeys, items: readonly Item[]): readonly Item[] {
  const rank = (item: Item): number => near.get(item.key) ?? (isOpen(snapshot, item) ? NEARNESS.open : NEARNESS.other);
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank || compareIds(a.item.id, b.item.id))
    .map(({ item }) => item);
}

/** Keys alone: a file may name thousands of items, and few of them fit what is typed. */
function* namedIn(snapshot: Pick<Snapshot, 'files'>, file: FilePath): Generator<ItemKey> {
  const facts = snapshot.files.get(file);
  for (const { keyword, targetKey } of facts?.tags ?? []) if (keyword !== 'class') yield targetKey;
  for (const { links } of facts?.items ?? []) for (const { toKey } of links) yield toKey;
}

/** Requirements of the software item (or unit record) that the file belongs to, and the risk controls behind them. */
function allocatedWith(snapshot: Snapshot, file: FilePath): ReadonlySet<Item> {
  const owners = new Set([...(snapshot.records.get(file) ?? []), ...(snapshot.softwareItems.get(file) ?? [])]);
  const found = new Set<Item>(owners);
  for (const owner of owners) {
    for (const kind of ['satisfies', 'implements'] as const) for (const to of targets(owner, kind)) found.add(to);
    for (const part of sources(snapshot, owner, 'partOf')) found.add(part);
  }
  for (const item of found) for (const to of targets(item, 'implements')) if (to.type === 'RC') found.add(to);
  return found;
}

/** Items that keys lead to, as far as they are defined. */
export function definedAmong(snapshot: Pick<Snapshot, 'byKey'>, keys: Iterable<ItemKey>): readonly Item[] {
  return [...keys].flatMap((key) => snapshot.byKey.get(key) ?? []);
}

/** A requirement that no code names and no unit implements: probably the one that somebody is working on. */
function isOpen(snapshot: Snapshot, item: Item): boolean {
  if (item.type !== 'SRS' || snapshot.isTagged(item.key)) return false;
  return incomingLinks(snapshot, item, 'implements').every(({ from }) => from.type !== 'UNIT');
}
