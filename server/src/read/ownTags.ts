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
const ID = 7;
const ROW = 8;

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

  /** Adds a tag for an ID, or a level, that stands from `start` to `end`, with the number of the ID. {@link belong} tells the rest of it. */
  add(keyword: TagKeyword, start: number, end: number, id: number): void {
    const at = ROW * this.#length++;
    if (at === this.#rows.length) this.#rows = grown(this.#rows);
    const rows = this.#rows;
    rows[at + KEYWORD] = TAG_KEYWORDS.indexOf(keyword);
    rows[at + START] = start;
    rows[at + END] = end;
    rows[at + ID] = id;
  }

  /** The tags from `first` on were written as one, which stands at `start`, and ends with the last of them. They have that owner. */
  belong(first: number, start: number, { unit, local, declares }: Owner): void {
    const rows = this.#rows;
    const place = declares === undefined ? UNNAMED : this.#declared.length;
    if (local && declares !== undefined) this.#declared.push(declares);
    const behind = ROW * this.#length;
    const end = this.number(behind - ROW + END);
    for (let at = ROW * first; at < behind; at += ROW) {
      rows[at + TAG_START] = start;
      rows[at + TAG_END] = end;
      rows[at + UNIT] = unit;
      rows[at + PLACE] = local ? place : NOT_LOCAL;
    }
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

  /** The ID or level that the tag of a row names. */
  targetAt(row: number): string {
    return (
      this.#ids.at(this.number(row + ID))?.text ?? this.#text.slice(this.number(row + START), this.number(row + END))
    );
  }

  /** Its key. */
  keyAt(row: number): ItemKey {
    const known = this.#ids.at(this.number(row + ID));
    if (known) return known.key;
    const target = this.targetAt(row);
    return this.keywordAt(row) === 'class' ? target : this.#ids.keyOf(target);
  }

  /** Its keyword. */
  keywordAt(row: number): TagKeyword {
    return TAG_KEYWORDS[this.number(row + KEYWORD)] ?? TAG_KEYWORDS[0];
  }

  /** The name that stands at a place; undefined for what is no such place. */
  declaredAt(place: number): string | undefined {
    return place < 0 ? undefined : this.#declared[place];
  }
}

/** A view of one of them. */
class OwnTag implements TagFact {
  readonly #tags: OwnTags;
  readonly #at: number;

  constructor(tags: OwnTags, at: number) {
    this.#tags = tags;
    this.#at = at;
  }

  get dialect(): 'lifetrace' {
    return 'lifetrace';
  }

  get keyword(): TagKeyword {
    return this.#tags.keywordAt(this.#at);
  }

  get target(): string {
    return this.#tags.targetAt(this.#at);
  }

  get targetKey(): ItemKey {
    return this.#tags.keyAt(this.#at);
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
