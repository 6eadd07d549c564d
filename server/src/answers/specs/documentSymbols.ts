import { typeLabel } from '../../model/itemType.ts';
import { contains, type FilePath, type Span } from '../../model/span.ts';
import { type Item, isRetired } from '../../trace/item.ts';
import type { Snapshot } from '../../trace/snapshot.ts';

/** An item of a spec, as an outline shows it. */
export interface ItemSymbol {
  /** ID and title. */
  readonly name: string;
  /** What it is, and its status where it is not an approved one. */
  readonly detail: string;
  readonly type: string;
  readonly retired: boolean;
  readonly span: Span;
  /** The ID. */
  readonly selection: Span;
  /** Items that are written inside of this one. */
  readonly children: readonly ItemSymbol[];
}

/** The items of a file as they are written into each other, in order of offset. */
export function symbolsIn(snapshot: Snapshot, file: FilePath): readonly ItemSymbol[] {
  const top: ItemSymbol[] = [];
  const open: { readonly span: Span; readonly children: ItemSymbol[] }[] = [];
  const items = [...(snapshot.itemsByFile.get(file) ?? [])].sort(
    (a, b) => a.fact.span.start - b.fact.span.start || b.fact.span.end - a.fact.span.end,
  );
  for (const item of items) {
    const { span } = item.fact;
    while (open.length > 0 && !contains(open.at(-1)?.span ?? span, span)) open.pop();
    const children: ItemSymbol[] = [];
    (open.at(-1)?.children ?? top).push(symbolOf(item, children));
    open.push({ span, children });
  }
  return top;
}

function symbolOf(item: Item, children: readonly ItemSymbol[]): ItemSymbol {
  const { span, idSpan: selection } = item.fact;
  return { ...wordsOf(item), retired: isRetired(item), span, selection, children };
}

/** How an item is called in lists of symbols. */
export function wordsOf(item: Item): Pick<ItemSymbol, 'name' | 'detail' | 'type'> {
  const { id, title, type, status } = item;
  const label = typeLabel(type);
  return { name: `${id} ${title}`.trim(), detail: status === 'approved' ? label : `${label}, ${status}`, type };
}
