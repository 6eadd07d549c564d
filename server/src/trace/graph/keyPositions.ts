import { countWhile } from '../../model/countWhile.ts';

/** So many keys are looked through faster than put in order. */
const FEW = 32;

const NOWHERE = -1;

/** The keys of a row of facts, by their numbers, with ways to find the facts of a key. */
export class KeyPositions {
  /** The key of each fact. */
  readonly keys: Int32Array;
  #order: Uint32Array | undefined;

  constructor(keys: Int32Array) {
    this.keys = keys;
  }

  /** Positions of the facts of a key, in order. */
  of(key: number): readonly number[] {
    const { keys } = this;
    const found: number[] = [];
    if (keys.length <= FEW) {
      for (let index = 0; index < keys.length; index++) if (keys[index] === key) found.push(index);
      return found;
    }
    const order = this.#ordered;
    for (let at = this.#startOf(key); at < order.length; at++) {
      const index = order[at] ?? 0;
      if (keys[index] !== key) break;
      found.push(index);
    }
    return found;
  }

  /** The first position of a fact of a key; -1 where there is none. */
  first(key: number): number {
    const { keys } = this;
    if (keys.length <= FEW) return keys.indexOf(key);
    const at = this.#startOf(key);
    const index = this.#ordered[at];
    return index !== undefined && keys[index] === key ? index : NOWHERE;
  }

  has(key: number): boolean {
    return this.first(key) !== NOWHERE;
  }

  /** Positions in the order of their keys. */
  get #ordered(): Uint32Array {
    this.#order ??= orderOf(this.keys);
    return this.#order;
  }

  /** Where the facts of a key begin among {@link #ordered}, or would. */
  #startOf(key: number): number {
    const order = this.#ordered;
    const { keys } = this;
    return countWhile(order.length, (at) => (keys[order[at] ?? 0] ?? 0) < key);
  }

  /** True when another row has the same keys in the same order, and each of them once. */
  isSameRow({ keys }: KeyPositions): boolean {
    if (keys.length !== this.keys.length || this.distinct().length !== keys.length) return false;
    for (let index = 0; index < keys.length; index++) if (keys[index] !== this.keys[index]) return false;
    return true;
  }

  /** Each key once. */
  distinct(): Int32Array {
    return distinctOf(this.keys);
  }
}

/** Positions of keys in the order of the keys, equal ones in their own. */
function orderOf(keys: Int32Array): Uint32Array {
  // Sorting numbers without asking for their order takes a tenth of the time. Both parts together have less than 53 bits.
  const { length } = keys;
  const sorted = new Float64Array(length);
  for (let index = 0; index < length; index++) sorted[index] = (keys[index] ?? 0) * length + index;
  sorted.sort();
  const order = new Uint32Array(length);
  for (let at = 0; at < length; at++) order[at] = (sorted[at] ?? 0) % length;
  return order;
}

function distinctOf(keys: Int32Array): Int32Array {
  if (keys.length <= 1) return keys;
  const sorted = keys.slice().sort();
  let count = 1;
  for (let at = 1; at < sorted.length; at++) {
    const key = sorted[at] ?? 0;
    if (key !== sorted[at - 1]) sorted[count++] = key;
  }
  return count === keys.length ? keys : sorted.slice(0, count);
}
