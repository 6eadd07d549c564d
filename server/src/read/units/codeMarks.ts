/** Characters that decide where units of C begin and end. */
export const STRUCTURE = `{}"'#/;`;

/**
 * Where the characters stand that give a text its structure: a bit for each character, the lowest of a word first, and one
 * at the end of the text. Only texts of ASCII without control characters, but for tabs and line feeds, have marks.
 */
export interface CodeMarks {
  /** Those of {@link STRUCTURE}. */
  readonly structure: Uint32Array;
  readonly lineFeeds: Uint32Array;
}

const BITS = 32;

/** Offset of the first mark at or behind `at`, which is not behind the end of the text: the end is marked. */
export function nextMark(marks: Uint32Array, at: number): number {
  let word = at >>> 5;
  let bits = (marks[word] ?? 0) & (-1 << at);
  while (bits === 0 && word < marks.length) bits = marks[++word] ?? 0;
  return BITS * word + 31 - Math.clz32(bits & -bits);
}

/** Offsets of the first character of each line of a text of so many characters. */
export function lineStartsIn({ lineFeeds }: CodeMarks, length: number): Int32Array {
  let count = 1;
  for (let at = nextMark(lineFeeds, 0); at < length; at = nextMark(lineFeeds, at + 1)) count++;
  const starts = new Int32Array(count);
  let line = 1;
  for (let at = nextMark(lineFeeds, 0); at < length; at = nextMark(lineFeeds, at + 1)) starts[line++] = at + 1;
  return starts;
}
