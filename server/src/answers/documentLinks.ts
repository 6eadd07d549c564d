import type { ItemKey } from '../model/itemId.ts';
import type { FilePath, Span } from '../model/span.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { type GoToPlace, placeOfItem } from './codePlace.ts';
import { namedItemsIn } from './namedItems.ts';

/** A token that leads to the definition of an item. */
export interface ItemLink {
  readonly span: Span;
  readonly key: ItemKey;
}

/**
 * Tokens of a file that name an item defined elsewhere, in order of offset. While files are still being read every ID
 * counts: {@link targetOfLink} tells once somebody follows it.
 */
export function linksIn(snapshot: Snapshot, file: FilePath): readonly ItemLink[] {
  return namedItemsIn(snapshot, file)
    .filter(({ defines, item }) => !defines && (item !== undefined || !snapshot.whole))
    .map(({ span, key }) => ({ span, key }));
}

/** Where a link leads to, or undefined when nobody defines the item. */
export function targetOfLink(snapshot: Snapshot, key: ItemKey): GoToPlace | undefined {
  const item = snapshot.byKey.get(key);
  return item && placeOfItem(item);
}
