import type { Cell } from './cells.ts';

/** Something that is worked out from cells, by a number of its user's choice. */
export type Subject = number;

/** Remembers which subject was worked out from which cells. */
export class Dependencies {
  readonly #cells: (Int32Array | undefined)[] = [];
  readonly #subjects: (Subject[] | undefined)[] = [];

  /** Says what a subject was worked out from the last time; nothing for one that is gone. */
  set(subject: Subject, cells: Int32Array): void {
    const before = new Set(this.#cells[subject]);
    this.#cells[subject] = cells.length > 0 ? cells : undefined;
    for (const cell of cells) if (!before.has(cell)) this.#add(cell, subject);
  }

  /** The subjects that rest on a cell, and perhaps some that did before. */
  of(cell: Cell): readonly Subject[] {
    return this.#subjects[cell] ?? [];
  }

  #add(cell: Cell, subject: Subject): void {
    const list = this.#subjects[cell];
    if (!list) {
      this.#subjects[cell] = [subject];
      return;
    }
    // Who has turned away from a cell stays in its list, until the list has doubled.
    const full = list.length >= 32 && (list.length & (list.length - 1)) === 0;
    if (full) {
      const live = new Set(list.filter((each) => this.#cells[each]?.includes(cell)));
      live.add(subject);
      this.#subjects[cell] = [...live];
    } else list.push(subject);
  }
}
