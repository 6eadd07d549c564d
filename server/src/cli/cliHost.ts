/** What a command needs of the world around it. */
export interface CliHost {
  readonly write: (text: string) => void;
  readonly complain: (text: string) => void;
  /** True when the output may be coloured. */
  readonly colour: boolean;
  /** Folder that relative paths start from. */
  readonly folder: string;
}

/** Nothing found at the threshold; findings at the threshold; wrong usage or a folder that cannot be read. */
export const EXIT = { clean: 0, findings: 1, usage: 2 } as const;
