/** Work that is done one piece after the other, in the order in which it was added. */
export class WorkQueue {
  readonly #failed: (error: unknown) => void;
  readonly #done: () => void;
  #last: Promise<void> = Promise.resolve();

  /** `done` is called after each piece, `failed` before that where it fails. */
  constructor(failed: (error: unknown) => void, done: () => void) {
    this.#failed = failed;
    this.#done = done;
  }

  add(work: () => Promise<void>): void {
    this.#last = this.#last.then(work).catch(this.#failed).then(this.#done);
  }
}
