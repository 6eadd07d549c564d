import { compareIds } from '../../model/compare.ts';
import type { FileFacts } from '../../model/facts.ts';
import { type ItemKey, itemKeyOf } from '../../model/itemId.ts';
import type { FilePath } from '../../model/span.ts';
import { type Item, targets } from '../../trace/item.ts';
import { namesItem } from '../../trace/project/codeViews.ts';
import { incomingLinks, type Snapshot, sources } from '../../trace/snapshot.ts';

/** How near an item is to what is typed in a file, nearest first. */
const NEARNESS = { typed: 0, usedHere: 1, sameSoftwareItem: 2, open: 3, other: 4 } as const;

/** Keys of items that are likely meant in a file. Keys alone: a file may name thousands of items, and few fit what is typed. */
export interface NearKeys {
  /** What the typed text would be the key of. */
  readonly typed: ItemKey;
  /** What the file names already, defined or not. */
  readonly named: ReadonlySet<ItemKey>;
  /** Items that are allocated to the same software item. */
  readonly allocated: ReadonlySet<ItemKey>;
}

/** What is likely meant where somebody has typed something in a file. */
export function nearKeys(snapshot: Snapshot, file: FilePath, typed = ''): NearKeys {
  const facts = snapshot.files.get(file);
  return {
    typed: itemKeyOf(typed),
    named: facts ? namedIn(facts) : new Set(),
    allocated: new Set(Array.from(allocatedWith(snapshot, file), ({ key }) => key)),
  };
}

/** Sorts items so that the near ones come first, then those that are not implemented yet, each by ID. */
export function byRelevance(snapshot: Snapshot, near: NearKeys, items: readonly Item[]): readonly Item[] {
  const rank = (item: Item): number => {
    if (item.key === near.typed) return NEARNESS.typed;
    if (near.named.has(item.key)) return NEARNESS.usedHere;
    if (near.allocated.has(item.key)) return NEARNESS.sameSoftwareItem;
    return isOpen(snapshot, item) ? NEARNESS.open : NEARNESS.other;
  };
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank || compareIds(a.item.id, b.item.id))
    .map(({ item }) => item);
}

const named = new WeakMap<FileFacts, ReadonlySet<ItemKey>>();

/** What the tags and links of a file name. It is asked with every key while somebody types elsewhere. */
function namedIn(facts: FileFacts): ReadonlySet<ItemKey> {
  let keys = named.get(facts);
  if (!keys) {
    const found = new Set<ItemKey>();
    for (const tag of facts.tags) if (namesItem(tag)) found.add(tag.targetKey);
    for (const { links } of facts.items) for (const { toKey } of links) found.add(toKey);
    named.set(facts, found);
    keys = found;
  }
  return keys;
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
export function isOpen(snapshot: Snapshot, item: Item): boolean {
  if (item.type !== 'SRS' || snapshot.isTagged(item.key)) return false;
  return incomingLinks(snapshot, item, 'implements').every(({ from }) => from.type !== 'UNIT');
}
