import { itemKeyOf } from '../model/itemId.ts';
import type { Item } from '../trace/item.ts';
import { lettersIn } from '../trace/letters.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { holdsInOrder } from './holdsInOrder.ts';

/**
 * Items whose ID or title fits what somebody has typed, the best first and at most `limit`: the ID itself in any
 * spelling, IDs that begin with it, texts that hold it, texts that hold all of its words, and texts that hold its
 * letters in their order. Without a query the first items of the project.
 */
export function symbolsMatching(snapshot: Snapshot, query: string, limit: number): readonly Item[] {
  const wanted = query.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const letters = wanted.replace(/\s+/g, '');
  const found = new Set<Item>();
  const named = snapshot.byKey.get(itemKeyOf(query.trim()));
  if (named) found.add(named);
  const needed = lettersIn(letters);
  const passes: readonly ((text: string) => boolean)[] = [
    (text) => text.startsWith(wanted),
    (text) => text.includes(wanted),
    (text) => words.every((word) => text.includes(word)),
    (text) => holdsInOrder(text, letters),
  ];
  for (const matches of passes) {
    if (found.size >= limit) break;
    // What an earlier pass has found is found again, so it must not use up the limit.
    for (const item of snapshot.search(undefined, { letters: needed, matches }, limit)) {
      if (found.size >= limit) break;
      found.add(item);
    }
  }
  return [...found];
}
