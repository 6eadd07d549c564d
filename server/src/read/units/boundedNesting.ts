import type { UnitFact } from '../../model/facts.ts';

/** Nobody writes units with more around them. */
const DEEPEST = 32;

/**
 * The same units, but one that more stand around than people write belongs to what its own holder belongs to: whoever asks what
 * holds a unit goes on from one to the next, and 100,000 of them may stand in one another. Ordered as they came, enclosing units
 * before the enclosed.
 */
export function withBoundedNesting(units: readonly UnitFact[]): readonly UnitFact[] {
  if (units.length <= DEEPEST) return units;
  const depths = new Uint8Array(units.length);
  let bounded: UnitFact[] | undefined;
  for (const [index, unit] of units.entries()) {
    const { parent } = unit;
    if (parent < 0) continue;
    const around = depths[parent] ?? 0;
    depths[index] = Math.min(around + 1, DEEPEST);
    if (around < DEEPEST) continue;
    bounded ??= [...units];
    bounded[index] = { ...unit, parent: bounded[parent]?.parent ?? parent };
  }
  return bounded ?? units;
}
