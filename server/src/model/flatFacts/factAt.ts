import type { FileFacts, ItemFact, TagFact, UnitFact } from '../facts.ts';
import { FlatFacts } from './flatFacts.ts';

/** An item of a file by its position; no view of another one is made. Undefined where there is none. */
export function itemAt(facts: FileFacts, index: number): ItemFact | undefined {
  return facts instanceof FlatFacts ? facts.itemAt(index) : facts.items[index];
}

/** The same for a unit of code. */
export function unitAt(facts: FileFacts, index: number): UnitFact | undefined {
  return facts instanceof FlatFacts ? facts.unitAt(index) : facts.units[index];
}

/** The same for a tag. */
export function tagAt(facts: FileFacts, index: number): TagFact | undefined {
  return facts instanceof FlatFacts ? facts.tagAt(index) : facts.tags[index];
}
