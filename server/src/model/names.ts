import { compareText } from './compare.ts';
import { ownText } from './ownText.ts';
import type { FilePath } from './span.ts';

/** No ID starts with it. */
const FILE = '\0file ';

/** So many slots there are at first. Their number is a power of two. */
const FEW_SLOTS = 1024;

/** Marks a slot that leads to no name. */
const FREE = 0;

/** Numbers of a slot: that of a name, one higher, or {@link FREE}, and its hash. */
const OF_SLOT = 2;

/**
 * Numbers for the names of one project, dense from 0, in order of first use. A name keeps its number for as long as the
 * table lives, and stands in memory once however many files it is found in. Files have numbers of their own among the
 * names, whatever their paths look like.
 *
 * A large project has names by the hundred thousand, so where they are found is kept beside the heap: a name is looked for
 * from the slot of its hash on.
 */
export class Names {
  readonly #names: string[] = [];
  /** Two thirds of the slots are taken at most. Each stands in one place, since memory is far away. */
  #slots = new Int32Array(OF_SLOT * FEW_SLOTS);
  #taken = 0;
  /** Asked very often, so that no name is put together for it. */
  readonly #files = new Map<FilePath, number>();
  /** Who asks for a name mostly asks for the same one again. */
  #lastName: string | undefined;
  #lastNumber = 0;

  /** The number of a name; a new one gets the next. */
  numberOf(name: string): number {
    return this.#numberOf(name, ownText);
  }

  /** The same for a name that stands in memory of its own. */
  numberOfOwn(name: string): number {
    return this.#numberOf(name, asItIs);
  }

  /** The numbers of what another table names, by the numbers there: -1 for what has none here. Files are not looked for. */
  findAll(others: Names): Int32Array {
    const found = new Int32Array(others.count).fill(-1);
    for (let from = 0; from < others.#slots.length; from += OF_SLOT) {
      const other = (others.#slots[from] ?? FREE) - 1;
      const name = others.#names[other];
      if (name !== undefined)
        found[other] = (this.#slots[this.#slotOf(name, others.#slots[from + 1] ?? 0)] ?? FREE) - 1;
    }
    return found;
  }

  /** How many numbers there are. */
  get count(): number {
    return this.#names.length;
  }

  /** The number of a file. */
  numberOfFile(path: FilePath): number {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const number = this.#names.push(FILE + path) - 1;
    this.#files.set(path, number);
    return number;
  }

  /** The file that has a number; undefined when it is no file's. */
  fileOf(number: number): FilePath | undefined {
    const name = this.#names[number];
    return name?.startsWith(FILE) ? name.slice(FILE.length) : undefined;
  }

  /** The name that has a number. */
  nameOf(number: number): string | undefined {
    return this.#names[number];
  }

  /** Orders numbers as the names that they stand for, or the paths of files. */
  readonly compare = (a: number, b: number): number => compareText(this.#names[a] ?? '', this.#names[b] ?? '');

  #numberOf(name: string, owned: (name: string) => string): number {
    if (this.#lastName !== name) {
      const hash = hashOf(name);
      const slot = this.#slotOf(name, hash);
      const taken = this.#slots[slot] ?? FREE;
      this.#lastNumber = taken === FREE ? this.#add(owned(name), hash, slot) : taken - 1;
      this.#lastName = name;
    }
    return this.#lastNumber;
  }

  #add(name: string, hash: number, slot: number): number {
    const number = this.#names.push(name) - 1;
    this.#slots[slot] = number + 1;
    this.#slots[slot + 1] = hash;
    this.#taken++;
    if (3 * OF_SLOT * this.#taken > 2 * this.#slots.length) this.#spread();
    return number;
  }

  /** The slot that leads to a name, or the free one where it is to stand. */
  #slotOf(name: string, hash: number): number {
    const slots = this.#slots;
    let slot = firstSlot(hash, slots);
    for (let taken = slots[slot] ?? FREE; taken !== FREE; taken = slots[slot] ?? FREE) {
      if (slots[slot + 1] === hash && this.#names[taken - 1] === name) break;
      slot = nextSlot(slot, slots);
    }
    return slot;
  }

  /** Doubles the slots. */
  #spread(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    for (let from = 0; from < this.#slots.length; from += OF_SLOT) {
      const taken = this.#slots[from] ?? FREE;
      if (taken === FREE) continue;
      const hash = this.#slots[from + 1] ?? 0;
      let slot = firstSlot(hash, slots);
      while (slots[slot] !== FREE) slot = nextSlot(slot, slots);
      slots[slot] = taken;
      slots[slot + 1] = hash;
    }
    this.#slots = slots;
  }
}

/** Where a name is looked for first. */
function firstSlot(hash: number, slots: Int32Array): number {
  return Math.imul(OF_SLOT, hash) & (slots.length - OF_SLOT);
}

function nextSlot(slot: number, slots: Int32Array): number {
  return (slot + OF_SLOT) & (slots.length - OF_SLOT);
}

function asItIs(name: string): string {
  return name;
}

/** Spreads the last bits as well as the others: names mostly differ in their last few characters. */
function hashOf(name: string): number {
  let hash = name.length;
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}
