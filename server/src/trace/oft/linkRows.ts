import { NumberedRows } from '../graph/numberedRows.ts';
import { Numbers } from '../graph/numbers.ts';
import type { ItemRows } from './itemRows.ts';
import type { OftLinkStatus } from './oftItem.ts';
import { NO_ITEM, type Revisions } from './revisions.ts';

/** What may become of a reference, by the number that stands for it. */
export const LINK_STATUSES: readonly OftLinkStatus[] = [
  'covers',
  'predated',
  'outdated',
  'ambiguous',
  'unwanted',
  'orphaned',
];
export const COVERS = 0;
const PREDATED = 1;
const OUTDATED = 2;
const AMBIGUOUS = 3;
const UNWANTED = 4;
const ORPHANED = 5;

/** References of items, judged, by number: in the order of the items that make them. */
export class LinkRows {
  readonly #rows: ItemRows;
  readonly #revisions: Revisions;
  readonly #references = new Numbers();
  readonly #statuses = new Numbers();
  readonly #from = new Numbers();
  /** What a link leads to, or the first such item. */
  readonly #to = new Numbers();
  /** Where the links of each item end. */
  readonly #ends: Int32Array;
  readonly #incoming: NumberedRows;
  /** Links with another status than covers. */
  readonly bad: number[] = [];

  constructor(rows: ItemRows, revisions: Revisions) {
    this.#rows = rows;
    this.#revisions = revisions;
    this.#ends = new Int32Array(rows.count);
    for (let item = 0; item < rows.count; item++) {
      const end = rows.referencesFrom(item + 1);
      for (let reference = rows.referencesFrom(item); reference < end; reference++) this.#judge(item, reference);
      this.#ends[item] = this.count;
    }
    this.#incoming = new NumberedRows(rows.count, (tell) => {
      for (let link = 0; link < this.count; link++) this.forEachCovered(link, (item) => tell(item, link));
    });
  }

  get count(): number {
    return this.#references.length;
  }

  /** Where the links of an item begin, and with the next item where they end. */
  outgoingFrom(item: number): number {
    return item === 0 ? 0 : (this.#ends[item - 1] ?? 0);
  }

  /** Where the links begin that give coverage to an item, and with the next item where they end, see {@link incoming}. */
  incomingFrom(item: number): number {
    return this.#incoming.starts[item] ?? 0;
  }

  /** A link that gives coverage to an item. */
  incoming(at: number): number {
    return this.#incoming.entries[at] ?? 0;
  }

  /** The item that makes a link. */
  from(link: number): number {
    return this.#from.get(link);
  }

  reference(link: number): number {
    return this.#references.get(link);
  }

  /** A position in {@link LINK_STATUSES}. */
  status(link: number): number {
    return this.#statuses.get(link);
  }

  /** What a link leads to, see `OftLink.to`. */
  to(link: number): readonly number[] {
    const reference = this.reference(link);
    const key = this.#rows.target(reference);
    const revision = this.#rows.targetRevision(reference);
    switch (this.status(link)) {
      case ORPHANED:
        return [];
      case AMBIGUOUS:
        return this.#revisions.withId(key, revision);
      case OUTDATED:
        return this.#revisions.withKey(key).filter((item) => this.#rows.revision(item) > revision);
      case PREDATED:
        return this.#revisions.withKey(key).filter((item) => this.#rows.revision(item) < revision);
      default:
        return [this.#to.get(link)];
    }
  }

  /** Calls back for each item that a link gives coverage to, be it wanted or not; an ambiguous one gives it to none. */
  forEachCovered(link: number, tell: (item: number) => void): void {
    const status = this.status(link);
    if (status === COVERS || status === UNWANTED) tell(this.#to.get(link));
    else if (status !== AMBIGUOUS) for (const item of this.to(link)) tell(item);
  }

  #judge(from: number, reference: number): void {
    const key = this.#rows.target(reference);
    const revision = this.#rows.targetRevision(reference);
    const first = this.#revisions.firstWithId(key, revision);
    if (first === NO_ITEM) this.#miss(from, reference, this.#revisions.withKey(key));
    else if (!this.#isNeeded(first, this.#rows.type(from))) this.#add(from, reference, UNWANTED, first);
    else this.#add(from, reference, this.#revisions.duplicates(first) > 0 ? AMBIGUOUS : COVERS, first);
  }

  /** The links of a reference to a revision that is not on record; between two that are it is both outdated and predated. */
  #miss(from: number, reference: number, others: readonly number[]): void {
    const revision = this.#rows.targetRevision(reference);
    if (others.length === 0) this.#add(from, reference, ORPHANED, NO_ITEM);
    if (others.some((item) => this.#rows.revision(item) > revision)) this.#add(from, reference, OUTDATED, NO_ITEM);
    if (others.some((item) => this.#rows.revision(item) < revision)) this.#add(from, reference, PREDATED, NO_ITEM);
  }

  #isNeeded(item: number, type: number): boolean {
    const end = this.#rows.needsFrom(item + 1);
    for (let at = this.#rows.needsFrom(item); at < end; at++) if (this.#rows.need(at) === type) return true;
    return false;
  }

  #add(from: number, reference: number, status: number, to: number): void {
    const link = this.count;
    this.#references.set(link, reference);
    this.#statuses.set(link, status);
    this.#from.set(link, from);
    this.#to.set(link, to);
    if (status !== COVERS) this.bad.push(link);
  }
}
