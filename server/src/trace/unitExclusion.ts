import { pathTest } from '../config/globs.ts';
import type { UnitPolicy, UnitSelection } from '../config/unitPolicy.ts';
import type { FileFacts, UnitFact } from '../model/facts.ts';
import { lineColumnAt } from '../model/lineIndex.ts';

/** Tells why no trace is expected of a unit, for a person; undefined when one is. */
export type UnitExclusionTest = (unit: UnitFact) => string | undefined;

/** What the role of a file and the policy say of its units. */
export function unitExclusionIn(file: FileFacts, policy: UnitPolicy): UnitExclusionTest {
  const reason = exclusionOfFile(file, policy);
  if (reason !== undefined) return () => reason;
  const demand = policy.overrides
    .filter((override) => selects(override, file))
    .reduce((before, { kinds = before.kinds, minLines = before.minLines }) => ({ kinds, minLines }), policy.demand);
  return (unit) => {
    if (!demand.kinds.has(unit.kind)) return `no unit by kind (${unit.kind})`;
    if (demand.minLines > 1 && linesOf(unit, file) < demand.minLines) return `fewer than ${demand.minLines} lines`;
    return undefined;
  };
}

function exclusionOfFile(file: FileFacts, policy: UnitPolicy): string | undefined {
  if (file.role === 'test') return 'test code';
  const excluded = policy.exclude.find((exclusion) => selects(exclusion, file));
  if (excluded) return excluded.reason;
  if (policy.include.length > 0 && !pathTest(policy.include)(file.path)) return 'not in units.include';
  return file.generated && policy.generated === 'exclude' ? 'generated code' : undefined;
}

function selects({ languages, paths }: UnitSelection, file: FileFacts): boolean {
  if (languages.length > 0 && !languages.some((language) => language === file.language)) return false;
  return paths.length === 0 || pathTest(paths)(file.path);
}

function linesOf({ span }: UnitFact, { lineStarts }: FileFacts): number {
  const last = lineColumnAt(lineStarts, Math.max(span.start, span.end - 1)).line;
  return last - lineColumnAt(lineStarts, span.start).line + 1;
}
