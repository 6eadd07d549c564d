import type { TextLines } from '../textLines.ts';

/** A heading of a Markdown text. */
export interface Heading {
  readonly level: number;
  readonly words: string;
  /** Offset at which the words start. */
  readonly wordsStart: number;
  /** Lines that it takes: one, or two when the second underlines the first. */
  readonly lines: 1 | 2;
}

const HASH = 35;
const EQUALS = 61;
const HYPHEN = 45;
const MAX_INDENT = 3;
const MAX_LEVEL = 6;
const UNDERLINE = /^ {0,3}(=+|-{2,})[ \t]*$/;
const UNDERLINED = /^\ufeff? {0,3}[\p{L}\p{N}[`*]/u;

/** The heading that a line is or opens, outside of code and comments. */
export function headingAt(lines: TextLines, index: number): Heading | undefined {
  return hashHeading(lines, index) ?? underlinedHeading(lines, index);
}

/** A heading with `#` in front, and perhaps behind. */
export function hashHeading(lines: TextLines, index: number): Heading | undefined {
  const { text } = lines;
  if (lines.firstCodeOf(index) !== HASH) return undefined;
  const hashes = lines.firstOf(index);
  const indent = text.slice(lines.startOf(index), hashes).replace('\ufeff', '');
  if (indent.length > MAX_INDENT || indent.includes('\t')) return undefined;
  const end = lines.endOf(index);
  let at = hashes;
  while (at < end && text.charCodeAt(at) === HASH) at++;
  const level = at - hashes;
  if (level > MAX_LEVEL || at === end || !isBlank(text.charCodeAt(at))) return undefined;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return { level, words: text.slice(at, wordsEnd(text, at, end)), wordsStart: at, lines: 1 };
}

/** Where the words of a heading end, without closing hashes that stand apart from them. */
function wordsEnd(text: string, start: number, lineEnd: number): number {
  const end = trimmedEnd(text, start, lineEnd);
  let open = end;
  while (open > start && text.charCodeAt(open - 1) === HASH) open--;
  const apart = open < end && open > start && isBlank(text.charCodeAt(open - 1));
  return apart ? trimmedEnd(text, start, open) : end;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

function underlinedHeading(lines: TextLines, index: number): Heading | undefined {
  const first = lines.firstCodeOf(index + 1);
  if (first !== EQUALS && first !== HYPHEN) return undefined;
  const underline = UNDERLINE.exec(lines.at(index + 1).text);
  if (!underline) return undefined;
  const { text: words, start } = lines.at(index);
  if (!UNDERLINED.test(words) || words.includes('|')) return undefined;
  return { level: underline[1]?.startsWith('=') ? 1 : 2, words, wordsStart: start, lines: 2 };
}
