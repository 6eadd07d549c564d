import type { DialectId, FileFacts, TagFact } from '../../model/facts.ts';
import { FlatFacts } from '../../model/flatFacts/flatFacts.ts';
import { ITEM, NOTHING, SECTION, SIZES, TAG, UNIT } from '../../model/flatFacts/layout.ts';
import { linkCount } from './keyNumbers.ts';

/*
 * The little that everybody wants to know of all items and tags of a file, told without a view of any that is flat.
 */

/** Tells of each item, in order, which notation it is written in, its type, and how many links it has. */
export function eachItemHead(facts: FileFacts, tell: (dialect: DialectId, type: string, links: number) => void): void {
  if (!(facts instanceof FlatFacts)) {
    for (const item of facts.items) tell(item.dialect, item.type, linkCount(item));
    return;
  }
  const { records } = facts;
  records.everyPlace(SECTION.items, (at) => {
    const dialect = records.name(at + ITEM.dialect) as DialectId;
    tell(dialect, records.name(at + ITEM.type), records.number(at + ITEM.links + 1));
  });
}

/** Tells of each tag, in order, which notation it is written in, and its keyword. */
export function eachTagHead(facts: FileFacts, tell: (dialect: DialectId, keyword: TagFact['keyword']) => void): void {
  if (!(facts instanceof FlatFacts)) {
    for (const { dialect, keyword } of facts.tags) tell(dialect, keyword);
    return;
  }
  const { records } = facts;
  records.everyPlace(SECTION.tags, (at) => {
    tell(records.name(at + TAG.dialect) as DialectId, records.name(at + TAG.keyword) as TagFact['keyword']);
  });
}

/**
 * Tells of each tag, in order, the unit that it belongs to (-1 is the file), whether it belongs to no more than its own place, and
 * its keyword.
 */
export function eachTagOwner(
  facts: FileFacts,
  tell: (unit: number, local: boolean, keyword: TagFact['keyword'], index: number) => void,
): void {
  if (!(facts instanceof FlatFacts)) {
    facts.tags.forEach(({ unit, local, keyword }, index) => {
      tell(unit, local === true, keyword, index);
    });
    return;
  }
  const { records } = facts;
  let index = 0;
  records.everyPlace(SECTION.tags, (at) => {
    const local = records.number(at + TAG.local) !== NOTHING;
    tell(records.number(at + TAG.unit), local, records.name(at + TAG.keyword) as TagFact['keyword'], index++);
  });
}

/** The unit that holds a unit; -1 for one that stands in the file itself, or is not there. */
export function parentOf(facts: FileFacts, unit: number): number {
  if (!(facts instanceof FlatFacts)) return facts.units[unit]?.parent ?? NOTHING;
  if (unit < 0 || unit >= facts.count(SECTION.units)) return NOTHING;
  const { records } = facts;
  return records.number(records.place(SECTION.units, unit) + UNIT.parent);
}

/** True when a tag of a file names a function that is only declared where the tag stands. */
export function declaresFunctions(facts: FileFacts): boolean {
  if (!(facts instanceof FlatFacts)) return facts.tags.some(({ declares }) => declares !== undefined);
  const { records } = facts;
  let at = records.place(SECTION.tags, 0) + TAG.local;
  for (let left = records.countOf(SECTION.tags); left > 0; left--, at += SIZES[SECTION.tags])
    if (records.number(at) > NOTHING) return true;
  return false;
}
