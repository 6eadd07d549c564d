import type {
  AttributeFact,
  CoveringFact,
  FileFacts,
  ItemFact,
  LinkFact,
  ReadProblem,
  SpannedText,
  SuppressionFact,
  TagFact,
  UnitFact,
} from '../facts.ts';
import type { ItemKey } from '../itemId.ts';
import type { ListOf } from '../listOf.ts';
import type { Span } from '../span.ts';
import { JoinedTexts } from './joinedTexts.ts';
import {
  ATTRIBUTE,
  COVERING,
  type FlatFile,
  HEAD,
  ITEM,
  LINK,
  LOCAL,
  NOTHING,
  PROBLEM,
  RAISED,
  SECTIONS,
  type Section,
  SIZES,
  type Starts,
  SUPPRESSION,
  startsOf,
  TAG,
  UNIT,
  VALUE,
  type WordsMaker,
  wordKindFor,
} from './layout.ts';
import { bytesOf, countOfLines, type Lines, sizeOfLines, writeLines } from './lineLengths.ts';

/** Facts of which the lines may be known by their lengths, and the tags may be made when they are asked for. */
export type FlatSource = Omit<FileFacts, 'lineStarts' | 'tags'> & {
  readonly lineStarts: Lines;
  readonly tags: ListOf<TagFact>;
};

/** Facts in flat form. Equal facts give equal files. The words are written to where `makeWords` makes room for them. */
export function flatten(facts: FlatSource, makeWords: WordsMaker = (kind, count) => new kind(count)): FlatFile {
  return new Flattening(facts).file(makeWords);
}

/** Texts that are longer hardly come twice in a file. */
const MAX_KNOWN_TEXT = 32;

/** So many names and texts of a file are known again: where there are a million different ones, that would take more than what is written. */
const MOST_KNOWN = 250_000;

/** Numbers are gathered here before it is known how large they become; those of large files have room of their own. */
const ROOM = new Int32Array(16_384);

class Flattening {
  readonly #facts: FlatSource;
  readonly #nameNumbers = new Map<string, number>();
  readonly #names = new JoinedTexts();
  readonly #textNumbers = new Map<string, number>();
  readonly #texts = new JoinedTexts();
  readonly #counts: Record<Section, number>;
  readonly #starts: Starts;
  /** Where the next record of each kind is to be written. */
  readonly #next: Record<Section, number>;
  readonly #words: Int32Array;
  /** All bits that any of the words has. */
  #bits = 0;

  constructor(facts: FlatSource) {
    this.#facts = facts;
    const counts = countsOf(facts);
    this.#counts = counts;
    this.#starts = startsOf((section) => counts[section]);
    this.#next = { ...this.#starts };
    this.#words = this.#starts.end > ROOM.length ? new Int32Array(this.#starts.end) : ROOM;
  }

  file(makeWords: WordsMaker): FlatFile {
    const { language, role, generated, lineStarts, items, units, tags, suppressions, problems } = this.#facts;
    this.#set(HEAD.language, this.#name(language));
    this.#set(HEAD.role, this.#name(role));
    this.#optionalSpan(HEAD.generated, generated);
    this.#set(HEAD.lines, countOfLines(lineStarts));
    for (const item of items) this.#item(item);
    for (const unit of units) this.#unit(unit);
    for (const tag of tags) this.#tag(tag);
    for (const suppression of suppressions) this.#suppression(suppression);
    for (const problem of problems) this.#problem(problem);
    return this.#completed(makeWords);
  }

  /** Only when everything is written is it known how many names and texts there are, and how large the numbers become. */
  #completed(makeWords: WordsMaker): FlatFile {
    const { lineStarts } = this.#facts;
    const pool = this.#names.joined() + this.#texts.joined();
    const bytesOfLines = sizeOfLines(lineStarts);
    const written = this.#starts.end;
    const ends = this.#names.count + this.#texts.count;
    const linesAt = written + ends;
    const highest = this.#bits | (pool.length + RAISED) | (bytesOfLines + RAISED) | (ends + RAISED);
    const kind = wordKindFor(highest);
    const words = makeWords(kind, linesAt + Math.ceil(bytesOfLines / kind.BYTES_PER_ELEMENT), pool);
    const counts = this.#counts;
    counts.names = this.#names.count;
    counts.texts = this.#texts.count;
    counts.lines = words.length - linesAt;
    SECTIONS.forEach((section, index) => {
      this.#set(HEAD.counts + index, counts[section]);
    });
    words.set(this.#words.subarray(0, written));
    let end = 0;
    let at = written;
    for (const texts of [this.#names, this.#texts]) {
      for (const length of texts.lengths()) {
        end += length;
        words[at++] = end + RAISED;
      }
    }
    writeLines(lineStarts, bytesOf(words, linesAt, words.length));
    return { words, pool };
  }

  #item(item: ItemFact): void {
    const at = this.#record('items');
    this.#set(at + ITEM.dialect, this.#name(item.dialect));
    this.#idAndKey(at + ITEM.id, item.id, item.key);
    this.#set(at + ITEM.type, this.#name(item.type));
    this.#span(at + ITEM.idSpan, item.idSpan);
    this.#span(at + ITEM.span, item.span);
    this.#set(at + ITEM.title, this.#text(item.title));
    this.#set(at + ITEM.text, this.#text(item.text));
    this.#set(at + ITEM.revision, this.#number(item.revision));
    this.#set(at + ITEM.forwards, flag(item.forwards));
    this.#list(at + ITEM.attributes, 'attributes', item.attributes);
    for (const attribute of item.attributes) this.#attribute(attribute);
    this.#list(at + ITEM.links, 'links', item.links);
    for (const link of item.links) this.#link(link);
    this.#values(at + ITEM.needs, item.needs);
  }

  #attribute({ name, nameSpan, values }: AttributeFact): void {
    const at = this.#record('attributes');
    this.#set(at + ATTRIBUTE.name, this.#name(name));
    this.#span(at + ATTRIBUTE.nameSpan, nameSpan);
    this.#values(at + ATTRIBUTE.values, values);
  }

  #link({ kind, to, toKey, revision, span }: LinkFact): void {
    const at = this.#record('links');
    this.#set(at + LINK.kind, this.#name(kind));
    this.#idAndKey(at + LINK.to, to, toKey);
    this.#set(at + LINK.revision, this.#number(revision));
    this.#span(at + LINK.span, span);
  }

  #unit({ kind, name, qualifiedName, nameSpan, span, docSpan, parent, test }: UnitFact): void {
    const at = this.#record('units');
    this.#set(at + UNIT.kind, this.#name(kind));
    this.#set(at + UNIT.name, this.#text(name));
    this.#set(at + UNIT.qualifiedName, this.#text(qualifiedName));
    this.#span(at + UNIT.nameSpan, nameSpan);
    this.#span(at + UNIT.span, span);
    this.#optionalSpan(at + UNIT.docSpan, docSpan);
    this.#set(at + UNIT.parent, parent);
    this.#set(at + UNIT.test, flag(test));
  }

  #tag(tag: TagFact): void {
    const { dialect, keyword, target, targetKey, revision, span, tagSpan, unit, covering, local, declares } = tag;
    const at = this.#record('tags');
    this.#set(at + TAG.dialect, this.#name(dialect));
    this.#set(at + TAG.keyword, this.#name(keyword));
    this.#idAndKey(at + TAG.target, target, targetKey);
    this.#set(at + TAG.revision, this.#number(revision));
    this.#span(at + TAG.span, span);
    this.#span(at + TAG.tagSpan, tagSpan);
    this.#set(at + TAG.unit, unit);
    this.#set(at + TAG.covering, covering ? this.#covering(covering) : NOTHING);
    const place = declares === undefined ? LOCAL : this.#name(declares);
    this.#set(at + TAG.local, local ? place : NOTHING);
  }

  /** Writes the record, and gives its number. */
  #covering({ type, name, revision, needs }: CoveringFact): number {
    const number = this.#written('coverings');
    const at = this.#record('coverings');
    this.#set(at + COVERING.type, this.#name(type));
    this.#set(at + COVERING.name, name === undefined ? NOTHING : this.#text(name));
    this.#set(at + COVERING.revision, this.#number(revision));
    this.#values(at + COVERING.needs, needs);
    return number;
  }

  #suppression({ code, reason, span, scope }: SuppressionFact): void {
    const at = this.#record('suppressions');
    this.#set(at + SUPPRESSION.code, this.#name(code));
    this.#set(at + SUPPRESSION.reason, this.#text(reason));
    this.#span(at + SUPPRESSION.span, span);
    this.#span(at + SUPPRESSION.scope, scope);
  }

  #problem({ code, message, span }: ReadProblem): void {
    const at = this.#record('problems');
    this.#set(at + PROBLEM.code, this.#name(code));
    this.#set(at + PROBLEM.message, this.#text(message));
    this.#span(at + PROBLEM.span, span);
  }

  #values(at: number, values: readonly SpannedText[]): void {
    this.#list(at, 'values', values);
    for (const { text, span } of values) {
      const value = this.#record('values');
      this.#set(value + VALUE.text, this.#text(text));
      this.#span(value + VALUE.span, span);
    }
  }

  /** Says where a list begins whose entries are written next, and how long it is. */
  #list(at: number, section: Section, list: readonly unknown[]): void {
    this.#set(at, this.#written(section));
    this.#set(at + 1, list.length);
  }

  #span(at: number, { start, end }: Span): void {
    this.#set(at, start);
    this.#set(at + 1, end);
  }

  #optionalSpan(at: number, span: Span | undefined): void {
    this.#set(at, span ? span.start : NOTHING);
    this.#set(at + 1, span ? span.end : NOTHING);
  }

  /** Revisions may be of any size, and nearly all are the same few. */
  #number(value: number | undefined): number {
    return value === undefined ? NOTHING : this.#name(String(value));
  }

  /** Mostly an ID is its own key, which stands behind it. */
  #idAndKey(at: number, id: string, key: ItemKey): void {
    const number = this.#name(id);
    this.#set(at, number);
    this.#set(at + 1, id === key ? number : this.#name(key));
  }

  #name(name: string): number {
    const known = this.#nameNumbers.get(name);
    if (known !== undefined) return known;
    const number = this.#names.add(name);
    if (number < MOST_KNOWN) this.#nameNumbers.set(name, number);
    return number;
  }

  #text(text: string): number {
    const short = text.length <= MAX_KNOWN_TEXT;
    const known = short ? this.#textNumbers.get(text) : undefined;
    if (known !== undefined) return known;
    const number = this.#texts.add(text);
    if (short && number < MOST_KNOWN) this.#textNumbers.set(text, number);
    return number;
  }

  #set(at: number, number: number): void {
    const word = number + RAISED;
    this.#words[at] = word;
    this.#bits |= word;
  }

  /** How many records of a kind have been written. */
  #written(section: Section): number {
    return (this.#next[section] - this.#starts[section]) / SIZES[section];
  }

  /** Where the next record of a kind stands, which is to be written now. */
  #record(section: Section): number {
    const at = this.#next[section];
    this.#next[section] = at + SIZES[section];
    return at;
  }
}

function flag(value: boolean | undefined): number {
  return value === true ? 1 : 0;
}

function noRecords(): Record<Section, number> {
  return {
    items: 0,
    attributes: 0,
    values: 0,
    links: 0,
    units: 0,
    tags: 0,
    coverings: 0,
    suppressions: 0,
    problems: 0,
    names: 0,
    texts: 0,
    lines: 0,
  };
}

/** How many records there are of each kind but names, texts and lines. */
function countsOf({ items, units, tags, suppressions, problems }: FlatSource): Record<Section, number> {
  const counts = noRecords();
  counts.items = items.length;
  counts.units = units.length;
  counts.tags = tags.length;
  counts.suppressions = suppressions.length;
  counts.problems = problems.length;
  for (const { attributes, links, needs } of items) {
    counts.attributes += attributes.length;
    counts.links += links.length;
    counts.values += needs.length;
    for (const { values } of attributes) counts.values += values.length;
  }
  for (const { covering } of tags) {
    if (!covering) continue;
    counts.coverings++;
    counts.values += covering.needs.length;
  }
  return counts;
}
