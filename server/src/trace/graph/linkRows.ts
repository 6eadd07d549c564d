import type { FlatFacts } from '../../model/flatFacts/flatFacts.ts';
import { ITEM, LINK, SECTION } from '../../model/flatFacts/layout.ts';
import type { LinkKind } from '../../model/linkKind.ts';

/**
 * What the links of all items in a flat file are and where they lead to, side by side: rules go through them again and again, and
 * most of them are passed over.
 */
export class LinkRows {
  /** Where the links of each item begin, and behind the last item where they end. */
  readonly #starts: Int32Array;
  /** Numbers of the keys that they lead to. */
  readonly #targets: Int32Array;
  /** Positions in {@link #named}. */
  readonly #kinds: Uint8Array;
  /** The kinds that the file has. */
  readonly #named: readonly LinkKind[];

  constructor({ records }: FlatFacts) {
    const items = records.countOf(SECTION.items);
    const starts = new Int32Array(items + 1);
    const targets = new Int32Array(records.countOf(SECTION.links));
    const kinds = new Uint8Array(targets.length);
    const named: LinkKind[] = [];
    const places = new Map<number, number>();
    let end = 0;
    for (let item = 0; item < items; item++) {
      starts[item] = end;
      records.eachPlace(SECTION.links, records.place(SECTION.items, item) + ITEM.links, (at) => {
        const kind = records.nameNumber(at + LINK.kind);
        let place = places.get(kind);
        if (place === undefined) {
          place = named.push(records.name(at + LINK.kind) as LinkKind) - 1;
          places.set(kind, place);
        }
        kinds[end] = place;
        targets[end++] = records.nameNumber(at + LINK.toKey);
      });
    }
    starts[items] = end;
    this.#starts = starts;
    this.#targets = targets;
    this.#kinds = kinds;
    this.#named = named;
  }

  /** How many links an item has. */
  count(item: number): number {
    return (this.#starts[item + 1] ?? 0) - (this.#starts[item] ?? 0);
  }

  /** The kind of a link by its position among those of its item. */
  kindOf(item: number, position: number): LinkKind {
    const kind = this.#named[this.#kinds[(this.#starts[item] ?? 0) + position] ?? this.#named.length];
    if (kind === undefined) throw new RangeError(`No link ${position}`);
    return kind;
  }

  /** The number of the key that such a link leads to. */
  targetOf(item: number, position: number): number {
    return this.#targets[(this.#starts[item] ?? 0) + position] ?? -1;
  }

  /** The same of all its links, in their order; a view. */
  targetsOf(item: number): Int32Array {
    return this.#targets.subarray(this.#starts[item], this.#starts[item + 1]);
  }

  /** The position of the first link of an item, among its links from some position on, that leads to a key; -1 for none. */
  next(item: number, key: number, from: number): number {
    const start = this.#starts[item] ?? 0;
    const end = this.#starts[item + 1] ?? start;
    for (let at = start + from; at < end; at++) if (this.#targets[at] === key) return at - start;
    return -1;
  }
}
