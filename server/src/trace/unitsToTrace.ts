import { ACTIVE_KINDS } from '../model/facts.ts';
import type { FilePath } from '../model/span.ts';
import type { CodeUnit, Snapshot } from './snapshot.ts';

/** True for a unit that holds others, or data, and does nothing itself. */
export function isContainer(unit: CodeUnit): boolean {
  return !ACTIVE_KINDS.has(unit.fact.kind);
}

/**
 * The units of a file that have to trace each on its own, whatever their class: functions, and types without functions.
 * In C and C++ a struct may be nothing but data, and what a class does may stand in another file: there only functions.
 */
export function unitsToTrace(snapshot: Pick<Snapshot, 'files' | 'unitsByFile'>, file: FilePath): readonly CodeUnit[] {
  const language = snapshot.files.get(file)?.language;
  const mayHoldNoCode = language === 'c' || language === 'cpp';
  const expected = (snapshot.unitsByFile.get(file) ?? []).filter(({ excluded }) => excluded === undefined);
  const parents = new Set(expected.map(({ parent }) => parent));
  return expected.filter((unit) => !isContainer(unit) || !(mayHoldNoCode || parents.has(unit)));
}
