import type { LinkKind } from '../model/linkKind.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';
import { nodeKindOf } from './classSources.ts';
import { type Item, targets } from './item.ts';
import { incomingLinks, type Snapshot } from './snapshot.ts';
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
 * tools, which have no class, and for everything in a snapshot that is not whole.
 */
export function levelOfItem(snapshot: Snapshot, item: Item): SafetyLevel | undefined {
  if (!snapshot.whole) return undefined;
  if (nodeKindOf(item)) return snapshot.classByKey.get(item.key)?.effective;
  const rank = item.primary ? snapshot.levelRanks.get(item.key) : rankOfDuplicate(snapshot, item);
  return snapshot.config.profile.levels[rank ?? NO_RANK] ?? snapshot.productLevel;
}

/** Only the first definition of an ID counts for others, but the others have a level too. */
function rankOfDuplicate(snapshot: Snapshot, item: Item): number {
  const ranks = givingLevel(snapshot, item).map(({ key }) => snapshot.levelRanks.get(key) ?? NO_RANK);
  return Math.max(ownRank(snapshot, item), ...ranks);
}

/** Stands for no level among the ranks of levels. */
export const NO_RANK = -1;

/** The rank that an item has of its own: that of its class, or of the code that realises it; {@link NO_RANK} for none. */
export function ownRank(snapshot: Snapshot, item: Item): number {
  const { levels } = snapshot.config.profile;
  const own = nodeKindOf(item) ? [snapshot.classByKey.get(item.key)?.effective] : levelsInCode(snapshot, item);
  let highest = NO_RANK;
  for (const level of own) {
    if (level !== undefined) highest = Math.max(highest, levels.indexOf(level));
    // Much code may realise an item, and one piece of the highest level decides.
    if (highest === levels.length - 1) break;
  }
  return highest;
}

/** Items whose level counts for another one; a part of the class tree has its own. */
export function givingLevel(snapshot: Snapshot, item: Item): readonly Item[] {
  if (nodeKindOf(item)) return NO_ITEMS;
  const found = incomingLinks(snapshot, item, 'satisfies', 'implements').map(({ from }) => from);
  for (const kind of GIVES_LEVEL.get(item.type) ?? []) found.push(...targets(item, kind));
  return found;
}

const NO_ITEMS: readonly Item[] = [];

/** Levels of the code that realises an item by a tag; a tag of a whole file counts for all that is in it. */
function* levelsInCode(snapshot: Snapshot, item: Item): Generator<SafetyLevel | undefined> {
  for (const tag of snapshot.eachTag(item.key)) {
    if (!REALISING.has(tag.fact.keyword)) continue;
    if (tag.unit) yield tag.unit.level;
    else for (const other of snapshot.unitsByFile.get(tag.file) ?? []) yield other.level;
  }
}
