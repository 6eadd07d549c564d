import type { DialectId, FileFacts, TagFact } from '../../model/facts.ts';
import { FlatFacts } from '../../model/flatFacts/flatFacts.ts';
import { ITEM, NOTHING, SIZES, TAG } from '../../model/flatFacts/layout.ts';
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
  records.everyPlace('items', (at) => {
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
  records.everyPlace('tags', (at) => {
    tell(records.name(at + TAG.dialect) as DialectId, records.name(at + TAG.keyword) as TagFact['keyword']);
  });
}

/** True when a tag of a file names a function that is only declared where the tag stands. */
export function declaresFunctions(facts: FileFacts): boolean {
  if (!(facts instanceof FlatFacts)) return facts.tags.some(({ declares }) => declares !== undefined);
  const { records } = facts;
  let at = records.place('tags', 0) + TAG.local;
  for (let left = records.countOf('tags'); left > 0; left--, at += SIZES.tags)
    if (records.number(at) > NOTHING) return true;
  return false;
}
