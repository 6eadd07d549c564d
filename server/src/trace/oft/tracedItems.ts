import type { ItemFact, SpannedText, TagFact } from '../../model/facts.ts';
import type { FilePath, Span } from '../../model/span.ts';
import { oftIdText } from '../../read/dialects/oft/oftId.ts';
import { COVERED, type Coverage, DEEP, isCovered } from './deepCoverage.ts';
import { type ItemRows, REJECTED, STATUSES } from './itemRows.ts';
import { COVERS, LINK_STATUSES, type LinkRows } from './linkRows.ts';
import type { OftDeepCoverage, OftItem, OftItemStatus, OftLink, OftLinkStatus } from './oftItem.ts';
import type { Revisions } from './revisions.ts';

/** The items of a trace as they are shown: made when somebody asks for one, and the same each time. */
export class TracedItems {
  readonly rows: ItemRows;
  readonly revisions: Revisions;
  readonly links: LinkRows;
  readonly coverage: Coverage;
  readonly #given = new Map<number, OftItem>();

  constructor(rows: ItemRows, revisions: Revisions, links: LinkRows, coverage: Coverage) {
    this.rows = rows;
    this.revisions = revisions;
    this.links = links;
    this.coverage = coverage;
  }

  /** The item that has a number. */
  item(number: number): OftItem {
    let item = this.#given.get(number);
    if (!item) {
      item = new TracedItem(this, number);
      this.#given.set(number, item);
    }
    return item;
  }

  /** The link that has a number. */
  link(number: number): OftLink {
    return new TracedLink(this, number);
  }

  /** Defective as OpenFastTrace counts, see `OftItem.defect`. */
  isDefect(item: number): boolean {
    if (this.revisions.duplicates(item) > 0) return true;
    if (this.rows.status(item) === REJECTED) return false;
    if (this.coverage.deep[item] !== COVERED) return true;
    const { links } = this;
    const [end, incomingEnd] = [links.outgoingFrom(item + 1), links.incomingFrom(item + 1)];
    for (let at = links.outgoingFrom(item); at < end; at++) if (links.status(at) !== COVERS) return true;
    for (let at = links.incomingFrom(item); at < incomingEnd; at++)
      if (links.status(links.incoming(at)) !== COVERS) return true;
    return false;
  }
}

class TracedItem implements OftItem {
  readonly #all: TracedItems;
  readonly #number: number;

  constructor(all: TracedItems, number: number) {
    this.#all = all;
    this.#number = number;
  }

  get id(): string {
    return this.item?.id ?? oftIdText(this);
  }

  get type(): string {
    return this.#all.rows.typeOf(this.#number);
  }

  get name(): string {
    return this.#all.rows.nameOf(this.#number);
  }

  get revision(): number {
    return this.#all.rows.revision(this.#number);
  }

  get file(): FilePath {
    return this.#all.rows.fileOf(this.#number)?.path ?? '';
  }

  get span(): Span {
    return this.item?.idSpan ?? this.tag?.tagSpan ?? { start: 0, end: 0 };
  }

  get item(): ItemFact | undefined {
    return this.#all.rows.itemOf(this.#number);
  }

  get tag(): TagFact | undefined {
    return this.#all.rows.tagOf(this.#number);
  }

  get status(): OftItemStatus {
    return STATUSES[this.#all.rows.status(this.#number)] ?? 'approved';
  }

  get needs(): readonly SpannedText[] {
    return this.#all.rows.needsOf(this.#number);
  }

  get outgoing(): readonly OftLink[] {
    const { links } = this.#all;
    const found: OftLink[] = [];
    const end = links.outgoingFrom(this.#number + 1);
    for (let link = links.outgoingFrom(this.#number); link < end; link++) found.push(this.#all.link(link));
    return found;
  }

  get incoming(): readonly OftLink[] {
    const { links } = this.#all;
    const found: OftLink[] = [];
    const end = links.incomingFrom(this.#number + 1);
    for (let at = links.incomingFrom(this.#number); at < end; at++) found.push(this.#all.link(links.incoming(at)));
    return found;
  }

  get duplicates(): number {
    return this.#all.revisions.duplicates(this.#number);
  }

  get missing(): readonly SpannedText[] {
    return this.#missing(false);
  }

  get missingApproved(): readonly SpannedText[] {
    return this.#missing(true);
  }

  get deep(): OftDeepCoverage {
    return deepOf(this.#all.coverage.deep[this.#number]);
  }

  get deepApproved(): OftDeepCoverage {
    return deepOf(this.#all.coverage.deepApproved[this.#number]);
  }

  get defect(): boolean {
    return this.#all.isDefect(this.#number);
  }

  /** Needs of types that no item covers, or no approved one, each type once. */
  #missing(approved: boolean): readonly SpannedText[] {
    const { rows, links } = this.#all;
    const first = rows.needsFrom(this.#number);
    const seen = new Set<number>();
    return this.needs.filter((_, nth) => {
      const type = rows.need(first + nth);
      if (seen.has(type) || isCovered(rows, links, this.#number, type, approved)) return false;
      seen.add(type);
      return true;
    });
  }
}

function deepOf(kind: number | undefined): OftDeepCoverage {
  return DEEP[kind ?? COVERED] ?? 'covered';
}

class TracedLink implements OftLink {
  readonly #all: TracedItems;
  readonly #number: number;

  constructor(all: TracedItems, number: number) {
    this.#all = all;
    this.#number = number;
  }

  get status(): OftLinkStatus {
    return LINK_STATUSES[this.#all.links.status(this.#number)] ?? 'covers';
  }

  get from(): OftItem {
    return this.#all.item(this.#all.links.from(this.#number));
  }

  get to(): readonly OftItem[] {
    return this.#all.links.to(this.#number).map((item) => this.#all.item(item));
  }

  get span(): Span {
    const { rows, links } = this.#all;
    return rows.referenceSpan(links.from(this.#number), this.#reference);
  }

  get target(): string {
    return `${this.targetName}~${this.#all.rows.targetRevision(this.#reference)}`;
  }

  get targetName(): string {
    return this.#all.rows.targetName(this.#reference);
  }

  get #reference(): number {
    return this.#all.links.reference(this.#number);
  }
}
