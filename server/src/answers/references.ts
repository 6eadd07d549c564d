import type { ItemKey } from '../model/itemId.ts';
import type { FilePath, Place, Span } from '../model/span.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { type GoToPlace, inOrder, placeOfItem, tokenOf } from './codePlace.ts';

/**
 * Every token that names an item: links of other items and tags in code, with `declarations` also where the item is
 * defined. Works for an ID that nobody defines, too. In order of file and offset.
 */
export function referencesTo(snapshot: Snapshot, key: ItemKey, declarations: boolean): readonly Place[] {
  const links = (snapshot.mentions.get(key) ?? []).map(({ from, fact }) => tokenAt(from.file, fact.span));
  const tags = (snapshot.tagsByTarget.get(key) ?? []).map(({ file, fact }) => tokenAt(file, fact.span));
  const definitions = declarations ? (snapshot.definitions.get(key) ?? []).map(placeOfItem) : [];
  return inOrder([...definitions, ...links, ...tags]).map(tokenOf);
}

function tokenAt(file: FilePath, span: Span): GoToPlace {
  return { file, span, selection: span };
}
