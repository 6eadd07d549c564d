import { compareIds } from '../../model/compare.ts';
import type { FilePath } from '../../model/span.ts';
import { type Item, incomingLinks, type Snapshot } from '../../trace/snapshot.ts';

/** How near an item is to a file, nearest first. */
const NEARNESS = { usedHere: 0, sameSoftwareItem: 1, open: 2, other: 3 } as const;

/** Items that are likely meant in a file, with how near they are. */
export type NearItems = ReadonlyMap<Item, number>;

/** Items that a file names already, and those that are allocated to the same software item. */
export function nearItems(snapshot: Snapshot, file: FilePath): NearItems {
  const near = new Map<Item, number>();
  for (const item of allocatedWith(snapshot, file)) near.set(item, NEARNESS.sameSoftwareItem);
  for (const item of usedIn(snapshot, file)) near.set(item, NEARNESS.usedHere);
  return near;
}

/** Sorts items so that the near ones come first, then those that are not implemented yet, each by ID. */
export function byRelevance(snapshot: Snapshot, near: NearItems, items: readonly Item[]): readonly Item[] {
  const rank = (item: Item): number => near.get(item) ?? (isOpen(snapshot, item) ? NEARNESS.open : NEARNESS.other);
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank || compareIds(a.item.id, b.item.id))
    .map(({ item }) => item);
}

function usedIn(snapshot: Snapshot, file: FilePath): ReadonlySet<Item> {
  const tags = (snapshot.tagsByFile.get(file) ?? []).flatMap(({ target }) => target ?? []);
  const links = (snapshot.itemsByFile.get(file) ?? []).flatMap((item) => item.links.flatMap(({ to }) => to ?? []));
  return new Set([...tags, ...links]);
}

/** Requirements of the software item (or unit record) that the file belongs to, and the risk controls behind them. */
function allocatedWith(snapshot: Snapshot, file: FilePath): ReadonlySet<Item> {
  const owners = new Set([...(snapshot.records.get(file) ?? []), ...(snapshot.softwareItems.get(file) ?? [])]);
  const found = new Set<Item>(owners);
  for (const owner of owners) {
    for (const { kind, to } of owner.links) if (to && (kind === 'satisfies' || kind === 'implements')) found.add(to);
    for (const { kind, from } of incomingLinks(snapshot, owner)) if (kind === 'partOf') found.add(from);
  }
  for (const item of found)
    for (const { kind, to } of item.links) if (to?.type === 'RC' && kind === 'implements') found.add(to);
  return found;
}

/** A requirement that no code names and no unit implements: probably the one that somebody is working on. */
function isOpen(snapshot: Snapshot, item: Item): boolean {
  if (item.type !== 'SRS' || snapshot.isTagged(item.key)) return false;
  return incomingLinks(snapshot, item, 'implements').every(({ from }) => from.type !== 'UNIT');
}
