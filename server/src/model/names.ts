import { compareText } from './compare.ts';
import { ownText } from './ownText.ts';
import type { FilePath } from './span.ts';

/** No ID starts with it. */
const FILE = '\0file ';

/** So many slots there are at first. Their number is a power of two. */
const FEW_SLOTS = 1024;

/** Marks a slot that leads to no name. */
const FREE = 0;

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
  #hashes = new Int32Array(FEW_SLOTS / 2);
  /** Numbers of names, each one higher, or {@link FREE}. At most half of the slots are taken. */
  #slots = new Int32Array(FEW_SLOTS);
  #taken = 0;
  /** Asked very often, so that no name is put together for it. */
  readonly #files = new Map<FilePath, number>();
  /** Who asks for a name mostly asks for the same one again. */
  #lastName: string | undefined;
  #lastNumber = 0;

  /** The number of a name; a new one gets the next. */
  numberOf(name: string): number {
    if (this.#lastName !== name) {
      this.#lastNumber = this.#numberOf(name);
      this.#lastName = name;
    }
    return this.#lastNumber;
  }

  /** The number of a name that has one; undefined for any other, which gets none. */
  find(name: string): number | undefined {
    const taken = this.#slots[this.#slotOf(name, hashOf(name))] ?? FREE;
    return taken === FREE ? undefined : taken - 1;
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

  #numberOf(name: string): number {
    const hash = hashOf(name);
    const slot = this.#slotOf(name, hash);
    const taken = this.#slots[slot] ?? FREE;
    if (taken !== FREE) return taken - 1;
    const number = this.#names.push(ownText(name)) - 1;
    if (number >= this.#hashes.length) this.#hashes = copied(this.#hashes, 2 * number);
    this.#hashes[number] = hash;
    this.#slots[slot] = number + 1;
    this.#taken++;
    if (2 * this.#taken > this.#slots.length) this.#spread();
    return number;
  }

  /** The slot that leads to a name, or the free one where it is to stand. */
  #slotOf(name: string, hash: number): number {
    const last = this.#slots.length - 1;
    let slot = hash & last;
    for (let taken = this.#slots[slot] ?? FREE; taken !== FREE; taken = this.#slots[slot] ?? FREE) {
      if (this.#hashes[taken - 1] === hash && this.#names[taken - 1] === name) break;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  /** Doubles the slots. */
  #spread(): void {
    const slots = new Int32Array(2 * this.#slots.length);
    const last = slots.length - 1;
    for (const taken of this.#slots) {
      if (taken === FREE) continue;
      let slot = (this.#hashes[taken - 1] ?? 0) & last;
      while (slots[slot] !== FREE) slot = (slot + 1) & last;
      slots[slot] = taken;
    }
    this.#slots = slots;
  }
}

function copied(numbers: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(length);
  copy.set(numbers);
  return copy;
}

/** Spreads the last bits as well as the others: names mostly differ in their last few characters. */
function hashOf(name: string): number {
  let hash = name.length;
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 12);
}
