import { countWhile } from '../../model/countWhile.ts';
import type { Cell } from './cells.ts';
import { Numbers } from './numbers.ts';

/** Something that is worked out from cells, by a small number of its user's choice. */
export type Subject = number;

/** So many slots are kept whatever they are worth. */
const FEW = 4096;

/** Neighbouring cells share a chain, eight of them, since most cells have hardly any slot. */
const CHAIN_BITS = 3;

/** The cell of a slot whose subject has turned away. */
const GONE = -1;

/** Stands for no slot; slots count from 1. */
const END = 0;

/**
 * Remembers which subject was worked out from which cells, in eight bytes for each cell of a subject: there are millions in
 * a large project. A subject's cells stand in slots side by side, and each slot leads to the one before it that may have
 * the same cell; whose slot it is tells the place of the slot.
 */
export class Dependencies {
  #cells = new Numbers();
  #before = new Numbers();
  /** The last slot of each chain. */
  #last = new Numbers();
  /** Where blocks of slots begin, and whose they are, in the order of their places. */
  #blocks = new Numbers();
  #owners = new Numbers();
  /** Slots in use of each subject. */
  readonly #starts = new Numbers();
  readonly #lengths = new Numbers();
  /** Cells of all subjects as they are now. */
  #live = 0;

  /** Says what a subject was worked out from the last time; nothing for one that is gone. Each cell comes once. */
  set(subject: Subject, cells: ArrayLike<Cell>): void {
    const start = this.#starts.get(subject);
    const length = this.#lengths.get(subject);
    if (length === cells.length && this.#holds(start, cells)) return;
    for (let slot = start; slot < start + length; slot++) this.#cells.set(slot, GONE);
    this.#live += cells.length - length;
    this.#lengths.set(subject, cells.length);
    this.#enter(subject, cells);
    // Who has turned away leaves slots behind for a while.
    if (this.#cells.length > 2 * this.#live + FEW) this.#tidy();
  }

  /** The subjects that rest on a cell. */
  of(cell: Cell): readonly Subject[] {
    const found: Subject[] = [];
    for (let slot = this.#last.get(cell >> CHAIN_BITS); slot !== END; slot = this.#before.get(slot)) {
      if (this.#cells.get(slot) === cell) found.push(this.#ownerOf(slot));
    }
    return found;
  }

  /** What a subject was worked out from. */
  cellsOf(subject: Subject): Int32Array {
    return copied(this.#cells, this.#starts.get(subject), this.#lengths.get(subject));
  }

  #holds(start: number, cells: ArrayLike<Cell>): boolean {
    for (let index = 0; index < cells.length; index++) {
      if (this.#cells.get(start + index) !== cells[index]) return false;
    }
    return true;
  }

  /** Gives a subject a new block of slots. */
  #enter(subject: Subject, cells: ArrayLike<Cell>): void {
    const start = Math.max(1, this.#cells.length);
    this.#starts.set(subject, start);
    if (cells.length === 0) return;
    this.#owners.set(this.#owners.length, subject);
    this.#blocks.set(this.#blocks.length, start);
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index] ?? 0;
      const slot = start + index;
      this.#cells.set(slot, cell);
      this.#before.set(slot, this.#last.get(cell >> CHAIN_BITS));
      this.#last.set(cell >> CHAIN_BITS, slot);
    }
  }

  #ownerOf(slot: number): Subject {
    return this.#owners.get(countWhile(this.#blocks.length, (block) => this.#blocks.get(block) <= slot) - 1);
  }

  /** Lets go of everything that is no longer so. */
  #tidy(): void {
    const slots = this.#cells;
    this.#cells = new Numbers();
    this.#before = new Numbers();
    this.#last = new Numbers();
    this.#blocks = new Numbers();
    this.#owners = new Numbers();
    for (let subject = 0; subject < this.#lengths.length; subject++) {
      this.#enter(subject, copied(slots, this.#starts.get(subject), this.#lengths.get(subject)));
    }
  }
}

function copied(numbers: Numbers, start: number, length: number): Int32Array {
  const copy = new Int32Array(length);
  for (let index = 0; index < length; index++) copy[index] = numbers.get(start + index);
  return copy;
}
