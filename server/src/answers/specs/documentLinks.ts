import { type ItemKey, itemKeyOf } from '../../model/itemId.ts';
import type { FilePath, Span } from '../../model/span.ts';
import type { Item } from '../../trace/item.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { type GoToPlace, placeOfItem } from '../codePlace.ts';
import { idsIn, namedItemsIn } from '../namedItems.ts';

/** An ID in the prose of a spec, with the item that it names. */
export interface ItemLink {
  readonly span: Span;
  /** For a person, as plain text: ID, title and status. */
  readonly label: string;
  readonly target: GoToPlace;
}

/**
 * IDs in the prose of a spec that somebody defines, in order of offset. Fields and definitions are no prose: there an ID
 * is something that can be asked about, and leads on by its definition.
 *
 * @param text what the file says now.
 */
export function linksIn(snapshot: Snapshot, file: FilePath, text: string): readonly ItemLink[] {
  if (snapshot.files.get(file)?.role !== 'spec') return [];
  const taken = namedItemsIn(snapshot, file).map(({ span }) => span);
  const known = new Map<ItemKey, Item | undefined>();
  const links: ItemLink[] = [];
  let next = 0;
  for (const { id, start } of idsIn(text)) {
    const span = { start, end: start + id.length };
    while ((taken[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    if ((taken[next]?.start ?? Number.POSITIVE_INFINITY) < span.end) continue;
    if (!snapshot.config.reading.ids.resolve(id)) continue;
    const key = itemKeyOf(id);
    if (!known.has(key)) known.set(key, snapshot.byKey.get(key));
    const item = known.get(key);
    if (item) links.push({ span, label: `${item.id} ${item.title} (${item.status})`, target: placeOfItem(item) });
  }
  return links;
}
