import type { Snapshot } from '../trace/snapshot.ts';
import { unitExclusionIn } from '../trace/unitExclusion.ts';

/** Units of which no trace is expected, for one reason. */
export interface ExemptUnits {
  readonly units: number;
  /** Files in which they stand. */
  readonly files: number;
}

/** Units of which no trace is expected, by the reason. */
export type ExemptByReason = ReadonlyMap<string, ExemptUnits>;

/** Counts the units of which no trace is expected by the reason, in the order of the files. Makes no view of any. */
export function exemptUnits({ files, config }: Pick<Snapshot, 'files' | 'config'>): ExemptByReason {
  const counts = new Map<string, { units: number; files: number }>();
  for (const facts of files.speaking()) {
    const { units } = facts;
    if (units.length === 0) continue;
    const exclusionOf = unitExclusionIn(facts, config.units);
    const reasons = new Set<string>();
    for (const unit of units) {
      const reason = exclusionOf(unit);
      if (reason === undefined) continue;
      const count = counts.get(reason) ?? { units: 0, files: 0 };
      counts.set(reason, count);
      count.units++;
      if (!reasons.has(reason)) count.files++;
      reasons.add(reason);
    }
  }
  return counts;
}
