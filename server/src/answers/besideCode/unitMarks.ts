import { attribute } from '../../trace/item.ts';
import type { CodeUnit, Snapshot } from '../../trace/snapshot.ts';
import { realises } from '../../trace/tagMeaning.ts';
import { isNamedBy } from '../../trace/unitName.ts';
import { hasToTrace } from '../../trace/unitsToTrace.ts';

/** True for code that nobody wants to see anything about: tests, generated code, and what the project leaves out. */
export function isOutOfSight(snapshot: Snapshot, unit: CodeUnit): boolean {
  return unit.test || unit.excluded !== undefined || snapshot.files.get(unit.file)?.generated !== undefined;
}

/** True for a unit that is traced by itself, not by what encloses it: by a tag of its own, or by a record that names it. */
export function isTracedByItself(unit: CodeUnit): boolean {
  if (!unit.traced) return false;
  if (unit.tags.some((tag) => realises(tag) || tag.fact.keyword === 'unit')) return true;
  const symbol = unit.record && attribute(unit.record, 'symbol');
  return symbol !== undefined && isNamedBy(unit.fact.qualifiedName, symbol);
}

/** The class of a unit as far as it asks for something: none at the lowest level, without one, or in an ungoverned project. */
export function demandingLevel(snapshot: Snapshot, unit: CodeUnit): string | undefined {
  const { governed, config } = snapshot;
  if (!governed || unit.level === config.profile.levels[0] || !hasToTrace(unit)) return undefined;
  return unit.level;
}
