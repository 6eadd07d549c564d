/** Crashes within {@link CRASH_WINDOW_MS} after which a person has to decide. */
export const CRASH_LIMIT = 5;

/** Length of the window in which crashes are counted, in milliseconds. */
export const CRASH_WINDOW_MS = 3 * 60 * 1000;

/**
 * Decides whether a server that went away is started again. A server that dies at once on every start would otherwise
 * be started without end.
 */
export class RestartPolicy {
  #crashes: readonly number[] = [];

  /** Records a crash at the given time, in milliseconds, and answers whether to start the server again. */
  shouldRestart(now: number): boolean {
    this.#crashes = [...this.#crashes.filter((crash) => now - crash <= CRASH_WINDOW_MS), now];
    return this.#crashes.length <= CRASH_LIMIT;
  }

  /** Forgets earlier crashes, because a person asked for a new start. */
  reset(): void {
    this.#crashes = [];
  }
}
