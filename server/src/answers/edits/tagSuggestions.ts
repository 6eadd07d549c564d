import { compareIds } from '../../model/compare.ts';
import { type Item, isRetired } from '../../trace/item.ts';
import type { CodeUnit, Snapshot } from '../../trace/snapshot.ts';
import { definedAmong, isOpen, nearKeys } from '../completing/relevance.ts';
import { wordsOf } from './nameWords.ts';
import { keywordFor } from './tagWriter.ts';

/** So many proposals are read; more are scrolled past. */
const MOST = 5;

/** So many requirements are looked through where none is near; going through more would keep an editor waiting. */
const MOST_LOOKED_AT = 5000;

/** What counts how much. A word of the title in the name says more than where the code stands. */
const WEIGHT = { word: 3, nextUnit: 3, sameFile: 2, sameItem: 2 } as const;

/**
 * What an untraced unit most likely implements, best first: items that units around it trace to, items of the unit
 * record and software item of its file, and items whose title shares words with its name. Where there are none of these, as before
 * anything is allocated, the requirements that no code names yet: those with a word of its name, or all if they are few.
 */
export function tagSuggestions(snapshot: Snapshot, unit: CodeUnit): readonly Item[] {
  const scores = new Map<Item, number>();
  const add = (item: Item, score: number): void => {
    scores.set(item, (scores.get(item) ?? 0) + score);
  };
  const { named, allocated } = nearKeys(snapshot, unit.file);
  for (const item of definedAmong(snapshot, named)) add(item, WEIGHT.sameFile);
  for (const item of definedAmong(snapshot, allocated)) if (!named.has(item.key)) add(item, WEIGHT.sameItem);
  for (const neighbour of neighbours(snapshot, unit)) {
    for (const item of neighbour.traces) add(item, WEIGHT.nextUnit);
  }
  const words = wordsOf(`${unit.fact.qualifiedName} ${unit.file.replace(/^.*\//, '')}`);
  for (const item of [...scores.keys()]) {
    for (const word of wordsOf(item.title)) if (words.has(word)) add(item, WEIGHT.word);
  }
  const near = [...scores].filter(([item]) => !isRetired(item) && realisable(snapshot, unit, item));
  return [...(near.length > 0 ? near : openRequirements(snapshot, unit, words))]
    .sort(([a, more], [b, most]) => most - more || compareIds(a.id, b.id))
    .slice(0, MOST)
    .map(([item]) => item);
}

/** The requirements that may be meant although nothing leads from the unit to them, with their scores. */
function openRequirements(
  snapshot: Snapshot,
  unit: CodeUnit,
  words: ReadonlySet<string>,
): readonly (readonly [Item, number])[] {
  const open = (snapshot.itemsByType.get('SRS') ?? [])
    .slice(0, MOST_LOOKED_AT)
    .filter((item) => !isRetired(item) && isOpen(snapshot, item) && realisable(snapshot, unit, item))
    .map((item) => [item, [...wordsOf(item.title)].filter((word) => words.has(word)).length] as const);
  return open.length <= MOST ? open : open.filter(([, shared]) => shared > 0);
}

/** A risk control is named beside the requirement for it, so it does not stand for one. */
function realisable(snapshot: Snapshot, unit: CodeUnit, item: Item): boolean {
  return keywordFor(snapshot, unit.test, item) === 'implements' && item.type !== 'RC';
}

function neighbours({ unitsByFile }: Snapshot, unit: CodeUnit): readonly CodeUnit[] {
  const beside = (unitsByFile.get(unit.file) ?? []).filter(({ parent }) => parent === unit.parent);
  const index = beside.indexOf(unit);
  return [beside[index - 1], beside[index + 1]].flatMap((each) => each ?? []);
}
