import { type Cell, isImplied } from './cells.ts';

/** Notes which cells something was worked out from. */
export class Reads {
  #noted: Cell[] = [];
  /** A bit for each cell. */
  #bits = new Int32Array(32);

  note(cell: Cell): void {
    if (cell >> 5 >= this.#bits.length) this.#grow(cell);
    const word = this.#bits[cell >> 5] ?? 0;
    const bit = 1 << (cell & 31);
    if ((word & bit) !== 0) return;
    this.#bits[cell >> 5] = word | bit;
    this.#noted.push(cell);
  }

  /** The cells noted since the last call, each once, without those that another one of them stands for. */
  take(): Int32Array {
    const isNoted = (cell: Cell): boolean => ((this.#bits[cell >> 5] ?? 0) & (1 << (cell & 31))) !== 0;
    const cells = Int32Array.from(this.#noted.filter((cell) => !isImplied(cell, isNoted)));
    for (const cell of this.#noted) this.#bits[cell >> 5] = 0;
    this.#noted = [];
    return cells;
  }

  #grow(cell: Cell): void {
    const bits = new Int32Array(Math.max((cell >> 5) + 1, 2 * this.#bits.length));
    bits.set(this.#bits);
    this.#bits = bits;
  }
}
