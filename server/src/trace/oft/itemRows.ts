import type { FileFacts, ItemFact, SpannedText, TagFact } from '../../model/facts.ts';
import { Names } from '../../model/names.ts';
import type { Span } from '../../model/span.ts';
import { nameIn, oftKeyOf } from '../../read/dialects/oft/oftId.ts';
import { Numbers } from '../graph/numbers.ts';
import { itemSourceOf, type OftItemSource, REFERENCE } from './itemSource.ts';
import { MADE_UP_ENDING, MadeUpNames, mayNameAlike } from './madeUpNames.ts';
import type { OftItemStatus } from './oftItem.ts';

/** States of maturity, by the number that stands for each. */
export const STATUSES: readonly OftItemStatus[] = ['approved', 'proposed', 'draft', 'rejected'];
export const APPROVED = 0;
export const REJECTED = 3;

/** What a tag is that does not say so. */
const UNSAID_TYPE = 'impl';

const NO_NEEDS: readonly SpannedText[] = [];

/** Stands for a key that is not known yet. */
const NO_KEY = -1;

/**
 * Everything that OpenFastTrace counts as an item, by number: in order of file and place, within a file specification items
 * before tags. A large project has several hundred thousand of them, most of which nobody asks for one by one.
 */
export class ItemRows {
  readonly #names: Names;
  /** Keys of tags that are known. */
  readonly #keysOfTags = new Names();
  /** From this number on stand the keys of tags that nobody refers to. */
  #ownKeys = 0;
  /** From this number on stand keys with names that are made up when somebody asks: nobody else can have one. */
  #unknownKeys = 0;
  #keyCount = 0;
  /** Made-up names of the file for which they were asked for last. */
  #madeUp: MadeUpNames | undefined;
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
      this.#addTags(facts, source);
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
    return this.#keyCount;
  }

  /** The number of the key of an item. */
  key(item: number): number {
    return this.#keys.get(item);
  }

  /** The name in the key of an item. */
  nameOf(item: number): string {
    const key = this.key(item);
    if (key >= this.#unknownKeys) return this.#madeUpName(item);
    const text = key < this.#ownKeys ? this.#names.nameOf(key) : this.#keysOfTags.nameOf(key - this.#ownKeys);
    return nameIn(text ?? '');
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
    return this.itemOf(item)?.needs ?? this.tagOf(item)?.covering?.needs ?? NO_NEEDS;
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

  #addTags(facts: FileFacts, source: OftItemSource): void {
    const madeUp = mayNameAlike(facts, source) ? new MadeUpNames(facts, source) : undefined;
    for (let tag = 0; tag < source.tags; tag++) {
      if (!source.isTag(tag)) continue;
      const target = source.targetOf(tag);
      const type = source.ownTypeOf(tag) ?? this.#names.numberOf(UNSAID_TYPE);
      const firstNeed = this.#needs.length;
      source.eachNeedOfTag(tag, this.#addNeed);
      const revision = source.targetRevisionOf(tag);
      const made = (): string | undefined =>
        this.#needs.length > firstNeed ? nameIn(this.#idOf(target)) : madeUp?.of(tag, this.#idOf(target), revision);
      const name = source.ownNameOf(tag) ?? made();
      this.#addReference(target, revision);
      this.#add({
        fact: ~tag,
        key: name === undefined ? NO_KEY : this.#keyOfTag(type, name),
        type,
        revision: source.ownRevisionOf(tag),
        status: APPROVED,
      });
    }
  }

  #keyOfTag(type: number, name: string): number {
    return this.#keysOfTags.numberOfOwn(oftKeyOf({ type: this.nameOfType(type), name }));
  }

  /**
   * What nobody refers to is told apart from the names of the project: it is another one after each edit. Names are made up
   * only where one of them may stand somewhere: they are unique, and a large project has several hundred thousand.
   */
  #settleKeysOfTags(): void {
    this.#ownKeys = this.#names.count;
    this.#unknownKeys = this.#ownKeys;
    const named = new Map<number, boolean>();
    for (let item = 0; item < this.count; item++) {
      if (this.#keys.get(item) !== NO_KEY) continue;
      const type = this.type(item);
      if (!named.has(type)) named.set(type, this.#namesMadeUp(type));
      if (named.get(type)) this.#keys.set(item, this.#keyOfTag(type, this.#madeUpName(item)));
    }
    this.#unknownKeys += this.#keysOfTags.count;
    this.#keyCount = this.#unknownKeys;
    const known = this.#names.findAll(this.#keysOfTags);
    for (let item = 0; item < this.count; item++) {
      if (!this.isTag(item)) continue;
      const key = this.#keys.get(item);
      const number = known[key] ?? -1;
      if (key === NO_KEY) this.#keys.set(item, this.#keyCount++);
      else this.#keys.set(item, number < 0 ? this.#ownKeys + key : number);
    }
  }

  /** True when somebody gives, or refers to, an item of a type by what may be the made-up name of a tag. */
  #namesMadeUp(type: number): boolean {
    const start = oftKeyOf({ type: this.nameOfType(type), name: '' });
    for (const names of [this.#names, this.#keysOfTags]) {
      for (let number = 0; number < names.count; number++) {
        const name = names.nameOf(number);
        if (name?.startsWith(start) && MADE_UP_ENDING.test(name)) return true;
      }
    }
    return false;
  }

  #madeUpName(item: number): string {
    const facts = this.fileOf(item);
    if (!facts) return '';
    if (this.#madeUp?.facts !== facts) this.#madeUp = new MadeUpNames(facts, itemSourceOf(facts, this.#names));
    const reference = this.referencesFrom(item);
    return this.#madeUp.of(~this.#factOf.get(item), this.targetName(reference), this.targetRevision(reference));
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

/** A position in {@link STATUSES}. */
function statusNamed(stated = ''): number {
  const known: readonly string[] = STATUSES;
  return Math.max(APPROVED, known.indexOf(stated.toLowerCase()));
}
