import type { Target } from './target.ts';

/** What became of an edit that the server was asked for. */
export interface EditOutcome {
  readonly applied: boolean;
  /** Why it was not applied, for a person. */
  readonly message?: string;
  /** Where to go on writing. */
  readonly target?: Target;
}
