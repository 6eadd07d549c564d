/** So many entries may be others than in the map below before there is a new one. */
const MOST_PATCHED = 64;

/** Values by their keys, in no order. Immutable; another version takes room for those that are others only. */
export class PatchedMap<K, V extends object> {
  readonly #base: ReadonlyMap<K, V>;
  /** What is other than in the base; undefined for what is not there any more. */
  readonly #patch: ReadonlyMap<K, V | undefined>;
  readonly size: number;

  private constructor(base: ReadonlyMap<K, V>, patch: ReadonlyMap<K, V | undefined>, size: number) {
    this.#base = base;
    this.#patch = patch;
    this.size = size;
  }

  /** The map with the same values as another one, which must not change any more. */
  static of<K, V extends object>(values: ReadonlyMap<K, V>): PatchedMap<K, V> {
    return new PatchedMap(values, new Map(), values.size);
  }

  get(key: K): V | undefined {
    return this.#patch.has(key) ? this.#patch.get(key) : this.#base.get(key);
  }

  has(key: K): boolean {
    return this.get(key) !== undefined;
  }

  /** The same with other values for some keys, undefined for those that are to have none. */
  with(changes: ReadonlyMap<K, V | undefined>): PatchedMap<K, V> {
    let size = this.size;
    const patch = new Map(this.#patch);
    for (const [key, value] of changes) {
      size += Number(value !== undefined) - Number(this.has(key));
      patch.set(key, value);
    }
    const patched = new PatchedMap(this.#base, patch, size);
    return patch.size > MOST_PATCHED ? PatchedMap.of(new Map(patched)) : patched;
  }

  *keys(): Generator<K> {
    for (const [key] of this) yield key;
  }

  *values(): Generator<V> {
    for (const [, value] of this) yield value;
  }

  *[Symbol.iterator](): Generator<readonly [K, V]> {
    for (const [key, value] of this.#base) if (!this.#patch.has(key)) yield [key, value];
    for (const [key, value] of this.#patch) if (value !== undefined) yield [key, value];
  }

  /** Keys whose values are others than in another version. */
  *changedSince(before: PatchedMap<K, V>): Generator<K> {
    const isOther = (key: K): boolean => this.get(key) !== before.get(key);
    if (before.#base === this.#base) {
      for (const key of new Set([...before.#patch.keys(), ...this.#patch.keys()])) if (isOther(key)) yield key;
      return;
    }
    for (const key of before.keys()) if (!this.has(key)) yield key;
    for (const key of this.keys()) if (isOther(key)) yield key;
  }
}
