import type { Worker } from 'node:worker_threads';
import { readingWorker } from './readingWorker.ts';

/**
 * A reading thread that is started before it is known what there is to read: it loads its program while this thread loads
 * its own. A process does not wait for one that nobody has taken.
 */
export class ThreadAhead {
  #worker: Worker | undefined;

  /** `started` is called once the thread runs. */
  constructor(program: string, codeFolder: string | undefined, started: () => void) {
    const worker = readingWorker(program, codeFolder);
    worker.once('online', started);
    const forget = (): void => {
      this.#worker = undefined;
    };
    // One that cannot start is none; the next one that is started will say why.
    worker.once('error', forget).once('exit', forget).unref();
    this.#worker = worker;
  }

  /** The thread, for the first who asks while it is there. */
  take(): Worker | undefined {
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.ref();
    return worker;
  }
}
