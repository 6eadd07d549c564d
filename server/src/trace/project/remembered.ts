/** Values by key, each worked out the first time that somebody asks for it. */
export class Remembered<K, V> {
  readonly #values = new Map<K, V>();

  of(key: K, work: () => V): V {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const value = work();
    this.#values.set(key, value);
    return value;
  }
}
