import type { FileFacts, ItemFact } from '../model/facts.ts';
import { append } from '../model/groups.ts';
import type { ItemKey } from '../model/itemId.ts';
import type { FilePath } from '../model/span.ts';
import type { Item, Link } from './snapshot.ts';

/** All definitions with their links resolved in both directions. */
export interface ItemGraph {
  readonly items: readonly Item[];
  readonly byKey: ReadonlyMap<ItemKey, Item>;
  readonly incoming: ReadonlyMap<ItemKey, readonly Link[]>;
}

/** An item while its links are being resolved. */
interface GrowingItem extends Item {
  readonly links: Link[];
}

/** Resolves the items of files given in path order. The first definition of an ID is the one that references reach. */
export function resolveItems(files: Iterable<FileFacts>): ItemGraph {
  const items: GrowingItem[] = [];
  const byKey = new Map<ItemKey, Item>();
  for (const file of files) {
    for (const fact of file.items) {
      const item = newItem(file.path, fact, !byKey.has(fact.key));
      items.push(item);
      if (item.primary) byKey.set(fact.key, item);
    }
  }
  const incoming = new Map<ItemKey, Link[]>();
  for (const item of items) {
    for (const fact of item.fact.links) {
      const link: Link = { kind: fact.kind, from: item, to: byKey.get(fact.toKey), fact };
      item.links.push(link);
      if (item.primary) append(incoming, fact.toKey, link);
    }
  }
  return { items, byKey, incoming };
}

function newItem(file: FilePath, fact: ItemFact, primary: boolean): GrowingItem {
  return { key: fact.key, id: fact.id, type: fact.type, title: fact.title, file, fact, links: [], primary };
}
