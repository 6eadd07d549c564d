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
  SECTION,
  type Section,
  SIZES,
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
  readonly #dialects = new Repeated();
  readonly #types = new Repeated();
  readonly #kinds = new Repeated();
  readonly #revisions = new Repeated();
  /** How many records there are of each kind. */
  readonly #counts: Int32Array;
  /** Where each kind begins. */
  readonly #starts: Int32Array;
  /** How many records of each kind have been written. */
  readonly #written = new Int32Array(SIZES.length);
  readonly #words: Int32Array;
  /** All bits that any of the words has. */
  #bits = 0;

  constructor(facts: FlatSource) {
    this.#facts = facts;
    const counts = countsOf(facts);
    this.#counts = counts;
    this.#starts = startsOf((section) => counts[section] ?? 0);
    const size = this.#size;
    this.#words = size > ROOM.length ? new Int32Array(size) : ROOM;
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
    const written = this.#size;
    const ends = this.#names.count + this.#texts.count;
    const linesAt = written + ends;
    const highest = this.#bits | (pool.length + RAISED) | (bytesOfLines + RAISED) | (ends + RAISED);
    const kind = wordKindFor(highest);
    const words = makeWords(kind, linesAt + Math.ceil(bytesOfLines / kind.BYTES_PER_ELEMENT), pool);
    const counts = this.#counts;
    counts[SECTION.names] = this.#names.count;
    counts[SECTION.texts] = this.#texts.count;
    counts[SECTION.lines] = words.length - linesAt;
    counts.forEach((count, section) => {
      this.#set(HEAD.counts + section, count);
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

  /** Words of all sections but names, texts and lines. */
  get #size(): number {
    return this.#starts[SECTION.names] ?? 0;
  }

  #item(item: ItemFact): void {
    const at = this.#record(SECTION.items);
    this.#set(at + ITEM.dialect, this.#repeated(this.#dialects, item.dialect));
    this.#idAndKey(at + ITEM.id, item.id, item.key);
    this.#set(at + ITEM.type, this.#repeated(this.#types, item.type));
    this.#span(at + ITEM.idSpan, item.idSpan);
    this.#span(at + ITEM.span, item.span);
    this.#set(at + ITEM.title, this.#text(item.title));
    this.#set(at + ITEM.text, this.#text(item.text));
    this.#set(at + ITEM.revision, this.#number(item.revision));
    this.#set(at + ITEM.forwards, flag(item.forwards));
    this.#list(at + ITEM.attributes, SECTION.attributes, item.attributes);
    for (const attribute of item.attributes) this.#attribute(attribute);
    this.#list(at + ITEM.links, SECTION.links, item.links);
    for (const link of item.links) this.#link(link);
    this.#values(at + ITEM.needs, item.needs);
  }

  #attribute({ name, nameSpan, values }: AttributeFact): void {
    const at = this.#record(SECTION.attributes);
    this.#set(at + ATTRIBUTE.name, this.#name(name));
    this.#span(at + ATTRIBUTE.nameSpan, nameSpan);
    this.#values(at + ATTRIBUTE.values, values);
  }

  #link({ kind, to, toKey, revision, span }: LinkFact): void {
    const at = this.#record(SECTION.links);
    this.#set(at + LINK.kind, this.#repeated(this.#kinds, kind));
    this.#idAndKey(at + LINK.to, to, toKey);
    this.#set(at + LINK.revision, this.#number(revision));
    this.#span(at + LINK.span, span);
  }

  #unit({ kind, name, qualifiedName, nameSpan, span, docSpan, parent, test }: UnitFact): void {
    const at = this.#record(SECTION.units);
    this.#set(at + UNIT.kind, this.#repeated(this.#kinds, kind));
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
    const at = this.#record(SECTION.tags);
    this.#set(at + TAG.dialect, this.#repeated(this.#dialects, dialect));
    this.#set(at + TAG.keyword, this.#repeated(this.#kinds, keyword));
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
    const number = this.#written[SECTION.coverings] ?? 0;
    const at = this.#record(SECTION.coverings);
    this.#set(at + COVERING.type, this.#repeated(this.#types, type));
    this.#set(at + COVERING.name, name === undefined ? NOTHING : this.#text(name));
    this.#set(at + COVERING.revision, this.#number(revision));
    this.#values(at + COVERING.needs, needs);
    return number;
  }

  #suppression({ code, reason, span, scope }: SuppressionFact): void {
    const at = this.#record(SECTION.suppressions);
    this.#set(at + SUPPRESSION.code, this.#name(code));
    this.#set(at + SUPPRESSION.reason, this.#text(reason));
    this.#span(at + SUPPRESSION.span, span);
    this.#span(at + SUPPRESSION.scope, scope);
  }

  #problem({ code, message, span }: ReadProblem): void {
    const at = this.#record(SECTION.problems);
    this.#set(at + PROBLEM.code, this.#name(code));
    this.#set(at + PROBLEM.message, this.#text(message));
    this.#span(at + PROBLEM.span, span);
  }

  #values(at: number, values: readonly SpannedText[]): void {
    this.#list(at, SECTION.values, values);
    for (const { text, span } of values) {
      const value = this.#record(SECTION.values);
      this.#set(value + VALUE.text, this.#text(text));
      this.#span(value + VALUE.span, span);
    }
  }

  /** Says where a list begins whose entries are written next, and how long it is. */
  #list(at: number, section: Section, list: readonly unknown[]): void {
    this.#set(at, this.#written[section] ?? 0);
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
    return value === undefined ? NOTHING : this.#repeated(this.#revisions, value);
  }

  #repeated(last: Repeated, said: string | number): number {
    if (last.said !== said) {
      last.number = this.#name(String(said));
      last.said = said;
    }
    return last.number;
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

  /** Where the next record of a kind stands, which is to be written now. */
  #record(section: Section): number {
    const number = this.#written[section] ?? 0;
    this.#written[section] = number + 1;
    return (this.#starts[section] ?? 0) + number * SIZES[section];
  }
}

/** What was last said somewhere, and its number: most records of a file say there what the one before says. */
class Repeated {
  said: unknown;
  number = NOTHING;
}

function flag(value: boolean | undefined): number {
  return value === true ? 1 : 0;
}

/** How many records there are of each kind but names, texts and lines. */
function countsOf({ items, units, tags, suppressions, problems }: FlatSource): Int32Array {
  const counts = new Int32Array(SIZES.length);
  const add = (section: Section, more: number): void => {
    counts[section] = (counts[section] ?? 0) + more;
  };
  add(SECTION.items, items.length);
  add(SECTION.units, units.length);
  add(SECTION.tags, tags.length);
  add(SECTION.suppressions, suppressions.length);
  add(SECTION.problems, problems.length);
  for (const { attributes, links, needs } of items) {
    add(SECTION.attributes, attributes.length);
    add(SECTION.links, links.length);
    add(SECTION.values, needs.length);
    for (const { values } of attributes) add(SECTION.values, values.length);
  }
  for (const { covering } of tags) {
    if (!covering) continue;
    add(SECTION.coverings, 1);
    add(SECTION.values, covering.needs.length);
  }
  return counts;
}
