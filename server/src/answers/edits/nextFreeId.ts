import { itemKeyOf, parseId } from '../../model/itemId.ts';
import type { Item, Snapshot } from '../../trace/snapshot.ts';

/** An ID that is free, and the record with the highest number so far, which it is modelled on. */
export interface FreeId {
  readonly id: string;
  readonly last: Item;
}

/**
 * The next ID of a type that nobody defines or names: the prefix that most records of the type have, the highest number
 * plus one, with as many digits. Undefined where the project has no record of the type to go by.
 */
export function nextFreeId(snapshot: Snapshot, type: string): FreeId | undefined {
  const byPrefix = new Map<string, { count: number; last: Item; number: number }>();
  for (const item of snapshot.itemsByType.get(type) ?? []) {
    const parts = parseId(item.id);
    if (!parts || !/^\d{1,9}$/.test(parts.number)) continue;
    const prefix = item.id.slice(0, item.id.length - parts.number.length - parts.suffix.length);
    const number = Number(parts.number);
    const known = byPrefix.get(prefix);
    if (!known) byPrefix.set(prefix, { count: 1, last: item, number });
    else {
      known.count++;
      if (number > known.number) Object.assign(known, { last: item, number });
    }
  }
  const [best] = [...byPrefix].sort(([a, { count: many }], [b, { count: more }]) => more - many || (a < b ? -1 : 1));
  if (!best) return undefined;
  const [prefix, { last, number }] = best;
  const digits = parseId(last.id)?.number.length ?? 1;
  for (let next = number + 1; ; next++) {
    const id = `${prefix}${String(next).padStart(digits, '0')}`;
    if (isFree(snapshot, id)) return { id, last };
  }
}

/** True for an ID that nobody defines, and that no link or tag names. */
export function isFree(snapshot: Snapshot, id: string): boolean {
  const key = itemKeyOf(id);
  return !snapshot.byKey.get(key) && (snapshot.mentions.get(key) ?? []).length === 0 && !snapshot.isTagged(key);
}
