import { compareIds } from '../../model/compare.ts';
import type { RecordQuery } from '../../model/recordQuery.ts';
import { filteredInSteps, type Steps, sortedInSteps } from '../../model/steps.ts';
import type { Item } from '../../trace/item.ts';
import { answersQuery } from '../../trace/recordCounts.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import type { RowFilter } from './view.ts';

type Items = readonly Item[];

/** The records that rows of a tree are made from. Each list is made once, in steps: a type may have many thousands of records. */
export class RecordLists {
  readonly #snapshot: Snapshot;
  readonly #filter: RowFilter;
  readonly #ofType = new Map<string, Items>();
  readonly #kept = new Map<string, Items>();
  readonly #answering = new Map<string, Items>();

  constructor(snapshot: Snapshot, filter: RowFilter) {
    this.#snapshot = snapshot;
    this.#filter = filter;
  }

  /** Records of a type, in the order of their IDs. */
  *ofType(type: string): Steps<Items> {
    const known = this.#ofType.get(type);
    if (known) return known;
    const items = yield* sortedInSteps(this.#snapshot.itemsByType.get(type) ?? [], (a, b) => compareIds(a.id, b.id));
    this.#ofType.set(type, items);
    return items;
  }

  /** Those of them that pass the filter and answer a query, type by type. */
  *answering(query: RecordQuery): Steps<Items> {
    const known = this.#answering.get(query.text);
    if (known) return known;
    const { byKey } = this.#snapshot;
    const found: Items[] = [];
    for (const type of query.types) {
      const kept = yield* this.#keptOfType(type);
      found.push(yield* filteredInSteps(kept, (item) => answersQuery(query, item, byKey)));
    }
    const items = found.flat();
    this.#answering.set(query.text, items);
    return items;
  }

  *#keptOfType(type: string): Steps<Items> {
    const known = this.#kept.get(type);
    if (known) return known;
    const all = yield* this.ofType(type);
    const items = this.#filter.keepsAllItems
      ? all
      : yield* filteredInSteps(all, (item) => this.#filter.keepsItem(item));
    this.#kept.set(type, items);
    return items;
  }
}
