import type { ThreadAhead } from '../workspace/node/threadAhead.ts';

/** What a command needs of the world around it. */
export interface CliHost {
  /** Settles when there is room for more. */
  readonly write: (text: string) => Promise<void>;
  readonly complain: (text: string) => void;
  /** True when the output may be coloured. */
  readonly colour: boolean;
  /** Folder that relative paths start from. */
  readonly folder: string;
  /** The program of the threads that read files. */
  readonly readerProgram: string;
  /** One of them that was started ahead. */
  readonly readerAhead?: ThreadAhead | undefined;
  /** The language server, which speaks on the standard streams once it is loaded. */
  readonly serverProgram: string;
  /** Where caches of this user belong; undefined when the system has no such place. */
  readonly cacheFolder: string | undefined;
}

/** Nothing found at the threshold; findings at the threshold; wrong usage, a folder that cannot be read or a result that cannot be written. */
export const EXIT = { clean: 0, findings: 1, usage: 2 } as const;
