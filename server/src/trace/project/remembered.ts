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

/** Answers to the last questions: whoever looks at something asks the same again and again. */
export class LastAnswers<K, V> {
  readonly #most: number;
  readonly #work: (key: K) => V;
  #answers = new Map<K, V>();

  /** Keeps at most so many answers. */
  constructor(most: number, work: (key: K) => V) {
    this.#most = most;
    this.#work = work;
  }

  of(key: K): V {
    const known = this.known(key);
    if (known !== undefined) return known;
    const value = this.#work(key);
    if (this.#answers.size >= this.#most) this.#answers = new Map();
    this.#answers.set(key, value);
    return value;
  }

  /** An answer that was given and is kept. */
  known(key: K): V | undefined {
    return this.#answers.get(key);
  }

  forget(): void {
    this.#answers = new Map();
  }
}
