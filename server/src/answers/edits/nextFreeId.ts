import { type ItemKey, itemKeyOf, parseId } from '../../model/itemId.ts';
import type { Item } from '../../trace/item.ts';
import type { Snapshot } from '../../trace/snapshot.ts';

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
  const keys = snapshot.definedKeys.get(type) ?? [];
  const highest = known.get(keys) ?? highestOf(keys);
  known.set(keys, highest);
  const last = highest && snapshot.byKey.get(highest.key);
  const number = last && parseId(last.id)?.number;
  if (!highest || !last || number === undefined) return undefined;
  const prefix = last.id.slice(0, last.id.length - number.length);
  for (let next = highest.number + 1; ; next++) {
    const id = `${prefix}${String(next).padStart(number.length, '0')}`;
    if (isFree(snapshot, id)) return { id, last };
  }
}

interface Highest {
  readonly key: ItemKey;
  readonly number: number;
}

/** Kept as long as no ID of the type comes or goes: it is asked for with every key of a heading. */
const known = new WeakMap<readonly ItemKey[], Highest | undefined>();

/** The highest plain number behind the prefix that most keys have. */
function highestOf(keys: readonly ItemKey[]): Highest | undefined {
  const byPrefix = new Map<string, { count: number; key: ItemKey; number: number }>();
  for (const key of keys) {
    const parts = parseId(key);
    if (parts?.suffix !== '' || !/^\d{1,9}$/.test(parts.number)) continue;
    const number = Number(parts.number);
    const group = byPrefix.get(parts.prefix);
    if (!group) byPrefix.set(parts.prefix, { count: 1, key, number });
    else {
      group.count++;
      if (number > group.number) Object.assign(group, { key, number });
    }
  }
  const [best] = [...byPrefix].sort(([a, { count: many }], [b, { count: more }]) => more - many || (a < b ? -1 : 1));
  return best?.[1];
}

/** True for an ID that nobody defines, and that no link or tag names. */
function isFree(snapshot: Snapshot, id: string): boolean {
  const key = itemKeyOf(id);
  return !snapshot.byKey.get(key) && (snapshot.mentions.get(key) ?? []).length === 0 && !snapshot.isTagged(key);
}
