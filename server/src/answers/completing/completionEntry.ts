import type { ItemKey } from '../../model/itemId.ts';
import type { Span } from '../../model/span.ts';

/** One proposal. All texts are raw; an editor shows them as they are. */
export interface CompletionEntry {
  readonly kind: 'item' | 'keyword' | 'level' | 'field' | 'newItem';
  readonly label: string;
  /** Shown behind the label: the title of an item, the meaning of a keyword. */
  readonly detail: string;
  /** Shown at the edge. Items have none: their title needs the room, and their ID says what they are. */
  readonly description?: string;
  /** What it means, at more length. */
  readonly documentation?: string;
  /** What the typed text is matched against: an item is found by its ID and by words of its title. */
  readonly filterText: string;
  /** Sorts the list, whatever an editor makes of the match. */
  readonly sortText: string;
  readonly insertText: string;
  /** The same with places to fill in, for editors that know snippets. */
  readonly snippet?: string;
  /** What the proposal takes the place of. */
  readonly replace: Span;
  /** Key of the item, for {@link resolveCompletion}. */
  readonly item?: ItemKey;
}
