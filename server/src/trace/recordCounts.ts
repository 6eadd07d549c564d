import type { ItemKey } from '../model/itemId.ts';
import { ITEM_TYPES } from '../model/itemType.ts';
import { CODE_QUERY, type QueriedLink, type RecordQuery } from '../model/recordQuery.ts';
import type { Steps } from '../model/steps.ts';
import { AskedItems } from './askedItems.ts';
import type { Cell } from './graph/cells.ts';
import { Numbers } from './graph/numbers.ts';
import { attributeValues, type Item, isRetired, says } from './item.ts';
import type { Lookup } from './lookup.ts';
import { hasOpenChain } from './openChains.ts';
import type { TracedProject } from './project/tracedProject.ts';
import { hasProductVersion } from './releases.ts';
import type { Snapshot } from './snapshot.ts';

/** How many records answer each query, by the query's text. */
export type CountByQuery = ReadonlyMap<string, number>;

/** True when a record answers a query. Retired records answer none. */
export function answersQuery(query: RecordQuery, item: Item, byKey: Lookup<ItemKey, Item>): boolean {
  if (!query.types.includes(item.type) || isRetired(item)) return false;
  const { field, link } = query;
  if (field && !hasField(item, field.name, field.value)) return false;
  return link === undefined || hasLink(item, link, byKey);
}

function hasLink(item: Item, { kind, to, onward }: QueriedLink, byKey: Lookup<ItemKey, Item>): boolean {
  // All of them, which are kept: thousands of tests may ask the same requirement for its first one of a kind.
  return item.links.some((link) => {
    if (link.kind !== kind) return false;
    if (to.length === 0) return true;
    const target = byKey.get(link.fact.toKey);
    if (!target || !to.includes(target.type)) return false;
    return onward === undefined || hasLink(target, onward, byKey);
  });
}

function hasField(item: Item, name: string, value: string | undefined): boolean {
  return value === undefined ? says(item, name) : attributeValues(item, name).includes(value);
}

/** The query that counts hazardous situations with an open risk chain. Nobody can write its text. */
export const OPEN_CHAIN_QUERY: RecordQuery = { text: 'HS with an open risk chain', types: ['HS'] };

/** The query that counts releases in preparation with the version of the product. Nobody can write its text either. */
export const PRODUCT_RELEASE_QUERY: RecordQuery = { text: 'REL with the version of the product', types: ['REL'] };

/** Queries that nobody can write, with what answers them. */
const OWN_QUERIES: ReadonlyMap<RecordQuery, (item: Item, project: Snapshot) => boolean> = new Map([
  [OPEN_CHAIN_QUERY, isOpen],
  [PRODUCT_RELEASE_QUERY, (release, { config }) => hasProductVersion(release, config)],
]);

function isOpen(situation: Item, project: Snapshot): boolean {
  const risk = isRetired(situation) ? undefined : project.risk.situations.get(situation.key);
  return risk !== undefined && hasOpenChain(project, risk);
}

const NONE: readonly number[] = [];

/** Counts the records that answer a set of queries, kept up to date record by record. */
export class RecordCounts {
  readonly #asked = new AskedItems();
  /** Lists of positions of queries. Most records of a type answer the same ones. */
  readonly #lists: (readonly number[])[] = [NONE];
  readonly #listNumbers = new Map<string, number>([['', 0]]);
  /** Which list a record answers, by the number of its key. */
  readonly #answers = new Numbers();
  readonly #queries: readonly RecordQuery[];
  readonly #byType = new Map<string, number[]>();
  readonly #counts: number[];
  #result: CountByQuery = new Map();

  constructor(queries: Iterable<RecordQuery>) {
    this.#queries = [...new Map([...queries].map((query) => [query.text, query])).values()];
    this.#counts = this.#queries.map(() => 0);
    this.#queries.forEach(({ types }, index) => {
      for (const type of types) this.#byType.set(type, [...(this.#byType.get(type) ?? []), index]);
    });
  }

  /** True when these are the queries that are counted. */
  counts(queries: ReadonlySet<string>): boolean {
    return this.#queries.length === queries.size && this.#queries.every(({ text }) => queries.has(text));
  }

  /** Takes in what has changed, in steps, and adds to `changed` the cells of counts that are others by now. */
  *update(project: TracedProject, changed: Set<Cell>): Steps<CountByQuery> {
    const before = [...this.#counts];
    yield* this.#asked.ask(
      project,
      changed,
      () => this.#allKeys(project),
      (view, key, number) => this.#renew(view, key, number),
    );
    const code = this.#queries.findIndex(({ text }) => text === CODE_QUERY.text);
    if (code >= 0) this.#counts[code] = project.graph.counts.productUnits;
    const differing = this.#queries.filter((_, index) => this.#counts[index] !== before[index]);
    if (differing.length > 0 || this.#result.size === 0) {
      this.#result = new Map(this.#queries.map(({ text }, index) => [text, this.#counts[index] ?? 0]));
    }
    for (const { text } of differing) changed.add(project.graph.cells.recordCount(text));
    return this.#result;
  }

  #renew(view: TracedProject, key: ItemKey, number: number): boolean {
    const answers = this.#answersOf(view, key);
    const before = this.#lists[this.#answers.get(number)] ?? NONE;
    for (const index of before) this.#counts[index] = (this.#counts[index] ?? 0) - 1;
    for (const index of answers) this.#counts[index] = (this.#counts[index] ?? 0) + 1;
    this.#answers.set(number, this.#listNumber(answers));
    return true;
  }

  #answersOf(view: TracedProject, key: ItemKey): readonly number[] {
    const item = view.byKey.get(key);
    if (item?.dialect !== 'lifetrace') return NONE;
    return (this.#byType.get(item.type) ?? NONE).filter((index) => {
      const query = this.#queries[index];
      if (query === undefined) return false;
      return OWN_QUERIES.get(query)?.(item, view) ?? answersQuery(query, item, view.byKey);
    });
  }

  #listNumber(list: readonly number[]): number {
    const name = list.join();
    const known = this.#listNumbers.get(name);
    if (known !== undefined) return known;
    this.#listNumbers.set(name, this.#lists.length);
    return this.#lists.push(list) - 1;
  }

  #allKeys({ graph }: TracedProject): Iterable<ItemKey> {
    return new Set([...this.#byType.keys()].flatMap((type) => graph.types.get(type) ?? []));
  }
}

const TYPE_QUERIES: ReadonlyMap<string, RecordQuery> = new Map(
  ITEM_TYPES.map(({ id }) => [id, { text: id, types: [id] }]),
);

/** Queries that are always counted: one for each type, the code, and what nobody can ask for. */
export const STANDING_QUERIES: readonly RecordQuery[] = [...TYPE_QUERIES.values(), CODE_QUERY, ...OWN_QUERIES.keys()];

/** How many records of a type of the domain model count, retired ones left out. */
export function countOfType(snapshot: Pick<Snapshot, 'recordCount'>, type: string): number {
  const query = TYPE_QUERIES.get(type);
  return query === undefined ? 0 : snapshot.recordCount(query);
}
