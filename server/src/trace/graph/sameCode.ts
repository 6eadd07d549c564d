import { sameList } from '../../model/compare.ts';
import type { FileFacts, TagFact, UnitFact } from '../../model/facts.ts';
import { lineColumnAt } from '../../model/lineIndex.ts';

/**
 * True when two readings of a file say the same but for the places of its units, tags, suppressions and problems, as
 * after typing in a comment or in a body. Items are not compared.
 */
export function sameCode(before: FileFacts, after: FileFacts): boolean {
  return (
    before.role === after.role &&
    before.language === after.language &&
    (before.generated === undefined) === (after.generated === undefined) &&
    sameList(before.units, after.units, (a, b) => sameUnit(a, b) && linesOf(a, before) === linesOf(b, after)) &&
    sameList(before.tags, after.tags, sameTag) &&
    sameList(before.suppressions, after.suppressions, (a, b) => a.code === b.code && a.reason === b.reason) &&
    sameList(before.problems, after.problems, (a, b) => a.code === b.code && a.message === b.message)
  );
}

function sameUnit(a: UnitFact, b: UnitFact): boolean {
  return (
    a.kind === b.kind &&
    a.name === b.name &&
    a.qualifiedName === b.qualifiedName &&
    a.parent === b.parent &&
    a.test === b.test
  );
}

/** How long a unit is may decide whether it counts. */
function linesOf({ span }: UnitFact, { lineStarts }: FileFacts): number {
  return lineColumnAt(lineStarts, span.end).line - lineColumnAt(lineStarts, span.start).line;
}

/** Tags of foreign notations are never the same: their made-up names may go by the line. */
function sameTag(a: TagFact, b: TagFact): boolean {
  return (
    a.dialect === 'lifetrace' &&
    b.dialect === 'lifetrace' &&
    a.keyword === b.keyword &&
    a.target === b.target &&
    a.targetKey === b.targetKey &&
    a.unit === b.unit &&
    a.local === b.local &&
    a.declares === b.declares
  );
}
