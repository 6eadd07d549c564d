import { ACTIVE_KINDS } from '../model/facts.ts';
import type { CodeUnit } from './snapshot.ts';

/** True for a unit that holds others, or data, and does nothing itself. */
export function isContainer(unit: CodeUnit): boolean {
  return !ACTIVE_KINDS.has(unit.fact.kind);
}

/**
 * True for a unit that has to trace on its own, whatever its class: a function, or a type without functions. In C and C++
 * a struct may be nothing but data, and what a class does may stand in another file: there only functions have to.
 */
export function hasToTrace(unit: CodeUnit): boolean {
  if (unit.excluded !== undefined) return false;
  return !isContainer(unit) || !(unit.holdsUnits || unit.language === 'c' || unit.language === 'cpp');
}
