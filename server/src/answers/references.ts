import type { ItemKey } from '../model/itemId.ts';
import type { Place } from '../model/span.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { inOrder, placeOfItem, tokenOf } from './codePlace.ts';

/**
 * Every token that names an item: links of other items and tags in code, with `declarations` also where the item is
 * defined. Works for an ID that nobody defines, too. In order of file and offset.
 */
export function referencesTo(snapshot: Snapshot, key: ItemKey, declarations: boolean): readonly Place[] {
  const links = snapshot.items.flatMap((item) =>
    item.links
      .filter((link) => link.fact.toKey === key)
      .map(({ fact }) => ({ file: item.file, span: fact.span, selection: fact.span })),
  );
  const tags = snapshot.tags
    .filter((tag) => tag.fact.targetKey === key && tag.fact.keyword !== 'class')
    .map(({ file, fact }) => ({ file, span: fact.span, selection: fact.span }));
  const definitions = declarations ? snapshot.items.filter((item) => item.key === key).map(placeOfItem) : [];
  return inOrder([...definitions, ...links, ...tags]).map(tokenOf);
}
