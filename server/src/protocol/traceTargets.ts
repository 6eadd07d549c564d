import type { Target } from './target.ts';

/** Parameters of {@link TraceTargetsRequest}. */
export interface TraceTargetsParams {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
}

/** What traces to the item under the cursor. */
export interface TraceTargets {
  readonly item?: string;
  readonly implementations: readonly Target[];
  readonly tests: readonly Target[];
}

/** Client → server, request: answers {@link TraceTargets}. */
export const TraceTargetsRequest = { method: 'lifetrace/traceTargets' } as const;
