import type { FileFacts, ItemFact } from '../../model/facts.ts';
import { FlatFacts } from '../../model/flatFacts/flatFacts.ts';
import { ATTRIBUTE, COVERING, ITEM, LINK, NOTHING, SECTION, TAG, VALUE } from '../../model/flatFacts/layout.ts';
import type { Records } from '../../model/flatFacts/records.ts';
import type { Names } from '../../model/names.ts';
import { attributesNamed } from '../item.ts';

/** The kind of link that counts as a reference; `depends` does not. */
export const REFERENCE = 'covers';

/** Takes a reference to the key that has a number; `revision` is 0 where nothing is said. */
export type TellReference = (target: number, revision: number) => void;

/** Takes a type that is needed, as a number. */
export type TellNeed = (type: number) => void;

/**
 * What tracing asks about the items and tags of a file, by their positions: names as numbers of the project. So a large project
 * is traced without a view of any fact.
 */
export interface OftItemSource {
  /** How many items there are, those of other notations included. */
  readonly items: number;
  readonly tags: number;
  isItem(item: number): boolean;
  keyOf(item: number): number;
  typeOf(item: number): number;
  /** 0 where nothing is said. */
  revisionOf(item: number): number;
  /** The last status that an item states, as it is written. */
  statusOf(item: number): string | undefined;
  eachReference(item: number, tell: TellReference): void;
  eachNeed(item: number, tell: TellNeed): void;
  isTag(tag: number): boolean;
  startOf(tag: number): number;
  targetOf(tag: number): number;
  targetRevisionOf(tag: number): number;
  /** The type that a tag gives itself; undefined where it only names what it covers. */
  ownTypeOf(tag: number): number | undefined;
  /** The name that a tag gives itself; undefined when one has to be made up. */
  ownNameOf(tag: number): string | undefined;
  /** 0 where nothing is said. */
  ownRevisionOf(tag: number): number;
  eachNeedOfTag(tag: number, tell: TellNeed): void;
}

/** The items and tags of a file. Flat facts have to be told by the same `names`. */
export function itemSourceOf(facts: FileFacts, names: Names): OftItemSource {
  return facts instanceof FlatFacts ? new FlatSource(facts.records) : new PlainSource(facts, names);
}

/** Those of an open text. */
class PlainSource implements OftItemSource {
  readonly #facts: FileFacts;
  readonly #names: Names;

  constructor(facts: FileFacts, names: Names) {
    this.#facts = facts;
    this.#names = names;
  }

  get items(): number {
    return this.#facts.items.length;
  }

  get tags(): number {
    return this.#facts.tags.length;
  }

  isItem(item: number): boolean {
    return this.#item(item)?.dialect === 'oft';
  }

  keyOf(item: number): number {
    return this.#names.numberOf(this.#item(item)?.key ?? '');
  }

  typeOf(item: number): number {
    return this.#names.numberOf(this.#item(item)?.type ?? '');
  }

  revisionOf(item: number): number {
    return this.#item(item)?.revision ?? 0;
  }

  statusOf(item: number): string | undefined {
    const fact = this.#item(item);
    let stated: string | undefined;
    for (const { values } of fact ? attributesNamed(fact, STATUS) : []) stated = values.at(-1)?.text ?? stated;
    return stated;
  }

  eachReference(item: number, tell: TellReference): void {
    for (const { kind, toKey, revision } of this.#item(item)?.links ?? []) {
      if (kind === REFERENCE) tell(this.#names.numberOf(toKey), revision ?? 0);
    }
  }

  eachNeed(item: number, tell: TellNeed): void {
    for (const { text } of this.#item(item)?.needs ?? []) tell(this.#names.numberOf(text));
  }

  isTag(tag: number): boolean {
    return this.#facts.tags[tag]?.dialect === 'oft';
  }

  startOf(tag: number): number {
    return this.#facts.tags[tag]?.tagSpan.start ?? 0;
  }

  targetOf(tag: number): number {
    return this.#names.numberOf(this.#facts.tags[tag]?.targetKey ?? '');
  }

  targetRevisionOf(tag: number): number {
    return this.#facts.tags[tag]?.revision ?? 0;
  }

  ownTypeOf(tag: number): number | undefined {
    const type = this.#facts.tags[tag]?.covering?.type;
    return type === undefined ? undefined : this.#names.numberOf(type);
  }

  ownNameOf(tag: number): string | undefined {
    return this.#facts.tags[tag]?.covering?.name;
  }

  ownRevisionOf(tag: number): number {
    return this.#facts.tags[tag]?.covering?.revision ?? 0;
  }

  eachNeedOfTag(tag: number, tell: TellNeed): void {
    for (const { text } of this.#facts.tags[tag]?.covering?.needs ?? []) tell(this.#names.numberOf(text));
  }

  #item(item: number): ItemFact | undefined {
    return this.#facts.items[item];
  }
}

/** Those of flat facts. */
class FlatSource implements OftItemSource {
  readonly #records: Records;
  readonly #oft: number;
  readonly #reference: number;
  readonly #status: number;
  /** Numbers of the types that are needed, by where their text stands: a file needs the same few again and again. */
  readonly #types = new Map<number, number>();

  constructor(records: Records) {
    this.#records = records;
    this.#oft = records.names.numberOf('oft');
    this.#reference = records.names.numberOf(REFERENCE);
    this.#status = records.names.numberOf(STATUS);
  }

  get items(): number {
    return this.#records.countOf(SECTION.items);
  }

  get tags(): number {
    return this.#records.countOf(SECTION.tags);
  }

  isItem(item: number): boolean {
    return this.#records.nameNumber(this.#item(item) + ITEM.dialect) === this.#oft;
  }

  keyOf(item: number): number {
    return this.#records.nameNumber(this.#item(item) + ITEM.key);
  }

  typeOf(item: number): number {
    return this.#records.nameNumber(this.#item(item) + ITEM.type);
  }

  revisionOf(item: number): number {
    return this.#records.optionalNumber(this.#item(item) + ITEM.revision) ?? 0;
  }

  statusOf(item: number): string | undefined {
    const records = this.#records;
    let stated: string | undefined;
    records.eachPlace(SECTION.attributes, this.#item(item) + ITEM.attributes, (at) => {
      if (records.nameNumber(at + ATTRIBUTE.name) !== this.#status) return;
      records.eachPlace(SECTION.values, at + ATTRIBUTE.values, (value) => {
        stated = records.text(value + VALUE.text);
      });
    });
    return stated;
  }

  eachReference(item: number, tell: TellReference): void {
    const records = this.#records;
    records.eachPlace(SECTION.links, this.#item(item) + ITEM.links, (at) => {
      if (records.nameNumber(at + LINK.kind) !== this.#reference) return;
      tell(records.nameNumber(at + LINK.toKey), records.optionalNumber(at + LINK.revision) ?? 0);
    });
  }

  eachNeed(item: number, tell: TellNeed): void {
    this.#eachText(this.#item(item) + ITEM.needs, tell);
  }

  isTag(tag: number): boolean {
    return this.#records.nameNumber(this.#tag(tag) + TAG.dialect) === this.#oft;
  }

  startOf(tag: number): number {
    return this.#records.number(this.#tag(tag) + TAG.tagSpan);
  }

  targetOf(tag: number): number {
    return this.#records.nameNumber(this.#tag(tag) + TAG.targetKey);
  }

  targetRevisionOf(tag: number): number {
    return this.#records.optionalNumber(this.#tag(tag) + TAG.revision) ?? 0;
  }

  ownTypeOf(tag: number): number | undefined {
    const at = this.#covering(tag);
    return at === undefined ? undefined : this.#records.nameNumber(at + COVERING.type);
  }

  ownNameOf(tag: number): string | undefined {
    const at = this.#covering(tag);
    return at === undefined ? undefined : this.#records.optionalText(at + COVERING.name);
  }

  ownRevisionOf(tag: number): number {
    const at = this.#covering(tag);
    return at === undefined ? 0 : (this.#records.optionalNumber(at + COVERING.revision) ?? 0);
  }

  eachNeedOfTag(tag: number, tell: TellNeed): void {
    const at = this.#covering(tag);
    if (at !== undefined) this.#eachText(at + COVERING.needs, tell);
  }

  #eachText(at: number, tell: TellNeed): void {
    const records = this.#records;
    records.eachPlace(SECTION.values, at, (value) => {
      const text = records.number(value + VALUE.text);
      const type = this.#types.get(text) ?? records.names.numberOf(records.text(value + VALUE.text));
      this.#types.set(text, type);
      tell(type);
    });
  }

  #covering(tag: number): number | undefined {
    const index = this.#records.number(this.#tag(tag) + TAG.covering);
    return index === NOTHING ? undefined : this.#records.place(SECTION.coverings, index);
  }

  #item(item: number): number {
    return this.#records.place(SECTION.items, item);
  }

  #tag(tag: number): number {
    return this.#records.place(SECTION.tags, tag);
  }
}

const STATUS = 'status';
