import type { ItemFact, ReadProblem, SuppressionFact } from '../model/facts.ts';

/** What a spec file defines. */
export interface SpecFacts {
  readonly items: readonly ItemFact[];
  readonly suppressions: readonly SuppressionFact[];
  readonly problems: readonly ReadProblem[];
}

/** A spec file without anything for us. */
export const NO_SPEC: SpecFacts = { items: [], suppressions: [], problems: [] };
