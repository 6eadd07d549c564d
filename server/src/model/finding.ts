import type { ItemKey } from './itemId.ts';
import type { FilePath, Place, Span } from './span.ts';

/** How loud a finding is. */
export type Severity = 'error' | 'warning' | 'information';

/** Something that a rule found, at one place. */
export interface Finding {
  /** Rule code, for example `LT202`. Codes are never renumbered. */
  readonly code: string;
  /** Rule name, for example `untraced-unit`. */
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: FilePath;
  readonly span: Span;
  /** ID of the item that the finding is about, if any. */
  readonly item?: string;
  /** Clause references that the rule rests on, for example `5.2.6 f, 5.1.1 c`. */
  readonly clause: string;
  /** Other places that explain the finding, for example the first definition of a duplicate. */
  readonly related: readonly RelatedPlace[];
  /**
   * Other items that it speaks of. Their definitions explain it as {@link related} places do, and are looked up when it is
   * shown: wherever they move, the finding stays what it is.
   */
  readonly others?: readonly ItemKey[];
}

/** A place that helps to understand a finding. */
export interface RelatedPlace extends Place {
  readonly message: string;
}
