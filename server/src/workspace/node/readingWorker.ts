import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** A thread is started for so many files each. */
export const WORTHWHILE_FILES = 256;

/** What a reading thread is started with whose program is loaded as an earlier run has compiled it. */
export interface StarterData {
  /** The program of the thread. */
  readonly program: string;
  /** Where compiled code is kept. */
  readonly codeFolder: string;
}

/**
 * What a thread makes is of use for one file, so it is let go of often. Otherwise a thread holds tens of MiB of texts and
 * numbers that nobody needs any more.
 */
const YOUNG = { maxYoungGenerationSizeMb: 12 };

/**
 * Starts a thread that reads files, as soon as it hears where they are: see `serveReading`. The folder keeps its program as it was compiled;
 * without one the thread compiles it.
 */
export function readingWorker(program: string, codeFolder: string | undefined): Worker {
  const options = { execArgv: [], resourceLimits: YOUNG };
  if (codeFolder === undefined) return new Worker(program, options);
  return new Worker(starterOf(program), { ...options, workerData: { program, codeFolder } satisfies StarterData });
}

/** What loads the program of a reading thread as it was compiled; it stands beside that program. */
function starterOf(program: string): string {
  return path.join(path.dirname(program), 'readerStarter.cjs');
}
