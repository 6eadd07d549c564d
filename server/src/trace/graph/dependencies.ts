import type { Cell } from './cells.ts';
import { Numbers } from './numbers.ts';

/** Something that is worked out from cells, by a small number of its user's choice. */
export type Subject = number;

const END = -1;

/** So many entries are kept whatever they are worth. */
const FEW = 4096;

/**
 * Remembers which subject was worked out from which cells, in a few bytes for each of them: there are millions in a
 * large project.
 */
export class Dependencies {
  /** Cells of the subjects, in pieces. A subject that needs a larger piece leaves its old one behind. */
  #cells = new Numbers(0);
  readonly #starts = new Numbers(0);
  readonly #lengths = new Numbers(0);
  readonly #rooms = new Numbers(0);
  /** For each cell its last entry; an entry is a subject and the entry before it. */
  #last = new Numbers(END);
  #subjects = new Numbers(0);
  #before = new Numbers(END);
  /** Cells of all subjects as they are now. */
  #live = 0;

  /** Says what a subject was worked out from the last time; nothing for one that is gone. */
  set(subject: Subject, cells: ArrayLike<Cell>): void {
    const known = new Set(this.cellsOf(subject));
    this.#live += cells.length - known.size;
    if (cells.length > this.#rooms.get(subject)) {
      this.#starts.set(subject, this.#cells.length);
      this.#rooms.set(subject, cells.length);
    }
    this.#lengths.set(subject, cells.length);
    const start = this.#starts.get(subject);
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index] ?? 0;
      this.#cells.set(start + index, cell);
      if (!known.has(cell)) this.#enter(cell, subject);
    }
    // Who has turned away from a cell stays among its entries for a while.
    if (this.#subjects.length > 2 * this.#live + FEW || this.#cells.length > 2 * this.#live + FEW) this.#tidy();
  }

  /** The subjects that rest on a cell, and perhaps some that did before, or come twice. */
  of(cell: Cell): readonly Subject[] {
    const found: Subject[] = [];
    for (let entry = this.#last.get(cell); entry !== END; entry = this.#before.get(entry)) {
      found.push(this.#subjects.get(entry));
    }
    return found;
  }

  /** What a subject was worked out from; a view, which is void after the next {@link set}. */
  cellsOf(subject: Subject): Int32Array {
    const start = this.#starts.get(subject);
    return this.#cells.slice(start, start + this.#lengths.get(subject));
  }

  #enter(cell: Cell, subject: Subject): void {
    const entry = this.#subjects.length;
    this.#subjects.set(entry, subject);
    this.#before.set(entry, this.#last.get(cell));
    this.#last.set(cell, entry);
  }

  /** Lets go of everything that is no longer so. */
  #tidy(): void {
    const cells = new Numbers(0);
    this.#last = new Numbers(END);
    this.#subjects = new Numbers(0);
    this.#before = new Numbers(END);
    for (let subject = 0; subject < this.#lengths.length; subject++) {
      const start = cells.length;
      for (const cell of this.cellsOf(subject)) {
        cells.set(cells.length, cell);
        this.#enter(cell, subject);
      }
      this.#starts.set(subject, start);
      this.#rooms.set(subject, cells.length - start);
    }
    this.#cells = cells;
  }
}
