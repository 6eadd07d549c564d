import { append } from '../../model/groups.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { TracedItem } from './tracedItem.ts';

const NONE: readonly TracedItem[] = [];

/** Items by their ID without revision, and by their whole ID. */
export class Revisions {
  readonly #byKey = new Map<ItemKey, TracedItem[]>();
  /** By whole ID, for keys that have several items: nearly all have one. */
  readonly #exact = new Map<string, TracedItem[]>();

  /** Says of each item how many others have the same whole ID. */
  constructor(items: readonly TracedItem[]) {
    for (const item of items) append(this.#byKey, item.key, item);
    for (const [key, all] of this.#byKey) {
      if (all.length === 1) continue;
      for (const item of all) append(this.#exact, wholeId(key, item.revision), item);
    }
    for (const same of this.#exact.values()) for (const item of same) item.duplicates = same.length - 1;
  }

  withId(key: ItemKey, revision: number): readonly TracedItem[] {
    const all = this.withKey(key);
    if (all.length > 1) return this.#exact.get(wholeId(key, revision)) ?? NONE;
    return all[0]?.revision === revision ? all : NONE;
  }

  withKey(key: ItemKey): readonly TracedItem[] {
    return this.#byKey.get(key) ?? NONE;
  }
}

function wholeId(key: ItemKey, revision: number): string {
  return `${key}~${revision}`;
}
