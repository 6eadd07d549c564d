import { lineColumnAt } from '../model/lineIndex.ts';
import { type FilePath, touches } from '../model/span.ts';
import { headingWords, slugOf } from '../read/markdown/anchors.ts';
import type { Item } from '../trace/item.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { entityAt, itemOf } from './entityAt.ts';
import { escaped, oneLine } from './markdown.ts';

/** An item by its ID. */
export interface NamedItem {
  /** As it is defined; as written where nobody defines it. */
  readonly id: string;
  readonly item: Item | undefined;
}

/** The item that is named at an offset, or else the innermost one that the offset lies in. */
export function namedItemAt(snapshot: Snapshot, file: FilePath, offset: number): NamedItem | undefined {
  const entity = entityAt(snapshot, file, offset);
  const item = itemOf(entity);
  if (item) return { id: item.id, item };
  if (entity && 'id' in entity) return { id: entity.id, item: undefined };
  const around = (snapshot.itemsByFile.get(file) ?? []).filter(({ fact }) => touches(fact.span, offset));
  const innermost = around.at(-1);
  return innermost && { id: innermost.id, item: innermost };
}

/**
 * A Markdown link to where an item is defined, as an address from the root of the project: to the heading that opens the
 * item, or else to its line.
 * @param text of the item's file; without it the link leads to the line
 */
export function markdownLink(snapshot: Snapshot, { id, title, file, fact }: Item, text: string | undefined): string {
  const { line } = lineColumnAt(snapshot.files.get(file)?.lineStarts ?? [0], fact.idSpan.start);
  const words = /\.(?:md|markdown)$/i.test(file) ? headingWords(text?.split(/\r?\n/)[line] ?? '') : undefined;
  const address = file.split('/').map(percentEncoded).join('/');
  const fragment = words === undefined ? `L${line + 1}` : percentEncoded(slugOf(words));
  return `[${escaped(oneLine(`${id} ${title}`))}](/${address}#${fragment})`;
}

/** Parentheses would end the address of a link. */
function percentEncoded(text: string): string {
  return encodeURIComponent(oneLine(text)).replace(/[()'*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}
