import type { ItemKey } from '../../model/itemId.ts';
import type { Span } from '../../model/span.ts';
import type { OftLink, OftLinkStatus } from './oftItem.ts';
import type { Reference, TracedItem } from './tracedItem.ts';

/** A reference that was judged. */
export class TracedLink implements OftLink {
  readonly status: OftLinkStatus;
  readonly from: TracedItem;
  readonly span: Span;
  readonly to: readonly TracedItem[];
  readonly #key: ItemKey;
  readonly #revision: number;

  constructor(
    from: TracedItem,
    { toKey, revision = 0, span }: Reference,
    status: OftLinkStatus,
    to: readonly TracedItem[],
  ) {
    this.status = status;
    this.from = from;
    this.span = span;
    this.to = to;
    this.#key = toKey;
    this.#revision = revision;
  }

  get target(): string {
    return `${this.targetName}~${this.#revision}`;
  }

  get targetName(): string {
    return this.#key.slice(this.#key.indexOf(':') + 1);
  }
}
