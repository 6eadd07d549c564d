import { TAG_KEYWORDS, type TagFact, type TagKeyword } from '../model/facts.ts';
import { grown } from '../model/grown.ts';
import type { ItemKey } from '../model/itemId.ts';
import { entriesIn, type ListOf } from '../model/listOf.ts';
import type { Span } from '../model/span.ts';
import type { KnownIds } from './knownIds.ts';
import type { Owner } from './tagOwners.ts';

/** Where the numbers of a tag stand in its row. */
const KEYWORD = 0;
const START = 1;
const END = 2;
const TAG_START = 3;
const TAG_END = 4;
const UNIT = 5;
const PLACE = 6;
const ROW = 7;

/** Places of tags that are not local, and of local ones that declare nothing; any other is where a name stands. */
const NOT_LOCAL = -1;
const UNNAMED = -2;

/** So many rows there is room for at first. */
const FEW_ROWS = 8;

/**
 * Tags of the own notation in one text, in rows of numbers: a file may have a million of them, each of another ID. A tag, and what it
 * names, is made when somebody asks for it.
 */
export class OwnTags implements ListOf<TagFact> {
  readonly #text: string;
  readonly #ids: KnownIds;
  #rows = new Int32Array(FEW_ROWS * ROW);
  #length = 0;
  readonly #declared: string[] = [];

  constructor(text: string, ids: KnownIds) {
    this.#text = text;
    this.#ids = ids;
  }

  get length(): number {
    return this.#length;
  }

  /** Adds a tag that stands at `tag`, the ID or level that it names at `span`. */
  add(keyword: TagKeyword, span: Span, tag: Span, { unit, local, declares }: Owner): void {
    const at = ROW * this.#length++;
    if (at === this.#rows.length) this.#rows = grown(this.#rows);
    const rows = this.#rows;
    rows[at + KEYWORD] = TAG_KEYWORDS.indexOf(keyword);
    rows[at + START] = span.start;
    rows[at + END] = span.end;
    rows[at + TAG_START] = tag.start;
    rows[at + TAG_END] = tag.end;
    rows[at + UNIT] = unit;
    const place = declares === undefined ? UNNAMED : this.#declared.length;
    rows[at + PLACE] = local ? place : NOT_LOCAL;
    if (local && declares !== undefined) this.#declared.push(declares);
  }

  at(index: number): TagFact | undefined {
    return index >= 0 && index < this.#length ? new OwnTag(this, ROW * index) : undefined;
  }

  [Symbol.iterator](): Iterator<TagFact> {
    return entriesIn(this);
  }

  /** The number at a place among the rows. */
  number(at: number): number {
    return this.#rows[at] ?? 0;
  }

  /** What the text says from the number at a place up to the one behind it. */
  textAt(at: number): string {
    return this.#text.slice(this.number(at), this.number(at + 1));
  }

  /** The key of an ID that one of the tags names. */
  keyOf(id: string): ItemKey {
    return this.#ids.keyOf(id);
  }

  /** The name that stands at a place; undefined for what is no such place. */
  declaredAt(place: number): string | undefined {
    return this.#declared[place];
  }
}

/** A view of one of them. */
class OwnTag implements TagFact {
  readonly #tags: OwnTags;
  readonly #at: number;
  /** Asked again and again of a text that is being edited. */
  #target: string | undefined;
  #key: ItemKey | undefined;

  constructor(tags: OwnTags, at: number) {
    this.#tags = tags;
    this.#at = at;
  }

  get dialect(): 'lifetrace' {
    return 'lifetrace';
  }

  get keyword(): TagKeyword {
    return TAG_KEYWORDS[this.#tags.number(this.#at + KEYWORD)] ?? TAG_KEYWORDS[0];
  }

  get target(): string {
    this.#target ??= this.#tags.textAt(this.#at + START);
    return this.#target;
  }

  get targetKey(): ItemKey {
    this.#key ??= this.keyword === 'class' ? this.target : this.#tags.keyOf(this.target);
    return this.#key;
  }

  get span(): Span {
    return this.#span(START);
  }

  get tagSpan(): Span {
    return this.#span(TAG_START);
  }

  get unit(): number {
    return this.#tags.number(this.#at + UNIT);
  }

  get local(): boolean | undefined {
    return this.#place === NOT_LOCAL ? undefined : true;
  }

  get declares(): string | undefined {
    return this.#tags.declaredAt(this.#place);
  }

  get #place(): number {
    return this.#tags.number(this.#at + PLACE);
  }

  #span(start: number): Span {
    const at = this.#at + start;
    return { start: this.#tags.number(at), end: this.#tags.number(at + 1) };
  }
}
