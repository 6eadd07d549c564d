import { compareText } from '../model/compare.ts';
import type { FilePath, Place, Span } from '../model/span.ts';
import { allOf, type Steps } from '../model/steps.ts';
import type { Item } from '../trace/item.ts';
import type { CodeUnit } from '../trace/snapshot.ts';

/** A place to go to: what belongs to it as a whole, and the token to select in it. */
export interface GoToPlace {
  readonly file: FilePath;
  readonly span: Span;
  readonly selection: Span;
}

/** Where an item is defined. */
export function placeOfItem(item: Item): GoToPlace {
  return { file: item.file, span: item.fact.span, selection: item.fact.idSpan };
}

/** Where a function, method or class is declared. */
export function placeOfUnit(unit: CodeUnit): GoToPlace {
  return { file: unit.file, span: unit.fact.span, selection: unit.fact.nameSpan };
}

/** The first character of a file. */
export function startOfFile(file: FilePath): GoToPlace {
  const span = { start: 0, end: 0 };
  return { file, span, selection: span };
}

/** The token of a place. */
export function tokenOf({ file, selection }: GoToPlace): Place {
  return { file, span: selection };
}

/** Sorts places by file and offset and drops repetitions. */
export function inOrder<P extends GoToPlace>(places: readonly P[]): readonly P[] {
  const sorted = [...places].sort(
    (a, b) => compareText(a.file, b.file) || a.selection.start - b.selection.start || a.selection.end - b.selection.end,
  );
  return sorted.filter((place, index) => {
    const before = sorted[index - 1];
    return (
      before?.file !== place.file ||
      before.selection.start !== place.selection.start ||
      before.selection.end !== place.selection.end
    );
  });
}

/** The different ones among places, in order of file and offset. Where there are more than `most`, some of them, and no more are looked for. */
export function firstPlaces<P extends GoToPlace>(places: Iterable<P | undefined>, most: number): readonly P[] {
  return allOf(placesInSteps(places, most));
}

/** The same in steps: one for each place, and for each undefined, which stands for work without a place. */
export function* placesInSteps<P extends GoToPlace>(
  places: Iterable<P | undefined>,
  most = Number.POSITIVE_INFINITY,
): Steps<readonly P[]> {
  const byFile = new Map<FilePath, Map<number, P>>();
  let count = 0;
  for (const place of places) {
    yield;
    if (!place) continue;
    const ofFile = byFile.get(place.file) ?? new Map<number, P>();
    byFile.set(place.file, ofFile);
    const { start, end } = place.selection;
    const name = start * LONGEST_TEXT + end;
    if (!ofFile.has(name)) {
      ofFile.set(name, place);
      count++;
    }
    if (count >= most) break;
  }
  const ordered: P[][] = [];
  for (const file of [...byFile.keys()].sort(compareText)) {
    const ofFile = [...(byFile.get(file)?.values() ?? [])];
    ordered.push(ofFile.sort((a, b) => a.selection.start - b.selection.start || a.selection.end - b.selection.end));
    yield;
  }
  return ordered.flat();
}

/** No text that is read is longer, so that two offsets make one number that is exact. */
const LONGEST_TEXT = 2 ** 26;
