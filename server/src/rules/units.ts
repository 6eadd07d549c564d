import type { CodeUnit, Snapshot } from '../trace/snapshot.ts';
import { hasToTrace, isContainer } from '../trace/unitsToTrace.ts';
import type { Rule } from './rule.ts';

/** LT202: code that nobody asked for, as far as the records tell. */
export const untracedUnit: Rule = {
  info: {
    code: 'LT202',
    name: 'untraced-unit',
    summary: 'A function, method or class has no trace to a requirement, a design or a risk control.',
    clause: '5.4.1, 5.4.2, 5.5.1, 5.1.1 c (derived)',
    gate: true,
  },
  checkUnit(unit, snapshot) {
    if (!isUntraced(unit, snapshot)) return undefined;
    const { level } = unit;
    if (level === undefined) return undefined;
    return {
      file: unit.file,
      span: unit.fact.nameSpan,
      message: `Unit “${unit.fact.name}” (${snapshot.config.profile.labels.level} ${level}) has no trace to a requirement or design.`,
      level,
    };
  },
};

/** True for a unit that has to trace, in a governed project, and does not. */
export function isUntraced(unit: CodeUnit, { governed }: Pick<Snapshot, 'governed'>): boolean {
  return governed && hasToTrace(unit) && !unit.traced && !isInsideUntraced(unit);
}

/** A function inside an untraced function is no finding of its own: the tag that is missing is the outer one's. */
function isInsideUntraced(unit: CodeUnit): boolean {
  for (let outer = unit.parent; outer; outer = outer.parent) {
    if (!isContainer(outer) && outer.excluded === undefined && !outer.traced) return true;
  }
  return false;
}
