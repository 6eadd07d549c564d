import { type Cell, isImplied } from './cells.ts';

/** Notes which cells something was worked out from. */
export class Reads {
  #noted: Cell[] = [];
  /** For each cell the round in which it was noted last: a set that need not be emptied. */
  #rounds = new Int32Array(1024);
  #round = 1;

  note(cell: Cell): void {
    if (cell >= this.#rounds.length) this.#grow(cell);
    if (this.#rounds[cell] === this.#round) return;
    this.#rounds[cell] = this.#round;
    this.#noted.push(cell);
  }

  /** The cells noted since the last call, each once, without those that another one of them stands for. */
  take(): Int32Array {
    const isNoted = (cell: Cell): boolean => this.#rounds[cell] === this.#round;
    const cells = Int32Array.from(this.#noted.filter((cell) => !isImplied(cell, isNoted)));
    this.#noted = [];
    this.#round++;
    return cells;
  }

  #grow(cell: Cell): void {
    const rounds = new Int32Array(Math.max(cell + 1, 2 * this.#rounds.length));
    rounds.set(this.#rounds);
    this.#rounds = rounds;
  }
}
