import type { LinkKind } from '../model/linkKind.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';
import { nodeKindOf } from './classSources.ts';
import { type Item, incomingLinks, type Snapshot, targets } from './snapshot.ts';
import { REALISING } from './tagMeaning.ts';

/** Links at an item that lead to what gives it its level: a test has that of what it verifies. */
const GIVES_LEVEL: ReadonlyMap<string, readonly LinkKind[]> = new Map<string, readonly LinkKind[]>([
  ['ST', ['verifies']],
  ['IT', ['verifies']],
  ['UT', ['verifies']],
  ['VAL', ['verifies']],
  ['REV', ['verifies']],
  ['TR', ['records']],
  ['CR', ['affects']],
  ['PR', ['affects']],
  ['ANOM', ['affects']],
  ['CAUSE', ['in']],
  ['SDD', ['designs', 'refines']],
  ['IF', ['connects']],
]);

/**
 * The level that decides which rules apply to an item: of a system, item, unit or SOUP its effective class; of what
 * they satisfy or implement (requirement, risk control) the highest of theirs; of a test, review, problem or change the
 * highest of what it is about; the product's level where nothing of this is on record. Undefined for test code and
 * tools, which have no class.
 */
export function levelOfItem(snapshot: Snapshot, item: Item): SafetyLevel | undefined {
  if (nodeKindOf(item)) return snapshot.classByKey.get(item.key)?.effective;
  const { levels } = snapshot.config.profile;
  let highest = -1;
  const count = (level: SafetyLevel | undefined): void => {
    if (level !== undefined) highest = Math.max(highest, levels.indexOf(level));
  };
  const seen = new Set([item]);
  for (const each of seen) {
    if (nodeKindOf(each)) {
      count(snapshot.classByKey.get(each.key)?.effective);
      continue;
    }
    for (const level of levelsInCode(snapshot, each)) count(level);
    for (const { kind, from } of incomingLinks(snapshot, each)) {
      if (kind === 'satisfies' || kind === 'implements') seen.add(from);
    }
    for (const kind of GIVES_LEVEL.get(each.type) ?? []) for (const target of targets(each, kind)) seen.add(target);
  }
  return levels[highest] ?? snapshot.productLevel;
}

/** Levels of the code that realises an item by a tag; a tag of a whole file counts for all that is in it. */
function levelsInCode(snapshot: Snapshot, item: Item): readonly (SafetyLevel | undefined)[] {
  const tags = snapshot.tagsByTarget.get(item.key) ?? [];
  return tags.flatMap(({ file, fact, unit }) => {
    if (!REALISING.has(fact.keyword)) return [];
    return unit ? [unit.level] : (snapshot.unitsByFile.get(file) ?? []).map((other) => other.level);
  });
}
