import type { UnitKind } from '../model/facts.ts';
import type { CodeUnit, Snapshot } from '../trace/snapshot.ts';
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
  *check(snapshot) {
    if (!snapshot.governed) return;
    const parents = parentsOf(snapshot);
    for (const unit of snapshot.units) {
      if (unit.level === undefined || !isUntraced(unit) || insideReported(unit)) continue;
      if (unit.fact.kind === 'class' ? parents.has(unit) : isContainer(unit)) continue;
      yield {
        file: unit.file,
        span: unit.fact.nameSpan,
        message: `Unit “${unit.fact.name}” (class ${unit.level}) has no trace to a requirement or design.`,
        level: unit.level,
      };
    }
  },
};

function isUntraced(unit: CodeUnit): boolean {
  return unit.excluded === undefined && unit.traces.length === 0;
}

/** Kinds that do something themselves; the others hold those, or data. */
const ACTIVE: ReadonlySet<UnitKind> = new Set<UnitKind>(['function', 'method', 'constructor']);

function isContainer(unit: CodeUnit): boolean {
  return !ACTIVE.has(unit.fact.kind);
}

/** A function inside an untraced function is no finding of its own: the tag that is missing is the outer one's. */
function insideReported(unit: CodeUnit): boolean {
  for (let outer = unit.parent; outer; outer = outer.parent) if (!isContainer(outer) && isUntraced(outer)) return true;
  return false;
}

/** What holds units of which a trace is expected. */
function parentsOf(snapshot: Snapshot): ReadonlySet<CodeUnit> {
  return new Set(snapshot.units.flatMap(({ parent, excluded }) => (parent && excluded === undefined ? [parent] : [])));
}
