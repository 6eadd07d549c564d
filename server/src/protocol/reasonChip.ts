import type { Target } from './target.ts';

/** A short reason that can be clicked. */
export interface ReasonChip {
  readonly label: string;
  readonly detail: string;
  readonly target?: Target;
}
