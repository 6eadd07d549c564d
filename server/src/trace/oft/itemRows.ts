import type { FileFacts, ItemFact, SpannedText, TagFact } from '../../model/facts.ts';
import { lineColumnAt } from '../../model/lineIndex.ts';
import { Names } from '../../model/names.ts';
import type { Span } from '../../model/span.ts';
import { oftKeyOf } from '../../read/dialects/oft/oftId.ts';
import { Numbers } from '../graph/numbers.ts';
import { crc32 } from './checksum.ts';
import { itemSourceOf, type OftItemSource, REFERENCE } from './itemSource.ts';
import type { OftItemStatus } from './oftItem.ts';

/** States of maturity, by the number that stands for each. */
export const STATUSES: readonly OftItemStatus[] = ['approved', 'proposed', 'draft', 'rejected'];
export const APPROVED = 0;
export const REJECTED = 3;

/** What a tag stands for that says nothing about it. */
const UNSAID = { type: 'impl', name: undefined, revision: 0, needs: [] };

/**
 * Everything that OpenFastTrace counts as an item, by number: in order of file and place, within a file specification items
 * before tags. A large project has several hundred thousand of them, most of which nobody asks for one by one.
 */
export class ItemRows {
  readonly #names: Names;
  /** Keys of tags, most of them made up. */
  readonly #keysOfTags = new Names();
  /** From this number on stand the keys of tags that nobody refers to. */
  #ownKeys = 0;
  readonly #files: FileFacts[] = [];
  readonly #fileOf = new Numbers();
  /** Position among the items of the file, or the complement of that among its tags. */
  readonly #factOf = new Numbers();
  readonly #keys = new Numbers();
  readonly #types = new Numbers();
  readonly #revisions = new Numbers();
  readonly #statuses = new Numbers();
  /** Where the needs of each item end. */
  readonly #needEnds = new Numbers();
  readonly #needs = new Numbers();
  /** Where the references of each item end. */
  readonly #referenceEnds = new Numbers();
  readonly #targets = new Numbers();
  readonly #targetRevisions = new Numbers();

  constructor(files: Iterable<FileFacts>, names: Names) {
    this.#names = names;
    for (const facts of files) {
      this.#files.push(facts);
      const source = itemSourceOf(facts, names);
      this.#addItems(source);
      if (source.tags > 0) this.#addTags(facts, source);
    }
    this.#settleKeysOfTags();
  }

  get count(): number {
    return this.#keys.length;
  }

  /** The facts of the file in which an item stands. */
  fileOf(item: number): FileFacts | undefined {
    return this.#files[this.#fileOf.get(item)];
  }

  /** The specification item that an item is; undefined for a tag. */
  itemOf(item: number): ItemFact | undefined {
    return this.fileOf(item)?.items[this.#factOf.get(item)];
  }

  /** The tag that an item is; undefined for a specification item. */
  tagOf(item: number): TagFact | undefined {
    return this.fileOf(item)?.tags[~this.#factOf.get(item)];
  }

  isTag(item: number): boolean {
    return this.#factOf.get(item) < 0;
  }

  /** Keys of items and references are below this number. */
  get keyCount(): number {
    return this.#ownKeys + this.#keysOfTags.count;
  }

  /** The number of the key of an item. */
  key(item: number): number {
    return this.#keys.get(item);
  }

  /** The name in the key of an item. */
  nameOf(item: number): string {
    const key = this.key(item);
    const text = key < this.#ownKeys ? this.#names.nameOf(key) : this.#keysOfTags.nameOf(key - this.#ownKeys);
    return text?.slice(text.indexOf('~') + 1) ?? '';
  }

  /** The type of an item, as a number. */
  type(item: number): number {
    return this.#types.get(item);
  }

  typeOf(item: number): string {
    return this.nameOfType(this.type(item));
  }

  nameOfType(type: number): string {
    return this.#names.nameOf(type) ?? '';
  }

  revision(item: number): number {
    return this.#revisions.get(item);
  }

  /** A position in {@link STATUSES}. */
  status(item: number): number {
    return this.#statuses.get(item);
  }

  /** Where the needs of an item begin, and with the next item where they end, see {@link need}. */
  needsFrom(item: number): number {
    return item === 0 ? 0 : this.#needEnds.get(item - 1);
  }

  /** A type that is needed, as a number. */
  need(at: number): number {
    return this.#needs.get(at);
  }

  /** Types that have to cover an item, as it says so. */
  needsOf(item: number): readonly SpannedText[] {
    return this.itemOf(item)?.needs ?? this.tagOf(item)?.covering?.needs ?? UNSAID.needs;
  }

  /** Where the references of an item begin, and with the next item where they end, see {@link target}. */
  referencesFrom(item: number): number {
    return item === 0 ? 0 : this.#referenceEnds.get(item - 1);
  }

  /** The number of the key that a reference names. */
  target(reference: number): number {
    return this.#targets.get(reference);
  }

  /** The revision that a reference names, 0 when nothing is said. */
  targetRevision(reference: number): number {
    return this.#targetRevisions.get(reference);
  }

  /** The `type~name` that a reference names. */
  targetName(reference: number): string {
    return this.#idOf(this.target(reference));
  }

  /** The ID token of a reference of an item. */
  referenceSpan(item: number, reference: number): Span {
    const nth = reference - this.referencesFrom(item);
    const span = this.itemOf(item)?.links.filter(({ kind }) => kind === REFERENCE)[nth]?.span ?? this.tagOf(item)?.span;
    return span ?? { start: 0, end: 0 };
  }

  /** The ID in a key of the project, without its revision. */
  #idOf(key: number): string {
    const text = this.#names.nameOf(key) ?? '';
    return text.slice(text.indexOf(':') + 1);
  }

  #addItems(source: OftItemSource): void {
    for (let item = 0; item < source.items; item++) {
      if (!source.isItem(item)) continue;
      source.eachReference(item, this.#addReference);
      source.eachNeed(item, this.#addNeed);
      this.#add({
        fact: item,
        key: source.keyOf(item),
        type: source.typeOf(item),
        revision: source.revisionOf(item),
        status: statusNamed(source.statusOf(item)),
      });
    }
  }

  #addTags({ path, lineStarts }: FileFacts, source: OftItemSource): void {
    const pathSum = crc32(path);
    let lastLine = 0;
    let ordinal = 0;
    for (let tag = 0; tag < source.tags; tag++) {
      if (!source.isTag(tag)) continue;
      const line = lineColumnAt(lineStarts, source.startOf(tag)).line + 1;
      ordinal = line === lastLine ? ordinal + 1 : 0;
      lastLine = line;
      const { type, name: given, revision } = source.coveringOf(tag) ?? UNSAID;
      const [target, targetRevision] = [source.targetOf(tag), source.targetRevisionOf(tag)];
      const firstNeed = this.#needs.length;
      source.eachNeedOfTag(tag, this.#addNeed);
      const place = this.#needs.length === firstNeed ? { line, ordinal, pathSum } : undefined;
      const name = given ?? nameMadeOf(this.#idOf(target), targetRevision, place);
      const key = this.#keysOfTags.numberOfOwn(oftKeyOf({ type, name }));
      this.#addReference(target, targetRevision);
      this.#add({ fact: ~tag, key, type: this.#names.numberOf(type), revision, status: APPROVED });
    }
  }

  /** What nobody refers to is told apart from the names of the project: it is another one after each edit. */
  #settleKeysOfTags(): void {
    this.#ownKeys = this.#names.count;
    const known = this.#names.findAll(this.#keysOfTags);
    for (let item = 0; item < this.count; item++) {
      if (!this.isTag(item)) continue;
      const key = this.#keys.get(item);
      const number = known[key] ?? -1;
      this.#keys.set(item, number < 0 ? this.#ownKeys + key : number);
    }
  }

  readonly #addReference = (target: number, revision: number): void => {
    this.#targetRevisions.set(this.#targets.length, revision);
    this.#targets.set(this.#targets.length, target);
  };

  readonly #addNeed = (type: number): void => this.#needs.set(this.#needs.length, type);

  #add({ fact, key, type, revision, status }: NewItem): void {
    const item = this.count;
    this.#needEnds.set(item, this.#needs.length);
    this.#referenceEnds.set(item, this.#targets.length);
    this.#fileOf.set(item, this.#files.length - 1);
    this.#factOf.set(item, fact);
    this.#types.set(item, type);
    this.#revisions.set(item, revision);
    this.#statuses.set(item, status);
    this.#keys.set(item, key);
  }
}

/** An item whose references and needs have been added. */
interface NewItem {
  readonly fact: number;
  readonly key: number;
  readonly type: number;
  readonly revision: number;
  readonly status: number;
}

/** Where a tag stands whose name is to be its own. */
interface PlaceOfTag {
  /** Counts from 1. */
  readonly line: number;
  /** How many tags stand in front of it on the line. */
  readonly ordinal: number;
  /** Checksum of the path of the file. */
  readonly pathSum: number;
}

/** The name that OpenFastTrace gives to a tag which has none: that of what it covers, and where it has to be, an own one. */
function nameMadeOf(covered: string, revision: number, place: PlaceOfTag | undefined): string {
  const name = covered.slice(covered.indexOf('~') + 1);
  if (!place) return name;
  const { line, ordinal, pathSum } = place;
  // Sums of texts that are there already cost less than that of one that is put together for it.
  const ending = `-${crc32(`~${revision}`, crc32(covered, crc32(`${line}${ordinal}`, pathSum)))}`;
  return `${name}${ending}`;
}

/** A position in {@link STATUSES}. */
function statusNamed(stated = ''): number {
  const known: readonly string[] = STATUSES;
  return Math.max(APPROVED, known.indexOf(stated.toLowerCase()));
}
