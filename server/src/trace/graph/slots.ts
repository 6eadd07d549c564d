const BITS = 8;
const MASK = (1 << BITS) - 1;

/** Values by number in chunks: numbers may come in any order, and gaps cost little. */
export class Slots<V> {
  readonly #chunks: ((V | undefined)[] | undefined)[] = [];

  get(number: number): V | undefined {
    return this.#chunks[number >> BITS]?.[number & MASK];
  }

  set(number: number, value: V | undefined): void {
    const at = number >> BITS;
    while (this.#chunks.length <= at) this.#chunks.push(undefined);
    const chunk = this.#chunks[at] ?? new Array<V | undefined>(MASK + 1).fill(undefined);
    this.#chunks[at] = chunk;
    chunk[number & MASK] = value;
  }
}
