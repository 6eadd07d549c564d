import { type Item, targets } from '../trace/item.ts';
import { type Snapshot, sources } from '../trace/snapshot.ts';

/** What an item is part of, directly or by steps, the item itself first; a circle of parents ends where it closes. */
export function wholesOf(item: Item): ReadonlySet<Item> {
  const found = new Set([item]);
  for (const each of found) for (const whole of targets(each, 'partOf')) found.add(whole);
  return found;
}

/** Software items, units and SOUP that are directly part of an item. */
export function partsOf(snapshot: Snapshot, item: Item): readonly Item[] {
  return sources(snapshot, item, 'partOf');
}
