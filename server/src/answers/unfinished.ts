import { Findings } from '../rules/findings.ts';

/** How far the work on a project is that an answer would have to wait for. */
export interface Unfinished {
  /** Files are read first, and then everything is checked. */
  readonly activity: 'reading' | 'checking';
  /** So many files, or checked items, so far. */
  readonly done: number;
  /** So many in all; 0 while that is not known. */
  readonly total: number;
}

/** What the rules find, or how far it is until that is known. */
export type KnownFindings = Findings | Unfinished;

/** What is left to do before findings are known; undefined when they are. */
export function unfinishedIn(known: KnownFindings): Unfinished | undefined {
  return known instanceof Findings ? undefined : known;
}

/** The findings as far as they are known. */
export function findingsIn(known: KnownFindings): Findings {
  return known instanceof Findings ? known : NOTHING_FOUND;
}

const NOTHING_FOUND = new Findings();

/** Says that an answer is not complete, and why, for a person. `missing` is what may be missing. */
export function unfinishedText({ activity, done, total }: Unfinished, missing: string): string {
  if (activity === 'checking') return 'Still checking the workspace: findings may be missing.';
  const count = total > 0 ? ` (${done} of ${total} files)` : '';
  return `Still reading the workspace${count}: ${missing} may be missing.`;
}
