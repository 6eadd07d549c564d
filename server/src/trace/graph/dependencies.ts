import { countWhile } from '../../model/countWhile.ts';
import type { Cell } from './cells.ts';
import { Numbers } from './numbers.ts';

/** Something that is worked out from cells, by a small number of its user's choice. */
export type Subject = number;

/** So many slots are kept whatever they are worth. */
const FEW = 4096;

/** Neighbouring cells share a slot and a chain, eight of them: who reads one often reads another. */
const GROUP_BITS = 3;
const GROUP = 1 << GROUP_BITS;

/** Cells stay below it: the number of a group and a bit for each of its cells fit in 32 bits. */
const CELLS = GROUP * 2 ** (32 - GROUP);

/** What the slot of a subject that has turned away holds: no cell. */
const GONE = 0;

/** Stands for no slot; slots count from 1. */
const END = 0;

/**
 * Remembers which subject was worked out from which cells, in eight bytes for each group of cells of a subject: there are
 * millions in a large project. A slot holds the number of a group, and a bit for each of its cells. A subject's groups
 * stand in slots side by side, in order, and each slot leads to the one before it that has the same group; whose slot it
 * is tells the place of the slot.
 */
export class Dependencies {
  #groups = new Numbers();
  #before = new Numbers();
  /** The last slot of each chain. */
  #last = new Numbers();
  /** Where blocks of slots begin, and whose they are, in the order of their places. */
  #blocks = new Numbers();
  #owners = new Numbers();
  /** Slots in use of each subject. */
  readonly #starts = new Numbers();
  readonly #lengths = new Numbers();
  /** Slots of all subjects as they are now. */
  #live = 0;

  /**
   * Says what a subject was worked out from the last time; nothing for one that is gone. Each cell comes once. Throws a
   * RangeError for a cell of 2²⁴ groups or more, which would be fifteen million names.
   */
  set(subject: Subject, cells: ArrayLike<Cell>): void {
    const groups = grouped(cells);
    const start = this.#starts.get(subject);
    const length = this.#lengths.get(subject);
    if (length === groups.length && this.#holds(start, groups)) return;
    for (let slot = start; slot < start + length; slot++) this.#groups.set(slot, GONE);
    this.#live += groups.length - length;
    this.#lengths.set(subject, groups.length);
    this.#enter(subject, groups);
    // Who has turned away leaves slots behind for a while.
    if (this.#groups.length > 2 * this.#live + FEW) this.#tidy();
  }

  /** The subjects that rest on a cell. */
  of(cell: Cell): readonly Subject[] {
    const found: Subject[] = [];
    const bit = bitOf(cell);
    for (let slot = this.#last.get(cell >> GROUP_BITS); slot !== END; slot = this.#before.get(slot)) {
      if ((this.#groups.get(slot) & bit) !== 0) found.push(this.#ownerOf(slot));
    }
    return found;
  }

  /** What a subject was worked out from, in order. */
  cellsOf(subject: Subject): readonly Cell[] {
    const start = this.#starts.get(subject);
    const cells: Cell[] = [];
    for (let slot = start; slot < start + this.#lengths.get(subject); slot++) {
      const group = this.#groups.get(slot);
      const first = (group >>> GROUP) << GROUP_BITS;
      for (let cell = first; cell < first + GROUP; cell++) if ((group & bitOf(cell)) !== 0) cells.push(cell);
    }
    return cells;
  }

  #holds(start: number, groups: Int32Array): boolean {
    for (let index = 0; index < groups.length; index++) {
      if (this.#groups.get(start + index) !== groups[index]) return false;
    }
    return true;
  }

  /** Gives a subject a new block of slots. */
  #enter(subject: Subject, groups: Int32Array): void {
    const start = Math.max(1, this.#groups.length);
    this.#starts.set(subject, start);
    if (groups.length === 0) return;
    this.#owners.set(this.#owners.length, subject);
    this.#blocks.set(this.#blocks.length, start);
    for (let index = 0; index < groups.length; index++) {
      const group = groups[index] ?? GONE;
      const slot = start + index;
      this.#groups.set(slot, group);
      this.#before.set(slot, this.#last.get(group >>> GROUP));
      this.#last.set(group >>> GROUP, slot);
    }
  }

  #ownerOf(slot: number): Subject {
    return this.#owners.get(countWhile(this.#blocks.length, (block) => this.#blocks.get(block) <= slot) - 1);
  }

  /** Lets go of everything that is no longer so. */
  #tidy(): void {
    const slots = this.#groups;
    this.#groups = new Numbers();
    this.#before = new Numbers();
    this.#last = new Numbers();
    this.#blocks = new Numbers();
    this.#owners = new Numbers();
    for (let subject = 0; subject < this.#lengths.length; subject++) {
      this.#enter(subject, copied(slots, this.#starts.get(subject), this.#lengths.get(subject)));
    }
  }
}

/** The groups of some cells as slots hold them, in order. */
function grouped(cells: ArrayLike<Cell>): Int32Array {
  const sorted = new Int32Array(cells).sort();
  if ((sorted[sorted.length - 1] ?? 0) >= CELLS) throw new RangeError('too many names');
  let count = 0;
  let last = -1;
  for (let at = 0; at < sorted.length; at++) {
    const cell = sorted[at] ?? 0;
    if (cell >> GROUP_BITS !== last) {
      last = cell >> GROUP_BITS;
      sorted[count++] = last << GROUP;
    }
    // Groups are never more than the cells that have been looked at.
    sorted[count - 1] = (sorted[count - 1] ?? 0) | bitOf(cell);
  }
  return sorted.subarray(0, count);
}

function bitOf(cell: Cell): number {
  return 1 << (cell & (GROUP - 1));
}

function copied(numbers: Numbers, start: number, length: number): Int32Array {
  const copy = new Int32Array(length);
  for (let index = 0; index < length; index++) copy[index] = numbers.get(start + index);
  return copy;
}
