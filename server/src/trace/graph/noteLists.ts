import { grown } from '../../model/grown.ts';
import type { Cell } from './cells.ts';

/**
 * Which cells each of a row of results was worked out from. Most results rest on one cell or on the same few as others, so
 * equal lists are kept once and a list of one cell stands in the place of a reference to it.
 */
export class NoteLists {
  /** For each result its only cell, or the complement of where its list starts. */
  readonly #entries: Int32Array;
  /** Lists one behind the other, each with its length in front. */
  readonly #lists: Int32Array;

  constructor(entries: Int32Array, lists: Int32Array) {
    this.#entries = entries;
    this.#lists = lists;
  }

  /** Positions of the results that rest on one of some cells, in order. */
  restingOn(cells: ReadonlySet<Cell>): readonly number[] {
    const starts = new Set<number>();
    for (let start = 0; start < this.#lists.length; start += 1 + (this.#lists[start] ?? 0)) {
      if (this.list(start).some((cell) => cells.has(cell))) starts.add(~start);
    }
    const found: number[] = [];
    this.#entries.forEach((entry, index) => {
      if (entry < 0 ? starts.has(entry) : cells.has(entry)) found.push(index);
    });
    return found;
  }

  /** Calls back for each cell that a result rests on, more than once for some. */
  forEachCell(tell: (cell: Cell) => void): void {
    for (const entry of this.#entries) if (entry >= 0) tell(entry);
    const lists = this.#lists;
    for (let start = 0, end = 0; start < lists.length; start = end) {
      end = start + 1 + (lists[start] ?? 0);
      for (let at = start + 1; at < end; at++) tell(lists[at] ?? 0);
    }
  }

  /** The only cell of a result, or the complement of where its list starts. */
  entry(index: number): number {
    return this.#entries[index] ?? NOTHING;
  }

  /** The list that starts somewhere, see {@link entry}. */
  list(start: number): Int32Array {
    return this.#lists.subarray(start + 1, start + 1 + (this.#lists[start] ?? 0));
  }
}

/** The entry of a result that rests on nothing: a list of no cells stands in front of all others. */
const NOTHING = ~0;

/** So much room there is at first. A power of two. */
const FEW = 16;

/** Gathers {@link NoteLists}. */
export class NoteListsBuilder {
  readonly #entries: Int32Array;
  /** A file may have a million lists that are all different. */
  #lists = new Int32Array(FEW);
  /** Behind the last list. */
  #end = 1;
  /** Where lists start, from the slot of their hash on; 0 in a slot that is free. At most half of them are taken. */
  #slots = new Int32Array(FEW);
  #taken = 0;
  /** New entries by those that are copied. All copies come from the same lists. */
  readonly #copied = new Map<number, number>();

  constructor(results: number) {
    this.#entries = new Int32Array(results).fill(NOTHING);
  }

  /** Says what a result was worked out from. */
  set(index: number, cells: ArrayLike<Cell>): void {
    const only = cells[0];
    if (only === undefined) return;
    this.#entries[index] = cells.length === 1 ? only : ~this.#startOf(cells);
  }

  /** Takes over what another result was worked out from. */
  copy(index: number, from: NoteLists, old: number): void {
    const entry = from.entry(old);
    if (entry >= 0 || entry === NOTHING) {
      this.#entries[index] = entry;
      return;
    }
    const known = this.#copied.get(entry) ?? ~this.#startOf(from.list(~entry));
    this.#copied.set(entry, known);
    this.#entries[index] = known;
  }

  done(): NoteLists {
    return new NoteLists(this.#entries, this.#lists.slice(0, this.#end));
  }

  #startOf(cells: ArrayLike<Cell>): number {
    let slot = this.#slotFrom(hashOf(cells), (start) => this.#isList(start, cells));
    const known = this.#slots[slot] ?? 0;
    if (known > 0) return known;
    if (2 * this.#taken >= this.#slots.length) {
      this.#spread();
      slot = this.#slotFrom(hashOf(cells), () => false);
    }
    const start = this.#end;
    this.#slots[slot] = start;
    this.#taken++;
    this.#end += 1 + cells.length;
    if (this.#end > this.#lists.length) this.#lists = grown(this.#lists, this.#end);
    this.#lists[start] = cells.length;
    this.#lists.set(cells, start + 1);
    return start;
  }

  /** The slot of the list that is meant, or the free one that it belongs into. */
  #slotFrom(hash: number, isMeant: (start: number) => boolean): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const start = this.#slots[slot] ?? 0;
      if (start === 0 || isMeant(start)) return slot;
    }
  }

  /** Makes twice the slots. */
  #spread(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    for (let start = 1; start < this.#end; start += 1 + (this.#lists[start] ?? 0)) {
      const cells = this.#lists.subarray(start + 1, start + 1 + (this.#lists[start] ?? 0));
      this.#slots[this.#slotFrom(hashOf(cells), () => false)] = start;
    }
  }

  #isList(start: number, cells: ArrayLike<Cell>): boolean {
    if (this.#lists[start] !== cells.length) return false;
    for (let at = 0; at < cells.length; at++) if (this.#lists[start + 1 + at] !== cells[at]) return false;
    return true;
  }
}

function hashOf(cells: ArrayLike<Cell>): number {
  let hash = cells.length;
  for (let at = 0; at < cells.length; at++) hash = Math.imul(hash ^ (cells[at] ?? 0), 0x9e3779b1);
  return hash ^ (hash >>> 15);
}
