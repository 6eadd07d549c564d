import type { CodeUnit } from '../trace/snapshot.ts';
import { isContainer, unitsToTrace } from '../trace/unitsToTrace.ts';
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
  *checkFile(file, snapshot) {
    if (!snapshot.governed) return;
    const untraced = new Set(unitsToTrace(snapshot, file).filter((unit) => !unit.traced));
    for (const unit of untraced) {
      if (insideReported(unit, untraced)) continue;
      const { level } = unit;
      if (level === undefined) continue;
      yield {
        file: unit.file,
        span: unit.fact.nameSpan,
        message: `Unit “${unit.fact.name}” (class ${level}) has no trace to a requirement or design.`,
        level,
      };
    }
  },
};

/** A function inside an untraced function is no finding of its own: the tag that is missing is the outer one's. */
function insideReported(unit: CodeUnit, untraced: ReadonlySet<CodeUnit>): boolean {
  for (let outer = unit.parent; outer; outer = outer.parent)
    if (!isContainer(outer) && untraced.has(outer)) return true;
  return false;
}
