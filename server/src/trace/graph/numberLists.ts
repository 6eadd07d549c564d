import { merged } from './merged.ts';

const BITS = 8;
const CHUNK = 1 << BITS;
const MASK = CHUNK - 1;

/** Stands for a list of no number, and for one of several. */
const NONE = -1;
const SEVERAL = -2;

/** Lists of neighbouring numbers: nearly all have one entry or none. */
interface Chunk {
  /** The only entry of each list, {@link NONE} or {@link SEVERAL}. */
  readonly only: Int32Array;
  /** Lists of several numbers; undefined where there is none. */
  several: (readonly number[] | undefined)[] | undefined;
}

const EMPTY: readonly number[] = [];

/**
 * A list of distinct numbers for each small number, in an order that its user chooses. Lists never change; an edited copy
 * shares all chunks that the edit did not touch. A list of one entry takes four bytes.
 */
export class NumberLists {
  readonly #chunks: readonly (Chunk | undefined)[];

  constructor(chunks: readonly (Chunk | undefined)[] = []) {
    this.#chunks = chunks;
  }

  /** The list of a number. */
  get(number: number): readonly number[] {
    return listIn(this.#chunks[number >> BITS], number & MASK);
  }

  /** The first entry of the list of a number. */
  first(number: number): number | undefined {
    const chunk = this.#chunks[number >> BITS];
    const only = chunk?.only[number & MASK] ?? NONE;
    return only === SEVERAL ? chunk?.several?.[number & MASK]?.[0] : only === NONE ? undefined : only;
  }

  /** True when a number has no list. */
  isEmpty(number: number): boolean {
    return (this.#chunks[number >> BITS]?.only[number & MASK] ?? NONE) === NONE;
  }

  /** Starts a copy to be edited, whose lists are to be in some order. */
  edit(compare: (a: number, b: number) => number): NumberListsEdit {
    return new NumberListsEdit(this.#chunks, compare);
  }
}

/** A list of several numbers, or one that may become such, while it is edited. */
interface OpenList {
  readonly kept: readonly number[];
  readonly come: number[];
  /** Those in `come`, once they are many and somebody asks for one. */
  known: Set<number> | undefined;
  /** Out of `kept`. */
  gone: Set<number> | undefined;
}

/** A copy of lists that is being edited: seen by nobody else until it is {@link NumberListsEdit.done}. */
export class NumberListsEdit {
  readonly #chunks: (Chunk | undefined)[];
  readonly #compare: (a: number, b: number) => number;
  readonly #own = new Set<number>();
  readonly #open = new Map<number, OpenList>();

  constructor(chunks: readonly (Chunk | undefined)[], compare: (a: number, b: number) => number) {
    this.#chunks = [...chunks];
    this.#compare = compare;
  }

  /** The list of a number as it is by now, in whatever order. */
  get(number: number): readonly number[] {
    const open = this.#open.get(number);
    if (!open) return listIn(this.#chunks[number >> BITS], number & MASK);
    const { kept, come, gone } = open;
    return [...(gone ? kept.filter((entry) => !gone.has(entry)) : kept), ...come];
  }

  /** How many entries the list of a number has by now. */
  count(number: number): number {
    const only = this.#chunks[number >> BITS]?.only[number & MASK] ?? NONE;
    if (only !== SEVERAL) return only === NONE ? 0 : 1;
    const open = this.#open.get(number);
    return open ? sizeOf(open) : listIn(this.#chunks[number >> BITS], number & MASK).length;
  }

  /** True for an entry of the list of a number, however long that is: thousands of items may link to one. */
  has(number: number, entry: number): boolean {
    const chunk = this.#chunks[number >> BITS];
    const only = chunk?.only[number & MASK] ?? NONE;
    if (only !== SEVERAL) return only === entry;
    const open = this.#open.get(number);
    if (!open) return this.#stands(listIn(chunk, number & MASK), entry);
    return hasCome(open, entry) || (this.#stands(open.kept, entry) && !open.gone?.has(entry));
  }

  /** Adds an entry that is not in the list of a number. Gives true when it is the first one. */
  add(number: number, entry: number): boolean {
    const { only } = this.#chunkOf(number);
    if (only[number & MASK] === NONE) {
      only[number & MASK] = entry;
      return true;
    }
    const open = this.#opened(number);
    if (!open.gone?.delete(entry)) {
      open.come.push(entry);
      open.known?.add(entry);
    }
    return sizeOf(open) === 1;
  }

  /** Takes an entry out that has been in the list of a number since before the edit. Gives true when it was the last one. */
  remove(number: number, entry: number): boolean {
    const { only } = this.#chunkOf(number);
    if (only[number & MASK] === entry) {
      only[number & MASK] = NONE;
      return true;
    }
    const open = this.#opened(number);
    open.gone ??= new Set();
    open.gone.add(entry);
    return sizeOf(open) === 0;
  }

  /** The edited lists. The edit must not be used any more. */
  done(): NumberLists {
    for (const [number, open] of this.#open) {
      const chunk = this.#chunkOf(number);
      const list = this.#closed(open);
      chunk.only[number & MASK] = list.length > 1 ? SEVERAL : (list[0] ?? NONE);
      if (list.length > 1) chunk.several ??= new Array<readonly number[] | undefined>(CHUNK).fill(undefined);
      if (chunk.several) chunk.several[number & MASK] = list.length > 1 ? list : undefined;
    }
    return new NumberLists(this.#chunks);
  }

  #closed({ kept, come, gone }: OpenList): readonly number[] {
    const left = gone ? kept.filter((entry) => !gone.has(entry)) : kept;
    return come.length === 0 ? left : merged(left, come.sort(this.#compare), this.#compare);
  }

  /** True for an entry of a list that is in order. */
  #stands(list: readonly number[], entry: number): boolean {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const found = list[middle];
      if (found === undefined || found === entry) return found === entry;
      if (this.#compare(found, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return false;
  }

  #opened(number: number): OpenList {
    let open = this.#open.get(number);
    if (!open) {
      const chunk = this.#chunkOf(number);
      open = { kept: listIn(chunk, number & MASK), come: [], known: undefined, gone: undefined };
      chunk.only[number & MASK] = SEVERAL;
      this.#open.set(number, open);
    }
    return open;
  }

  #chunkOf(number: number): Chunk {
    const at = number >> BITS;
    const known = this.#chunks[at];
    if (known && this.#own.has(at)) return known;
    const own = known
      ? { only: known.only.slice(), several: known.several?.slice() }
      : { only: new Int32Array(CHUNK).fill(NONE), several: undefined };
    while (this.#chunks.length < at) this.#chunks.push(undefined);
    this.#chunks[at] = own;
    this.#own.add(at);
    return own;
  }
}

function listIn(chunk: Chunk | undefined, at: number): readonly number[] {
  const only = chunk?.only[at] ?? NONE;
  if (only === SEVERAL) return chunk?.several?.[at] ?? EMPTY;
  return only === NONE ? EMPTY : [only];
}

/** So many entries are looked through one by one. */
const FEW = 16;

function hasCome(open: OpenList, entry: number): boolean {
  if (open.come.length <= FEW) return open.come.includes(entry);
  open.known ??= new Set(open.come);
  return open.known.has(entry);
}

function sizeOf({ kept, come, gone }: OpenList): number {
  return kept.length + come.length - (gone?.size ?? 0);
}
