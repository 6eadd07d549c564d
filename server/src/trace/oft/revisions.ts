import type { ItemRows } from './itemRows.ts';

/** Stands for no item. */
export const NO_ITEM = -1;

/** Items by their ID without revision, and by their whole ID. */
export class Revisions {
  readonly #rows: ItemRows;
  /** The first item of each key, and the next one of the same key for each item. */
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  /** For items that share their whole ID with others: with how many. */
  readonly #duplicates = new Map<number, number>();

  constructor(rows: ItemRows) {
    this.#rows = rows;
    this.#first = new Int32Array(rows.keyCount).fill(NO_ITEM);
    this.#next = new Int32Array(rows.count).fill(NO_ITEM);
    for (let item = rows.count - 1; item >= 0; item--) {
      const key = rows.key(item);
      this.#next[item] = this.#first[key] ?? NO_ITEM;
      this.#first[key] = item;
    }
    for (let item = 0; item < rows.count; item++) {
      const isFirst = this.#first[rows.key(item)] === item;
      if (isFirst && this.#next[item] !== NO_ITEM) this.#noteDuplicates(this.withKey(rows.key(item)));
    }
  }

  /** The items that share their whole ID with others, in order. */
  get duplicated(): readonly number[] {
    return [...this.#duplicates.keys()].sort((a, b) => a - b);
  }

  /** How many others have the whole ID of an item. */
  duplicates(item: number): number {
    return this.#duplicates.get(item) ?? 0;
  }

  /** The first item that has a key and a revision, or {@link NO_ITEM}. */
  firstWithId(key: number, revision: number): number {
    let item = this.#first[key] ?? NO_ITEM;
    while (item !== NO_ITEM && this.#rows.revision(item) !== revision) item = this.#next[item] ?? NO_ITEM;
    return item;
  }

  withId(key: number, revision: number): readonly number[] {
    return this.withKey(key).filter((item) => this.#rows.revision(item) === revision);
  }

  withKey(key: number): readonly number[] {
    const found: number[] = [];
    for (let item = this.#first[key] ?? NO_ITEM; item !== NO_ITEM; item = this.#next[item] ?? NO_ITEM) found.push(item);
    return found;
  }

  #noteDuplicates(items: readonly number[]): void {
    const counts = new Map<number, number>();
    for (const item of items) {
      const revision = this.#rows.revision(item);
      counts.set(revision, (counts.get(revision) ?? 0) + 1);
    }
    for (const item of items) {
      const others = (counts.get(this.#rows.revision(item)) ?? 1) - 1;
      if (others > 0) this.#duplicates.set(item, others);
    }
  }
}
