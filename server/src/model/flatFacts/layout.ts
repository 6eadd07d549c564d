/**
 * All facts of one file but its path, as numbers and one text. A record is a fixed number of words in a row; records of
 * one kind stand behind each other, in the order of {@link SECTION}. What holds a list says where the list begins
 * among its kind and how long it is. A name or a text is given by its number, a span by start and end.
 */
export interface FlatFile {
  /** The numbers, each {@link RAISED}; the section of lines holds bytes. */
  readonly words: Words;
  /** All names, then all texts, with nothing in between. */
  readonly pool: string;
}

/** Two bytes for a word where all words of a file fit, as they do in most; else four. */
export type Words = Uint16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

/** What is added to each number of a file, so that no word is below 0. */
export const RAISED = 2;

/** Makes room for so many words, all of them 0, in front of a pool. */
export type WordsMaker = (kind: WordKind, count: number, pool: string) => Words;

/** What words of one size stand in. */
export type WordKind = typeof Uint16Array | typeof Int32Array;

/** What words stand in none of which is above `highest`. */
export function wordKindFor(highest: number): WordKind {
  return highest < 2 ** 16 ? Uint16Array : Int32Array;
}

/** Words at the front of a file: what it is, the number of its lines, then how many records each section has. */
export const HEAD = { language: 0, role: 1, generated: 2, lines: 4, counts: 5 } as const;

/** Kinds of records, in their order in the file. They are numbers, since much is found by them for each record. */
export const SECTION = {
  items: 0,
  attributes: 1,
  values: 2,
  links: 3,
  units: 4,
  tags: 5,
  coverings: 6,
  suppressions: 7,
  problems: 8,
  names: 9,
  texts: 10,
  lines: 11,
} as const;

/** A kind of record. */
export type Section = (typeof SECTION)[keyof typeof SECTION];

/**
 * Words of a record of each kind, in the order of {@link SECTION}: of a name or text where it ends in the pool, of lines
 * some bytes of their lengths.
 */
export const SIZES = [18, 5, 3, 6, 11, 12, 5, 6, 4, 1, 1, 1] as const;

/** Words before the first section. */
export const HEAD_SIZE = HEAD.counts + SIZES.length;

/** Stands for something that is not there. */
export const NOTHING = -1;

/** Stands for something that is there and has no name. */
export const LOCAL = -2;

/** Where in a record each of its words stands; a list takes two words, where it begins and how long it is. */
export const ITEM = {
  dialect: 0,
  id: 1,
  key: 2,
  type: 3,
  idSpan: 4,
  span: 6,
  title: 8,
  text: 9,
  revision: 10,
  forwards: 11,
  attributes: 12,
  links: 14,
  needs: 16,
} as const;
export const ATTRIBUTE = { name: 0, nameSpan: 1, values: 3 } as const;
export const VALUE = { text: 0, span: 1 } as const;
export const LINK = { kind: 0, to: 1, toKey: 2, revision: 3, span: 4 } as const;
export const UNIT = {
  kind: 0,
  name: 1,
  qualifiedName: 2,
  nameSpan: 3,
  span: 5,
  docSpan: 7,
  parent: 9,
  test: 10,
} as const;
export const TAG = {
  dialect: 0,
  keyword: 1,
  target: 2,
  targetKey: 3,
  revision: 4,
  span: 5,
  tagSpan: 7,
  unit: 9,
  covering: 10,
  /** Name of what is declared in the tag's own place, {@link LOCAL} for a local tag that declares nothing. */
  local: 11,
} as const;
export const COVERING = { type: 0, name: 1, revision: 2, needs: 3 } as const;
export const SUPPRESSION = { code: 0, reason: 1, span: 2, scope: 4 } as const;
export const PROBLEM = { code: 0, message: 1, span: 2 } as const;

/** Where each section begins, by its number, of a file that has so many records of each; behind them how many words there are. */
export function startsOf(countOf: (section: number) => number): Int32Array {
  const starts = new Int32Array(SIZES.length + 1);
  let at = HEAD_SIZE;
  for (let section = 0; section < SIZES.length; section++) {
    starts[section] = at;
    at += countOf(section) * (SIZES[section] ?? 0);
  }
  starts[SIZES.length] = at;
  return starts;
}
