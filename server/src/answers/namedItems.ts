import { type ItemKey, itemKeyOf } from '../model/itemId.ts';
import { contains, type FilePath, type Span } from '../model/span.ts';
import type { Item } from '../trace/item.ts';
import type { Snapshot } from '../trace/snapshot.ts';

/** A token of a file that names an item. */
export interface NamedItem {
  readonly span: Span;
  readonly key: ItemKey;
  /** True where the item is defined. */
  readonly defines: boolean;
  /** Undefined when nobody defines the ID. */
  readonly item: Item | undefined;
}

/**
 * Every token of a file that names an item: where items are defined, links, IDs in other fields, and tags. In order of
 * offset. With `within`, those of the items and tags that lie at least in part in that span.
 */
export function namedItemsIn(snapshot: Snapshot, file: FilePath, within?: Span): readonly NamedItem[] {
  const found: NamedItem[] = [];
  for (const item of snapshot.itemsByFile.get(file) ?? []) {
    const { fact } = item;
    if (within && !overlaps(fact.span, within)) continue;
    found.push({ span: fact.idSpan, key: item.key, defines: true, item });
    for (const { toKey, span } of fact.links) {
      found.push({ span, key: toKey, defines: false, item: snapshot.byKey.get(toKey) });
    }
    found.push(...mentionsIn(snapshot, item));
  }
  for (const { fact, target } of snapshot.tagsByFile.get(file) ?? []) {
    if (fact.keyword === 'class' || (within && !overlaps(fact.span, within))) continue;
    found.push({ span: fact.span, key: fact.targetKey, defines: false, item: target });
  }
  return inOrder(found);
}

/** IDs of items in fields of an item that are no links, as far as somebody defines them. */
function mentionsIn(snapshot: Snapshot, owner: Item): readonly NamedItem[] {
  const found: NamedItem[] = [];
  for (const { values } of owner.fact.attributes) {
    for (const { text, span } of values) {
      for (const { id, start } of idsIn(text)) {
        const at = { start: span.start + start, end: span.start + start + id.length };
        const key = itemKeyOf(id);
        const item = contains(span, at) ? snapshot.byKey.get(key) : undefined;
        if (item) found.push({ span: at, key, defines: false, item });
      }
    }
  }
  return found;
}

/** Words of a text that may be IDs: those with a letter and a digit in them. */
export function* idsIn(text: string): Generator<{ readonly id: string; readonly start: number }> {
  if (!/\d/.test(text)) return;
  for (const match of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}_.-]*/gu)) {
    const id = match[0].replace(/[.-]+$/, '');
    if (/\d/.test(id) && /\p{L}/u.test(id)) yield { id, start: match.index };
  }
}

/** A token counts once: a reader may have noted the same one as a link and as the value of a field. */
function inOrder(names: NamedItem[]): readonly NamedItem[] {
  names.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let end = -1;
  return names.filter(({ span }) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}

/** True when two spans have more in common than an end. */
function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
