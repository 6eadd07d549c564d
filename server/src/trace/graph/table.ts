const BITS = 8;
const CHUNK = 1 << BITS;
const MASK = CHUNK - 1;

type Chunk<V> = readonly (V | undefined)[];

/** Values by small number. A table never changes; an edited copy shares all chunks that the edit did not touch. */
export class Table<V> {
  readonly #chunks: readonly (Chunk<V> | undefined)[];

  constructor(chunks: readonly (Chunk<V> | undefined)[] = []) {
    this.#chunks = chunks;
  }

  get(number: number): V | undefined {
    return this.#chunks[number >> BITS]?.[number & MASK];
  }

  /** Starts a copy to be edited. */
  edit(): TableEdit<V> {
    return new TableEdit(this.#chunks);
  }
}

/** A copy of a table that is being edited: seen by nobody else until it is {@link TableEdit.done}. */
export class TableEdit<V> {
  readonly #chunks: (Chunk<V> | undefined)[];
  readonly #own = new Map<number, (V | undefined)[]>();

  constructor(chunks: readonly (Chunk<V> | undefined)[]) {
    this.#chunks = [...chunks];
  }

  get(number: number): V | undefined {
    return this.#chunks[number >> BITS]?.[number & MASK];
  }

  set(number: number, value: V | undefined): void {
    const at = number >> BITS;
    let chunk = this.#own.get(at);
    if (!chunk) {
      chunk = this.#chunks[at]?.slice() ?? new Array<V | undefined>(CHUNK).fill(undefined);
      this.#own.set(at, chunk);
      while (this.#chunks.length <= at) this.#chunks.push(undefined);
      this.#chunks[at] = chunk;
    }
    chunk[number & MASK] = value;
  }

  /** The edited table. The edit must not be used any more. */
  done(): Table<V> {
    this.#own.clear();
    return new Table(this.#chunks);
  }
}
