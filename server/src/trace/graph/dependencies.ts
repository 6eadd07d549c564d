import type { Cell } from './cells.ts';
import { Slots } from './slots.ts';

/** Something that is worked out from cells, by a number of its user's choice. */
export type Subject = number;

/** Remembers which subject was worked out from which cells. */
export class Dependencies {
  readonly #cells = new Slots<Int32Array>();
  readonly #subjects = new Slots<Subject[]>();
  /** Lengths of long lists at which they are cleaned the next time. */
  readonly #limits = new Map<Cell, number>();

  /** Says what a subject was worked out from the last time; nothing for one that is gone. */
  set(subject: Subject, cells: Int32Array): void {
    const before = this.#cells.get(subject);
    this.#cells.set(subject, cells.length > 0 ? cells : undefined);
    const known = before && new Set(before);
    for (const cell of cells) if (!known?.has(cell)) this.#add(cell, subject);
  }

  /** The subjects that rest on a cell, and perhaps some that did before. */
  of(cell: Cell): readonly Subject[] {
    return this.#subjects.get(cell) ?? NOBODY;
  }

  #add(cell: Cell, subject: Subject): void {
    const list = this.#subjects.get(cell);
    if (!list) {
      this.#subjects.set(cell, [subject]);
      return;
    }
    // Who has turned away from a cell stays in its list, until the list has doubled.
    if (list.length >= SHORT && list.length >= (this.#limits.get(cell) ?? SHORT)) {
      const live = new Set(list.filter((each) => this.#cells.get(each)?.includes(cell)));
      live.add(subject);
      this.#subjects.set(cell, [...live]);
      this.#limits.set(cell, 2 * live.size);
    } else list.push(subject);
  }
}

/** Shorter lists are never cleaned. */
const SHORT = 32;

const NOBODY: readonly Subject[] = [];
