import { grown } from '../../model/grown.ts';

/** So many numbers are made room for at a time, but for the first ones. */
const BITS = 14;
const PAGE = 1 << BITS;
const MASK = PAGE - 1;

/** Room of a first page: of a small project nearly all lists are short, and there are dozens of them. */
const FIRST = 256;

const NONE = new Int32Array();

/**
 * A list of 32-bit integers that grows, four bytes for each. It grows by pages, so that growing copies nothing but parts of the
 * first one, and what was never set takes no room.
 */
export class Numbers {
  readonly #pages: (Int32Array<ArrayBuffer> | undefined)[] = [];
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
    let page: Int32Array<ArrayBuffer> | undefined = this.#pages[index >> BITS];
    if (page === undefined || (index & MASK) >= page.length) page = this.#roomFor(index);
    page[index & MASK] = value;
    if (index >= this.#length) this.#length = index + 1;
  }

  #roomFor(index: number): Int32Array<ArrayBuffer> {
    const at = index >> BITS;
    while (this.#pages.length < at) this.#pages.push(undefined);
    const page = at > 0 ? new Int32Array(PAGE) : grown(this.#pages[0] ?? NONE, Math.max(FIRST, index + 1));
    this.#pages[at] = page;
    return page;
  }
}
