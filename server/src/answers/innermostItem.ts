import { contains, type FilePath, type Span } from '../model/span.ts';
import type { Item } from '../trace/item.ts';
import type { Snapshot } from '../trace/snapshot.ts';

/** The innermost item around a span of a file. */
export function innermostItem({ itemsByFile }: Snapshot, file: FilePath, span: Span): Item | undefined {
  return (itemsByFile.get(file) ?? []).findLast(({ fact }) => contains(fact.span, span));
}
