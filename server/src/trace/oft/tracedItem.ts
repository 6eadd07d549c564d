import type { ItemFact, SpannedText, TagFact } from '../../model/facts.ts';
import type { ItemKey } from '../../model/itemId.ts';
import type { FilePath, Span } from '../../model/span.ts';
import { oftIdText, oftKeyOf, parseOftId } from '../../read/dialects/oft/oftId.ts';
import { crc32 } from './checksum.ts';
import type { OftDeepCoverage, OftItem, OftItemStatus } from './oftItem.ts';
import type { TracedLink } from './tracedLink.ts';

/** What an item says that it covers. */
export interface Reference {
  readonly toKey: ItemKey;
  /** 0 when nothing is said. */
  readonly revision?: number | undefined;
  /** The ID token. */
  readonly span: Span;
}

const NO_LINKS: readonly TracedLink[] = [];
const NOTHING_MISSING: readonly SpannedText[] = [];

/** An item while it is traced: first it gets its links, then what follows from them. */
export abstract class TracedItem implements OftItem {
  readonly file: FilePath;
  /** Its position among all items. */
  readonly number: number;
  readonly key: ItemKey;
  readonly type: string;
  readonly revision: number;
  readonly status: OftItemStatus;
  readonly needs: readonly SpannedText[];
  duplicates = 0;
  missing = NOTHING_MISSING;
  missingApproved = NOTHING_MISSING;
  deep: OftDeepCoverage = 'covered';
  deepApproved: OftDeepCoverage = 'covered';
  defect = false;
  /** Most items have one link or none, for which an array that grows would be far too large. */
  #outgoing: TracedLink[] | undefined;
  #incoming: TracedLink[] | undefined;

  constructor(
    file: FilePath,
    number: number,
    { key, type, revision, status, needs }: Pick<TracedItem, 'key' | 'type' | 'revision' | 'status' | 'needs'>,
  ) {
    this.file = file;
    this.number = number;
    this.key = key;
    this.type = type;
    this.revision = revision;
    this.status = status;
    this.needs = needs;
  }

  get outgoing(): readonly TracedLink[] {
    return this.#outgoing ?? NO_LINKS;
  }

  get incoming(): readonly TracedLink[] {
    return this.#incoming ?? NO_LINKS;
  }

  addOutgoing(link: TracedLink): void {
    if (this.#outgoing) this.#outgoing.push(link);
    else this.#outgoing = [link];
  }

  addIncoming(link: TracedLink): void {
    if (this.#incoming) this.#incoming.push(link);
    else this.#incoming = [link];
  }

  abstract readonly id: string;
  abstract readonly name: string;
  abstract readonly span: Span;
  abstract readonly item: ItemFact | undefined;
  abstract readonly tag: TagFact | undefined;
  /** What it covers, in the order of the text. */
  abstract readonly references: readonly Reference[];
}

/** A specification item, or a forwarding. */
export class TracedSpecItem extends TracedItem {
  readonly item: ItemFact;
  readonly tag = undefined;

  constructor(file: FilePath, number: number, item: ItemFact) {
    const { key, type, revision = 0, needs } = item;
    super(file, number, { key, type, revision, status: statusOf(item), needs });
    this.item = item;
  }

  get id(): string {
    return this.item.id;
  }

  get name(): string {
    return this.key.slice(this.key.indexOf('~') + 1);
  }

  get span(): Span {
    return this.item.idSpan;
  }

  get references(): readonly Reference[] {
    return this.item.links.filter((link) => link.kind === 'covers');
  }
}

/** Where a tag stands: a name may have to be made of it. */
export interface PlaceOfTag {
  readonly file: FilePath;
  /** Counts from 1. */
  readonly line: number;
  /** How many tags stand in front of it on the line. */
  readonly ordinal: number;
  /** Checksum of the path of the file. */
  readonly pathSum: number;
}

const UNSAID = { type: 'impl', name: undefined, revision: 0, needs: [] };

/** A coverage tag in code. */
export class TracedTag extends TracedItem {
  readonly item = undefined;
  readonly tag: TagFact;
  readonly name: string;

  constructor(place: PlaceOfTag, number: number, tag: TagFact) {
    const { type, name: given, revision, needs } = tag.covering ?? UNSAID;
    const name = given ?? nameMadeOf(tag, place, needs.length === 0);
    super(place.file, number, { key: oftKeyOf({ type, name }), type, revision, status: 'approved', needs });
    this.tag = tag;
    this.name = name;
  }

  get id(): string {
    return oftIdText(this);
  }

  get span(): Span {
    return this.tag.tagSpan;
  }

  get references(): readonly Reference[] {
    const { targetKey: toKey, revision, span } = this.tag;
    return [{ toKey, revision, span }];
  }
}

/** The name that OpenFastTrace gives to a tag which has none: that of what it covers, and where it has to be, an own one. */
function nameMadeOf(tag: TagFact, { line, ordinal, pathSum }: PlaceOfTag, own: boolean): string {
  const covered = parseOftId(tag.target) ?? { type: '', name: tag.target, revision: 0 };
  return own ? `${covered.name}-${crc32(`${line}${ordinal}${oftIdText(covered)}`, pathSum)}` : covered.name;
}

const STATUSES: ReadonlyMap<string, OftItemStatus> = new Map(
  (['approved', 'proposed', 'draft', 'rejected'] as const).map((status) => [status, status]),
);

/** The last status that an item states. */
function statusOf({ attributes }: ItemFact): OftItemStatus {
  let stated: string | undefined;
  for (const { name, values } of attributes) if (name === 'status') stated = values.at(-1)?.text ?? stated;
  return STATUSES.get(stated?.toLowerCase() ?? '') ?? 'approved';
}
