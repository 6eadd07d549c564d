import type { Cell } from './cells.ts';

/** Notes which cells something was worked out from. */
export class Reads {
  #cells = new Set<Cell>();

  note(cell: Cell): void {
    this.#cells.add(cell);
  }

  /** The cells noted since the last call, each once. */
  take(): Int32Array {
    const cells = Int32Array.from(this.#cells);
    this.#cells.clear();
    return cells;
  }

  /** Works something out, and tells what it read, which counts for whoever is reading around it as well. */
  during<T>(work: () => T): { readonly value: T; readonly cells: readonly Cell[] } {
    const outer = this.#cells;
    const inner = new Set<Cell>();
    this.#cells = inner;
    try {
      const value = work();
      return { value, cells: [...inner] };
    } finally {
      this.#cells = outer;
      for (const cell of inner) outer.add(cell);
    }
  }
}
