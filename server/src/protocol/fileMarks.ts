import type { LevelTerm } from './levelTerm.ts';

/** What is said of a file as a whole, beside its name. */
export interface FileSummary {
  /** True for code of the product; false for specs and tests. */
  readonly code: boolean;
  /** Its highest safety class; not given where no class applies. */
  readonly level?: string;
  readonly levelTerm: LevelTerm;
  /** True where all of it has that class. */
  readonly uniform: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  /** Units of code that lack a trace. */
  readonly untraced: number;
}

/** Parameters of {@link FileSummariesRequest}. */
export interface FileSummariesParams {
  readonly uris: readonly string[];
}

/**
 * Client → server, request: answers {@link FileSummary} or null for each address, in their order; null for files that no
 * project reads. Waits for the first index.
 */
export const FileSummariesRequest = { method: 'lifetrace/fileSummaries' } as const;

/** A unit of code that is marked: it traces and that is tested, it traces, or a trace is missing. */
export interface UnitMark {
  readonly state: 'tested' | 'traced' | 'untraced';
  /** Where its name stands. */
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}

/** What is shown beside the text of an open file. */
export interface FileMarks {
  readonly summary: FileSummary;
  readonly units: readonly UnitMark[];
}

/** Parameters of {@link FileMarksRequest}. */
export interface FileMarksParams {
  readonly uri: string;
}

/** Client → server, request: answers {@link FileMarks} of the newest text, or null for a file that no project reads. */
export const FileMarksRequest = { method: 'lifetrace/fileMarks' } as const;
