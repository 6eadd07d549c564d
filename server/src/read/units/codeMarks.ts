import type { LineLengths } from '../../model/flatFacts/lineLengths.ts';

/** Characters that decide where units of C begin and end. */
export const STRUCTURE = `{}"'#/`;

/**
 * Where the characters stand that give a text its structure: a bit for each character, the lowest of a word first, and one
 * at the end of the text. Only texts without control characters, but for tabs and line feeds, have marks.
 */
export interface CodeMarks {
  /** Those of {@link STRUCTURE}. */
  readonly structure: Uint32Array;
  /** The same with the semicolons, which end declarations and are of no account in bodies. */
  readonly declarations: Uint32Array;
  readonly lineFeeds: Uint32Array;
  readonly lines: LineLengths;
}

const BITS = 32;

/** Offset of the first mark at or behind `at`, which is not behind the end of the text: the end is marked. */
export function nextMark(marks: Uint32Array, at: number): number {
  let word = at >>> 5;
  let bits = (marks[word] ?? 0) & (-1 << at);
  while (bits === 0 && word < marks.length) bits = marks[++word] ?? 0;
  return BITS * word + 31 - Math.clz32(bits & -bits);
}
