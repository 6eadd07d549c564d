import path from 'node:path';
import type { ReadingThreadData } from './serveReading.ts';

/** What a reading thread is started with whose program is loaded as an earlier run has compiled it. */
export interface StarterData extends ReadingThreadData {
  /** The program of the thread. */
  readonly program: string;
  /** Where compiled code is kept. */
  readonly codeFolder: string;
}

/** What loads the program of a reading thread so; it stands beside that program. */
export function starterOf(program: string): string {
  return path.join(path.dirname(program), 'readerStarter.cjs');
}
