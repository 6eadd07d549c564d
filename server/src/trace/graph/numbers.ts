/** So many numbers are made room for at a time. */
const BITS = 10;
const PAGE = 1 << BITS;
const MASK = PAGE - 1;

/**
 * A list of 32-bit integers that grows, four bytes for each. It grows by pages, so that growing copies nothing and what was
 * never set takes no room.
 */
export class Numbers {
  readonly #pages: (Int32Array | undefined)[] = [];
  #length = 0;

  /** Behind the highest index that was set. */
  get length(): number {
    return this.#length;
  }

  /** What was never set reads as 0. */
  get(index: number): number {
    return this.#pages[index >> BITS]?.[index & MASK] ?? 0;
  }

  set(index: number, value: number): void {
    const page = this.#pages[index >> BITS] ?? this.#newPage(index >> BITS);
    page[index & MASK] = value;
    if (index >= this.#length) this.#length = index + 1;
  }

  #newPage(at: number): Int32Array {
    while (this.#pages.length < at) this.#pages.push(undefined);
    const page = new Int32Array(PAGE);
    this.#pages[at] = page;
    return page;
  }
}
