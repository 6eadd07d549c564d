import type {
  AttributeFact,
  CoveringFact,
  FileFacts,
  ItemFact,
  LinkFact,
  SpannedText,
  TagFact,
  UnitFact,
} from '../facts.ts';
import type { Span } from '../span.ts';
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
  wordsFor,
} from './layout.ts';
import { bytesOf, countOfLines, type Lines, sizeOfLines, writeLines } from './lineLengths.ts';

/** Facts of which the lines may be known by their lengths. */
export type FlatSource = Omit<FileFacts, 'lineStarts'> & { readonly lineStarts: Lines };

/** Facts in flat form. Equal facts give equal files. */
export function flatten(facts: FlatSource): FlatFile {
  return new Flattening(facts).file();
}

/** Texts that are longer hardly come twice in a file. */
const MAX_KNOWN_TEXT = 32;

class Flattening {
  readonly #facts: FlatSource;
  readonly #names = new Map<string, number>();
  readonly #texts: string[] = [];
  readonly #knownTexts = new Map<string, number>();
  readonly #counts: Record<Section, number>;
  /** Records written so far. */
  readonly #written: Record<Section, number> = noRecords();
  readonly #starts: Starts;
  readonly #words: Int32Array<ArrayBuffer>;

  constructor(facts: FlatSource) {
    this.#facts = facts;
    this.#counts = countsOf(facts);
    this.#starts = startsOf((section) => this.#counts[section]);
    this.#words = new Int32Array(this.#starts.end);
  }

  file(): FlatFile {
    const { language, role, generated, lineStarts, items, units, tags, suppressions, problems } = this.#facts;
    this.#words[HEAD.language] = this.#name(language);
    this.#words[HEAD.role] = this.#name(role);
    this.#optionalSpan(HEAD.generated, generated);
    this.#words[HEAD.lines] = countOfLines(lineStarts);
    for (const item of items) this.#item(item);
    for (const unit of units) this.#unit(unit);
    for (const tag of tags) this.#tag(tag);
    for (const { code, reason, span, scope } of suppressions) {
      const at = this.#next('suppressions');
      this.#words[at + SUPPRESSION.code] = this.#name(code);
      this.#words[at + SUPPRESSION.reason] = this.#text(reason);
      this.#span(at + SUPPRESSION.span, span);
      this.#span(at + SUPPRESSION.scope, scope);
    }
    for (const { code, message, span } of problems) {
      const at = this.#next('problems');
      this.#words[at + PROBLEM.code] = this.#name(code);
      this.#words[at + PROBLEM.message] = this.#text(message);
      this.#span(at + PROBLEM.span, span);
    }
    return this.#completed();
  }

  /** Only when everything is written is it known how many names and texts there are, and how large the numbers become. */
  #completed(): FlatFile {
    const { lineStarts } = this.#facts;
    const written = this.#words;
    const pieces = [...this.#names.keys(), ...this.#texts];
    const pool = pieces.join('');
    const bytesOfLines = sizeOfLines(lineStarts);
    const linesAt = written.length + pieces.length;
    const highest = written.reduce(higher, Math.max(pool.length, bytesOfLines, pieces.length));
    const words = wordsFor(highest + RAISED, (bytesOfWord) => linesAt + Math.ceil(bytesOfLines / bytesOfWord));
    const counts = this.#counts;
    counts.names = this.#names.size;
    counts.texts = this.#texts.length;
    counts.lines = words.length - linesAt;
    SECTIONS.forEach((section, index) => {
      written[HEAD.counts + index] = counts[section];
    });
    for (let at = 0; at < written.length; at++) words[at] = (written[at] ?? 0) + RAISED;
    let end = 0;
    let at = written.length;
    for (const piece of pieces) {
      end += piece.length;
      words[at++] = end + RAISED;
    }
    writeLines(lineStarts, bytesOf(words, linesAt, words.length));
    return { words, pool };
  }

  #item(item: ItemFact): void {
    const at = this.#next('items');
    const words = this.#words;
    words[at + ITEM.dialect] = this.#name(item.dialect);
    words[at + ITEM.id] = this.#name(item.id);
    words[at + ITEM.key] = this.#name(item.key);
    words[at + ITEM.type] = this.#name(item.type);
    this.#span(at + ITEM.idSpan, item.idSpan);
    this.#span(at + ITEM.span, item.span);
    words[at + ITEM.title] = this.#text(item.title);
    words[at + ITEM.text] = this.#text(item.text);
    words[at + ITEM.revision] = this.#number(item.revision);
    words[at + ITEM.forwards] = flag(item.forwards);
    this.#list(at + ITEM.attributes, 'attributes', item.attributes);
    for (const attribute of item.attributes) this.#attribute(attribute);
    this.#list(at + ITEM.links, 'links', item.links);
    for (const link of item.links) this.#link(link);
    this.#values(at + ITEM.needs, item.needs);
  }

  #attribute({ name, nameSpan, values }: AttributeFact): void {
    const at = this.#next('attributes');
    this.#words[at + ATTRIBUTE.name] = this.#name(name);
    this.#span(at + ATTRIBUTE.nameSpan, nameSpan);
    this.#values(at + ATTRIBUTE.values, values);
  }

  #link({ kind, to, toKey, revision, span }: LinkFact): void {
    const at = this.#next('links');
    this.#words[at + LINK.kind] = this.#name(kind);
    this.#words[at + LINK.to] = this.#name(to);
    this.#words[at + LINK.toKey] = this.#name(toKey);
    this.#words[at + LINK.revision] = this.#number(revision);
    this.#span(at + LINK.span, span);
  }

  #unit({ kind, name, qualifiedName, nameSpan, span, docSpan, parent, test }: UnitFact): void {
    const at = this.#next('units');
    this.#words[at + UNIT.kind] = this.#name(kind);
    this.#words[at + UNIT.name] = this.#text(name);
    this.#words[at + UNIT.qualifiedName] = this.#text(qualifiedName);
    this.#span(at + UNIT.nameSpan, nameSpan);
    this.#span(at + UNIT.span, span);
    this.#optionalSpan(at + UNIT.docSpan, docSpan);
    this.#words[at + UNIT.parent] = parent;
    this.#words[at + UNIT.test] = flag(test);
  }

  #tag(tag: TagFact): void {
    const { dialect, keyword, target, targetKey, revision, span, tagSpan, unit, covering, local, declares } = tag;
    const at = this.#next('tags');
    this.#words[at + TAG.dialect] = this.#name(dialect);
    this.#words[at + TAG.keyword] = this.#name(keyword);
    this.#words[at + TAG.target] = this.#name(target);
    this.#words[at + TAG.targetKey] = this.#name(targetKey);
    this.#words[at + TAG.revision] = this.#number(revision);
    this.#span(at + TAG.span, span);
    this.#span(at + TAG.tagSpan, tagSpan);
    this.#words[at + TAG.unit] = unit;
    this.#words[at + TAG.covering] = covering ? this.#covering(covering) : NOTHING;
    const place = declares === undefined ? LOCAL : this.#name(declares);
    this.#words[at + TAG.local] = local ? place : NOTHING;
  }

  #covering({ type, name, revision, needs }: CoveringFact): number {
    const at = this.#next('coverings');
    this.#words[at + COVERING.type] = this.#name(type);
    this.#words[at + COVERING.name] = name === undefined ? NOTHING : this.#text(name);
    this.#words[at + COVERING.revision] = this.#number(revision);
    this.#values(at + COVERING.needs, needs);
    return this.#written.coverings - 1;
  }

  #values(at: number, values: readonly SpannedText[]): void {
    this.#list(at, 'values', values);
    for (const { text, span } of values) {
      const value = this.#next('values');
      this.#words[value + VALUE.text] = this.#text(text);
      this.#span(value + VALUE.span, span);
    }
  }

  /** Says where a list begins whose entries are written next, and how long it is. */
  #list(at: number, section: Section, list: readonly unknown[]): void {
    this.#words[at] = this.#written[section];
    this.#words[at + 1] = list.length;
  }

  #span(at: number, { start, end }: Span): void {
    this.#words[at] = start;
    this.#words[at + 1] = end;
  }

  #optionalSpan(at: number, span: Span | undefined): void {
    this.#words[at] = span?.start ?? NOTHING;
    this.#words[at + 1] = span?.end ?? NOTHING;
  }

  /** Revisions may be of any size, and nearly all are the same few. */
  #number(value: number | undefined): number {
    return value === undefined ? NOTHING : this.#name(String(value));
  }

  #name(name: string): number {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const number = this.#names.size;
    this.#names.set(name, number);
    return number;
  }

  #text(text: string): number {
    const short = text.length <= MAX_KNOWN_TEXT;
    const known = short ? this.#knownTexts.get(text) : undefined;
    if (known !== undefined) return known;
    const number = this.#texts.push(text) - 1;
    if (short) this.#knownTexts.set(text, number);
    return number;
  }

  /** Where the next record of a kind is to be written. */
  #next(section: Section): number {
    return this.#starts[section] + SIZES[section] * this.#written[section]++;
  }
}

function flag(value: boolean | undefined): number {
  return value === true ? 1 : 0;
}

function higher(a: number, b: number): number {
  return a > b ? a : b;
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
