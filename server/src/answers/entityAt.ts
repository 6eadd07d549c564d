import { type ItemKey, itemKeyOf } from '../model/itemId.ts';
import { type FilePath, type Span, touches } from '../model/span.ts';
import type { Item, Link } from '../trace/item.ts';
import type { CodeUnit, Snapshot, Tag } from '../trace/snapshot.ts';

/** An item named under the cursor. `item` is undefined when nobody defines the ID. */
interface NamesItem {
  /** The token under the cursor. */
  readonly origin: Span;
  readonly key: ItemKey;
  /** The ID as written. */
  readonly id: string;
  readonly item: Item | undefined;
}

/** What stands under a cursor. */
export type Entity =
  | (NamesItem & { readonly kind: 'definition'; readonly item: Item })
  | (NamesItem & { readonly kind: 'link'; readonly link: Link })
  | (NamesItem & { readonly kind: 'tag'; readonly tag: Tag })
  /** An ID in a field that is no link, for example in `countedControls`. */
  | (NamesItem & { readonly kind: 'mention' })
  /** The path of a file in a field, for example of a software unit's `path`. */
  | { readonly kind: 'file'; readonly origin: Span; readonly file: FilePath; readonly owner: Item }
  /** A class written in code. */
  | { readonly kind: 'claim'; readonly origin: Span; readonly tag: Tag }
  /** The name of a function, method or class where it is declared. */
  | { readonly kind: 'unit'; readonly origin: Span; readonly unit: CodeUnit };

/** What stands at an offset of a file: the token that the offset touches, or undefined when it means nothing to us. */
export function entityAt(snapshot: Snapshot, file: FilePath, offset: number): Entity | undefined {
  return tagAt(snapshot, file, offset) ?? inItems(snapshot, file, offset) ?? unitAt(snapshot, file, offset);
}

/** The item that an entity names: itself, or for the path of a file the item that has the path. */
export function itemOf(entity: Entity | undefined): Item | undefined {
  if (!entity || entity.kind === 'unit' || entity.kind === 'claim') return undefined;
  return entity.kind === 'file' ? entity.owner : entity.item;
}

function tagAt(snapshot: Snapshot, file: FilePath, offset: number): Entity | undefined {
  const tag = snapshot.tagsByFile.get(file)?.find(({ fact }) => touches(fact.span, offset));
  if (!tag) return undefined;
  if (tag.fact.keyword === 'class') return { kind: 'claim', origin: tag.fact.span, tag };
  const { target: id, targetKey: key, span: origin } = tag.fact;
  return { kind: 'tag', origin, key, id, item: tag.target, tag };
}

function inItems(snapshot: Snapshot, file: FilePath, offset: number): Entity | undefined {
  const around = (snapshot.itemsByFile.get(file) ?? []).filter((item) => touches(item.fact.span, offset));
  for (const item of around) {
    if (touches(item.fact.idSpan, offset)) {
      return { kind: 'definition', origin: item.fact.idSpan, key: item.key, id: item.id, item };
    }
  }
  for (const item of around) {
    const link = item.links.find(({ fact }) => touches(fact.span, offset));
    if (link) {
      const { to: id, toKey: key, span: origin } = link.fact;
      return { kind: 'link', origin, key, id, item: link.to, link };
    }
  }
  for (const item of around) {
    const found = inAttributes(snapshot, item, offset);
    if (found) return found;
  }
  return undefined;
}

/** Attributes whose values are paths of files. */
const FILE_ATTRIBUTES: ReadonlySet<string> = new Set(['path', 'procedure']);

function inAttributes(snapshot: Snapshot, owner: Item, offset: number): Entity | undefined {
  for (const { name, values } of owner.fact.attributes) {
    const value = values.find(({ span }) => touches(span, offset));
    if (!value) continue;
    if (FILE_ATTRIBUTES.has(name) && snapshot.files.has(value.text)) {
      return { kind: 'file', origin: value.span, file: value.text, owner };
    }
    for (const match of value.text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}_.-]*/gu)) {
      const id = match[0].replace(/[.-]+$/, '');
      const start = value.span.start + match.index;
      const origin = { start, end: start + id.length };
      if (!touches(origin, offset) || origin.end > value.span.end) continue;
      const key = itemKeyOf(id);
      const item = snapshot.byKey.get(key);
      if (item) return { kind: 'mention', origin, key, id, item };
    }
  }
  return undefined;
}

function unitAt(snapshot: Snapshot, file: FilePath, offset: number): Entity | undefined {
  const unit = snapshot.unitsByFile.get(file)?.find(({ fact }) => touches(fact.nameSpan, offset));
  return unit && { kind: 'unit', origin: unit.fact.nameSpan, unit };
}
