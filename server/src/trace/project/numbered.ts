const BITS = 6;
const PAGE = 1 << BITS;
const MASK = PAGE - 1;

/** Values by small number, found without a search. Takes room for those numbers that are near one with a value. */
export class Numbered<V> {
  readonly #pages: ((V | undefined)[] | undefined)[] = [];
  #size = 0;

  /** How many values there are. */
  get size(): number {
    return this.#size;
  }

  get(number: number): V | undefined {
    return this.#pages[number >> BITS]?.[number & MASK];
  }

  /** Adds a value for a number that has none. */
  add(number: number, value: V): void {
    const at = number >> BITS;
    while (this.#pages.length <= at) this.#pages.push(undefined);
    const page = this.#pages[at] ?? new Array<V | undefined>(PAGE).fill(undefined);
    this.#pages[at] = page;
    page[number & MASK] = value;
    this.#size++;
  }
}
