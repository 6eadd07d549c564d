import { countWhile } from '../model/countWhile.ts';
import type { UnitFact } from '../model/facts.ts';
import type { Span } from '../model/span.ts';

/** How far behind a unit's end a comment still counts as its trailing one. */
const REACH = 200;
const ONLY_CLOSING = /^[ \t;,)\]}]*$/;

/** Where a place in a text stands among its units. */
export interface UnitPlace {
  /** The unit that the place documents or trails, else the innermost one around it, else -1. */
  readonly unit: number;
  /** True when the place stands in the unit, or in none; false when it documents or trails it. */
  readonly inside: boolean;
  /** How many units start at or before the place. */
  readonly before: number;
}

/**
 * Tells to which unit a place in comments belongs: index of the unit that it documents, else of the one that ends on
 * the same line in front of it, else of the innermost one around it, else -1. `units` are those of `text`, in order.
 */
export function createUnitLocator(text: string, units: readonly UnitFact[]): (place: Span) => UnitPlace {
  let byEnd: readonly number[] | undefined;

  function endingBefore(offset: number): number {
    byEnd ??= units.map((_, index) => index).sort((a, b) => endOf(a) - endOf(b) || a - b);
    const found = byEnd[countWhile(byEnd.length, (at) => endOf(byEnd?.[at] ?? -1) <= offset) - 1] ?? -1;
    const isNear = found >= 0 && offset - endOf(found) <= REACH;
    return isNear && ONLY_CLOSING.test(text.slice(endOf(found), offset)) ? found : -1;
  }

  function endOf(index: number): number {
    return units[index]?.span.end ?? 0;
  }

  return (place) => {
    const before = countWhile(units.length, (at) => (units[at]?.span.start ?? 0) <= place.start);
    if (holds(units[before]?.docSpan, place)) return { unit: before, inside: false, before };
    const trailed = endingBefore(place.start);
    if (trailed >= 0) return { unit: trailed, inside: false, before };
    let unit = before - 1;
    while (unit >= 0 && !holds(units[unit]?.span, place)) unit = units[unit]?.parent ?? -1;
    return { unit, inside: true, before };
  };
}

function holds(span: Span | undefined, place: Span): boolean {
  return span !== undefined && span.start <= place.start && place.start < span.end;
}
