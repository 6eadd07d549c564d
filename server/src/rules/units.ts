import type { UnitKind } from '../model/facts.ts';
import type { CodeUnit } from '../trace/snapshot.ts';
import type { Rule } from './rule.ts';

/** LT202: code that nobody asked for, as far as the records tell. */
export const untracedUnit: Rule = {
  info: {
    code: 'LT202',
    name: 'untraced-unit',
    summary: 'A function, method or class has no trace to a requirement, a design or a risk control.',
    severities: ['information', 'warning', 'error'],
    clause: '5.4.1, 5.4.2, 5.5.1, 5.1.1 c (derived)',
    gate: true,
  },
  checkUnit(unit, { governed }) {
    if (!governed || !isUntraced(unit)) return undefined;
    if (isInsideUntraced(unit) || (isContainer(unit) && (unit.holdsUnits || mayHoldNoCode(unit)))) return undefined;
    const { level } = unit;
    if (level === undefined) return undefined;
    return {
      file: unit.file,
      span: unit.fact.nameSpan,
      message: `Unit “${unit.fact.name}” (class ${level}) has no trace to a requirement or design.`,
      level,
    };
  },
};

function isUntraced(unit: CodeUnit): boolean {
  return unit.excluded === undefined && !unit.traced;
}

/** Kinds that do something themselves; the others hold those, or data. */
const ACTIVE: ReadonlySet<UnitKind> = new Set<UnitKind>(['function', 'method', 'constructor']);

function isContainer(unit: CodeUnit): boolean {
  return !ACTIVE.has(unit.fact.kind);
}

/** In C and C++ a struct may be nothing but data, and what a class does may stand in another file. */
function mayHoldNoCode({ language }: CodeUnit): boolean {
  return language === 'c' || language === 'cpp';
}

/** A function inside an untraced function is no finding of its own: the tag that is missing is the outer one's. */
function isInsideUntraced(unit: CodeUnit): boolean {
  for (let outer = unit.parent; outer; outer = outer.parent) if (!isContainer(outer) && isUntraced(outer)) return true;
  return false;
}
