import type { Unfinished } from '../answers/unfinished.ts';

/**
 * How far the first index of a folder is: files are being read; everything has been read, now or by an earlier run; it has
 * been read as the disk has it, and checked. Or it will never be.
 */
export class FirstIndex {
  /** Settles when the index is complete, or will never be. */
  readonly ready: Promise<void>;
  #settleReady: () => void = () => {};
  #whole = false;
  #complete = false;
  #over = false;
  #reading: Unfinished = { activity: 'reading', done: 0, total: 0 };
  readonly #awaitingFiles = new Set<() => void>();

  constructor() {
    this.ready = new Promise((resolve) => {
      this.#settleReady = resolve;
    });
  }

  /** True when everything has been read, now or by an earlier run. */
  get whole(): boolean {
    return this.#whole;
  }

  /** True when what the rules find is known as well. */
  get complete(): boolean {
    return this.#complete;
  }

  /** True when it has been given up, or nobody needs it any more. */
  get over(): boolean {
    return this.#over;
  }

  /** How many files of how many have been read. */
  get reading(): Unfinished {
    return this.#reading;
  }

  /** Settles when more files can be seen, or nothing more is to come. */
  moreFiles(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#whole || this.#over) resolve();
      else this.#awaitingFiles.add(resolve);
    });
  }

  /** So many files of so many have been read. */
  advance(done: number, total: number): void {
    this.#reading = { activity: 'reading', done, total };
  }

  /** More files can be seen than before. */
  grow(): void {
    const waiting = [...this.#awaitingFiles];
    this.#awaitingFiles.clear();
    for (const wake of waiting) wake();
  }

  /** Everything has been read. */
  becomeWhole(): void {
    this.#whole = true;
    this.grow();
  }

  /** Everything has been read as the disk has it, and checked. */
  becomeComplete(): void {
    this.#complete = true;
    this.#settleReady();
  }

  /** Nothing more is to come: who waits need not any longer. */
  giveUp(): void {
    this.#over = true;
    this.#settleReady();
    this.grow();
  }
}
