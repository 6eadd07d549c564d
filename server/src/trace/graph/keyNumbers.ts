import type { FileFacts, ItemFact, TagFact } from '../../model/facts.ts';
import { FlatFacts } from '../../model/flatFacts/flatFacts.ts';
import { FlatItem } from '../../model/flatFacts/flatItem.ts';
import { FlatTag } from '../../model/flatFacts/flatTag.ts';
import { ITEM, LINK, SECTION } from '../../model/flatFacts/layout.ts';
import type { Names } from '../../model/names.ts';
import { originOf } from '../../read/reuse/shiftedItem.ts';

/*
 * What facts name, by number. Flat facts know the numbers of the project that they are of; the facts of a text that is open
 * are plain, and their names are looked up.
 */

/** Numbers of the keys of all items. */
export function itemNumbers(facts: FileFacts, names: Names): Int32Array {
  if (facts instanceof FlatFacts) return facts.itemNumbers;
  return Int32Array.from(facts.items, ({ key }) => names.numberOf(key));
}

/** Numbers of the keys that all tags name. */
export function tagNumbers(facts: FileFacts, names: Names): Int32Array {
  if (facts instanceof FlatFacts) return facts.targetNumbers;
  return Int32Array.from(facts.tags, ({ targetKey }) => names.numberOf(targetKey));
}

/** Tells the number of the key that each link of an item leads to, in the order of its links; `index` is the item's. */
export function eachTarget(facts: FileFacts, index: number, names: Names, tell: (target: number) => void): void {
  if (facts instanceof FlatFacts) {
    const { records } = facts;
    const links = records.place(SECTION.items, index) + ITEM.links;
    records.eachPlace(SECTION.links, links, (at) => tell(records.nameNumber(at + LINK.toKey)));
    return;
  }
  const item = facts.items[index];
  // Where links stand is not asked for.
  for (const { toKey } of item ? originOf(item).links : []) tell(names.numberOf(toKey));
}

/** The number of the key that a tag names. */
export function tagNumberOf(tag: TagFact, names: Names): number {
  return tag instanceof FlatTag ? tag.targetNumber : names.numberOf(tag.targetKey);
}

/** The type of an item of our own notation; undefined for one of another. */
export function ownTypeOf(facts: FileFacts, index: number): string | undefined {
  if (facts instanceof FlatFacts) {
    const { records } = facts;
    const at = records.place(SECTION.items, index);
    return records.name(at + ITEM.dialect) === 'lifetrace' ? records.name(at + ITEM.type) : undefined;
  }
  const item = facts.items[index];
  return item?.dialect === 'lifetrace' ? item.type : undefined;
}

/** How many links an item has. */
export function linkCount(item: ItemFact): number {
  return item instanceof FlatItem ? item.linkCount : originOf(item).links.length;
}
