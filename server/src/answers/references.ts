import type { ItemKey } from '../model/itemId.ts';
import type { FilePath, Place, Span } from '../model/span.ts';
import type { Steps } from '../model/steps.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { type GoToPlace, placeOfItem, placesInSteps, tokenOf } from './codePlace.ts';

/**
 * Every token that names an item: links of other items and tags in code, with `declarations` also where the item is
 * defined. Works for an ID that nobody defines, too. In order of file and offset.
 * In steps: an ID may stand in every function of a project.
 */
export function* referencesTo(snapshot: Snapshot, key: ItemKey, declarations: boolean): Steps<readonly Place[]> {
  return (yield* placesInSteps(tokensOf(snapshot, key, declarations))).map(tokenOf);
}

function* tokensOf(snapshot: Snapshot, key: ItemKey, declarations: boolean): Generator<GoToPlace> {
  if (declarations) for (const item of snapshot.definitions.get(key) ?? []) yield placeOfItem(item);
  for (const { from, fact } of snapshot.mentions.get(key) ?? []) yield tokenAt(from.file, fact.span);
  for (const { file, fact } of snapshot.eachTag(key)) yield tokenAt(file, fact.span);
}

function tokenAt(file: FilePath, span: Span): GoToPlace {
  return { file, span, selection: span };
}
