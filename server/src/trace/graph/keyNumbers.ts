import type { FileFacts, ItemFact } from '../../model/facts.ts';
import { FlatFacts } from '../../model/flatFacts/flatFacts.ts';
import { FlatItem } from '../../model/flatFacts/flatItem.ts';
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

/** Numbers of the keys that an item links to, in the order of its links. */
export function targetNumbers(item: ItemFact, names: Names): Int32Array {
  if (item instanceof FlatItem) return item.targetNumbers;
  // Where links stand is not asked for.
  return Int32Array.from(originOf(item).links, ({ toKey }) => names.numberOf(toKey));
}

/** How many links an item has. */
export function linkCount(item: ItemFact): number {
  return item instanceof FlatItem ? item.linkCount : originOf(item).links.length;
}
