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
  ofType(type: string): Steps<Items> {
    return once(this.#ofType, type, () =>
      sortedInSteps(this.#snapshot.itemsByType.get(type) ?? [], (a, b) => compareIds(a.id, b.id)),
    );
  }

  /** Those of them that pass the filter and answer a query, type by type. */
  answering(query: RecordQuery): Steps<Items> {
    return once(this.#answering, query.text, () => this.#select(query));
  }

  *#select(query: RecordQuery): Steps<Items> {
    const { byKey } = this.#snapshot;
    const found: Items[] = [];
    for (const type of query.types) {
      const kept = yield* this.#keptOfType(type);
      found.push(yield* filteredInSteps(kept, (item) => answersQuery(query, item, byKey)));
    }
    return found.flat();
  }

  #keptOfType(type: string): Steps<Items> {
    if (this.#filter.keepsAllItems) return this.ofType(type);
    return once(this.#kept, type, () => this.#filtered(type));
  }

  *#filtered(type: string): Steps<Items> {
    return yield* filteredInSteps(yield* this.ofType(type), (item) => this.#filter.keepsItem(item));
  }
}

/** A list that is made when it is asked for first. */
function* once(known: Map<string, Items>, name: string, make: () => Steps<Items>): Steps<Items> {
  const list = known.get(name) ?? (yield* make());
  known.set(name, list);
  return list;
}
