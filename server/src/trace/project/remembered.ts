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

/** The answer to the last question. Whoever looks at an item asks the same of it again and again. */
export class LastAnswer<K, V> {
  readonly #work: (key: K) => V;
  #last: { readonly key: K; readonly value: V } | undefined;

  constructor(work: (key: K) => V) {
    this.#work = work;
  }

  of(key: K): V {
    if (!this.#last || this.#last.key !== key) this.#last = { key, value: this.#work(key) };
    return this.#last.value;
  }

  forget(): void {
    this.#last = undefined;
  }
}
