import type { FileFacts } from '../facts.ts';
import { FlatFacts } from './flatFacts.ts';
import { SECTION } from './layout.ts';

/** Lists of facts that a file has. */
export const FACT_KINDS = ['items', 'units', 'tags', 'suppressions', 'problems'] as const;

/** One of {@link FACT_KINDS}. */
export type FactKind = (typeof FACT_KINDS)[number];

/** A list of which nothing but the length is asked. */
export interface Countable {
  readonly length: number;
}

/** How many facts of a kind a file has, without a look at any of them. */
export function factCount<Kind extends FactKind>(facts: Readonly<Record<Kind, Countable>>, kind: Kind): number {
  return facts instanceof FlatFacts ? facts.count(SECTION[kind]) : facts[kind].length;
}

/** How many units of a file are tests by themselves. */
export function testUnitCount(facts: FileFacts): number {
  return facts instanceof FlatFacts ? facts.testUnits : facts.units.filter(({ test }) => test === true).length;
}
