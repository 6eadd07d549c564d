import type { UnitFact } from '../../model/facts.ts';

/** A unit while its end is not known. */
export type OpenUnit = { -readonly [K in keyof UnitFact]: UnitFact[K] };
