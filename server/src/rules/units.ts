import type { UnitKind } from '../model/facts.ts';
import type { CodeUnit } from '../trace/snapshot.ts';
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
    const language = snapshot.files.get(file)?.language;
    // In C and C++ a struct may be nothing but data, and what a class does may stand in another file.
    const mayHoldNoCode = language === 'c' || language === 'cpp';
    const units = snapshot.unitsByFile.get(file) ?? [];
    const untraced = new Set(units.filter((unit) => unit.excluded === undefined && !unit.traced));
    // What holds units of which a trace is expected.
    const parents = new Set(units.flatMap(({ parent, excluded }) => (excluded === undefined ? [parent] : [])));
    for (const unit of untraced) {
      if (insideReported(unit, untraced) || (isContainer(unit) && (parents.has(unit) || mayHoldNoCode))) continue;
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

/** Kinds that do something themselves; the others hold those, or data. */
const ACTIVE: ReadonlySet<UnitKind> = new Set<UnitKind>(['function', 'method', 'constructor']);

function isContainer(unit: CodeUnit): boolean {
  return !ACTIVE.has(unit.fact.kind);
}

/** A function inside an untraced function is no finding of its own: the tag that is missing is the outer one's. */
function insideReported(unit: CodeUnit, untraced: ReadonlySet<CodeUnit>): boolean {
  for (let outer = unit.parent; outer; outer = outer.parent)
    if (!isContainer(outer) && untraced.has(outer)) return true;
  return false;
}
