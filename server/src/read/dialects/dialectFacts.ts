import type { ItemFact, ReadProblem, TagFact } from '../../model/facts.ts';

/** What a dialect found in one file. Tags come with `unit: -1`; the caller attaches them to the code that they belong to. */
export interface DialectFacts {
  readonly items: readonly ItemFact[];
  readonly tags: readonly TagFact[];
  readonly problems: readonly ReadProblem[];
}
