import { grown } from '../../model/grown.ts';
import { type Cell, isImplied, tellsOf } from './cells.ts';

/** Notes which cells something was worked out from. */
export class Reads {
  #noted = new Int32Array(64);
  #count = 0;
  #taken = new Int32Array(64);
  /** A bit for each cell. */
  #bits = new Int32Array(32);

  note(cell: Cell): void {
    if (cell >> 5 >= this.#bits.length) this.#bits = grown(this.#bits, (cell >> 5) + 1);
    const word = this.#bits[cell >> 5] ?? 0;
    const bit = 1 << (cell & 31);
    if ((word & bit) !== 0) return;
    this.#bits[cell >> 5] = word | bit;
    if (this.#count === this.#noted.length) this.#noted = grown(this.#noted, this.#count + 1);
    this.#noted[this.#count++] = cell;
  }

  /**
   * The cells noted since the last call, each once, without those that another one of them stands for. With the number of a
   * key also without those that stand for its definition, or for a part of it. They are to be copied: they stand there
   * until the next call, since there are millions of them.
   */
  take(key?: number): Int32Array {
    // Of many nothing is asked.
    if (this.#count === 0) return NONE;
    const isNoted = (cell: Cell): boolean => ((this.#bits[cell >> 5] ?? 0) & (1 << (cell & 31))) !== 0;
    if (this.#taken.length < this.#count) this.#taken = new Int32Array(this.#noted.length);
    let taken = 0;
    for (let index = 0; index < this.#count; index++) {
      const cell = this.#noted[index] ?? 0;
      if (isImplied(cell, isNoted) || (key !== undefined && tellsOf(cell, key))) continue;
      this.#taken[taken++] = cell;
    }
    for (let index = 0; index < this.#count; index++) this.#bits[(this.#noted[index] ?? 0) >> 5] = 0;
    this.#count = 0;
    return this.#taken.subarray(0, taken);
  }
}

const NONE = new Int32Array();
