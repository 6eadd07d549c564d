import type { ItemKey } from '../model/itemId.ts';
import type { FilePath, Span } from '../model/span.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { namedItemsIn } from './namedItems.ts';

/** A token that names the item under the cursor. */
export interface Highlight {
  readonly span: Span;
  /** True where the item is defined. */
  readonly defines: boolean;
}

/** Every token of one file that names an item, in order of offset. Works for an ID that nobody defines, too. */
export function highlightsOf(snapshot: Snapshot, file: FilePath, key: ItemKey): readonly Highlight[] {
  return namedItemsIn(snapshot, file).filter((name) => name.key === key);
}
