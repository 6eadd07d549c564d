import type { SpannedText } from '../../../model/facts.ts';
import { BLANK, ID_PATTERN, TYPE_PATTERN } from './oftId.ts';

/** A piece of `line` from `start` to `end`, both counted from the start of the line. */
export function piece(line: SpannedText, start: number, end: number): SpannedText {
  return { text: line.text.slice(start, end), span: { start: line.span.start + start, end: line.span.start + end } };
}

/** Like {@link piece}, with the white space around it taken off. */
export function trimmedPiece(line: SpannedText, start: number, end: number): SpannedText {
  let from = start;
  let to = end;
  while (from < to && line.text.charCodeAt(from) <= 32) from++;
  while (from < to && line.text.charCodeAt(to - 1) <= 32) to--;
  return piece(line, from, to);
}

const ASTERISK = 42;
const PLUS = 43;
const HYPHEN = 45;
const COLON = 58;
const UPPER_A = 65;
const UPPER_Z = 90;
const BACKTICK = 96;
const LOWER_A = 97;
const LOWER_Z = 122;
const TILDE = 126;

const ITEM_ID = new RegExp(`^(\`?)(${ID_PATTERN})`, 'u');

/** The ID that opens an item: at the very start of a line, with or without a backtick. */
export function idAtStart(line: SpannedText): SpannedText | undefined {
  const { text } = line;
  const behindType = behindLetters(text, codeAt(text, 0) === BACKTICK ? 1 : 0);
  const match = codeAt(text, behindType) === TILDE ? ITEM_ID.exec(text) : null;
  const [, tick = '', id = ''] = match ?? [];
  return match ? piece(line, tick.length, tick.length + id.length) : undefined;
}

/** The first column from `start` on where no Latin letter stands. */
function behindLetters(text: string, start: number): number {
  let at = start;
  while (isLetter(codeAt(text, at))) at++;
  return at;
}

/** Code of a character; -1 behind the last, where an engine is slow to look. */
function codeAt(text: string, at: number): number {
  return at < text.length ? text.charCodeAt(at) : -1;
}

function isLetter(code: number): boolean {
  return (code >= LOWER_A && code <= LOWER_Z) || (code >= UPPER_A && code <= UPPER_Z);
}

const REFERENCE = new RegExp(`(?<!\\w)${ID_PATTERN}(?!\\w)`, 'gu');
const BARE_WORD = /(?<!\w)[A-Za-z]+(?!\w)/g;

/** So many blanks may stand in front of a bullet. */
const MOST_INDENT = 3;

/** Column behind the bullet of a list entry, or undefined when the line is none. */
export function behindBullet({ text }: SpannedText): number | undefined {
  let at = 0;
  while (at < MOST_INDENT && isBlankCode(codeAt(text, at))) at++;
  const code = codeAt(text, at);
  return code === HYPHEN || code === ASTERISK || code === PLUS ? at + 1 : undefined;
}

function lastMatch(pattern: RegExp, line: SpannedText, from: number): SpannedText | undefined {
  let last: SpannedText | undefined;
  pattern.lastIndex = from;
  for (let match = pattern.exec(line.text); match; match = pattern.exec(line.text)) {
    last = piece(line, match.index, match.index + match[0].length);
  }
  return last;
}

/** The ID in a list entry; of several, the last one counts. */
export function referenceInEntry(line: SpannedText): SpannedText | undefined {
  const from = behindBullet(line);
  return from === undefined || !line.text.includes('~') ? undefined : lastMatch(REFERENCE, line, from);
}

/** The artifact type in a list entry; of several words, the last one counts. */
export function typeInEntry(line: SpannedText): SpannedText | undefined {
  const from = behindBullet(line);
  return from === undefined ? undefined : lastMatch(BARE_WORD, line, from);
}

/** Splits `a, b` from column `start` on; undefined when it is not a list of plain words. */
export function wordsFrom(line: SpannedText, start: number): SpannedText[] | undefined {
  const words: SpannedText[] = [];
  let from = start;
  while (from <= line.text.length) {
    const comma = line.text.indexOf(',', from);
    const to = comma < 0 ? line.text.length : comma;
    const word = trimmedPiece(line, from, to);
    if (!/^\w+$/.test(word.text)) return undefined;
    words.push(word);
    from = to + 1;
  }
  return words;
}

/** A statement that passes needed coverage on: `arch --> dsn, impl : req~x~1`. */
export interface Forwarding {
  /** The type that is skipped. */
  readonly skipped: SpannedText;
  readonly needs: readonly SpannedText[];
  readonly original: SpannedText;
}

/** What every forwarding statement holds. */
export const ARROW = '-->';
const FORWARD_TO = new RegExp(
  `${BLANK}*(${TYPE_PATTERN}(?:,${BLANK}*${TYPE_PATTERN})*)${BLANK}*:${BLANK}*(${ID_PATTERN})`,
  'duy',
);

/** The first forwarding statement on a line. */
export function forwardingIn(line: SpannedText): Forwarding | undefined {
  for (let arrow = line.text.indexOf(ARROW); arrow >= 0; arrow = line.text.indexOf(ARROW, arrow + 1)) {
    let end = arrow;
    while (end > 0 && isBlankCode(line.text.charCodeAt(end - 1))) end--;
    let start = end;
    while (start > 0 && isLetter(line.text.charCodeAt(start - 1))) start--;
    if (start === end) continue;
    FORWARD_TO.lastIndex = arrow + ARROW.length;
    const indices = FORWARD_TO.exec(line.text)?.indices;
    const types = indices?.[1];
    const original = indices?.[2];
    if (!types || !original) continue;
    const needs = wordsFrom(piece(line, 0, types[1]), types[0]) ?? [];
    return { skipped: piece(line, start, end), needs, original: piece(line, original[0], original[1]) };
  }
  return undefined;
}

/** The words that open a part of an item. */
export type MarkupKeyword = 'Comment' | 'Covers' | 'Depends' | 'Description' | 'Rationale' | 'Needs' | 'Tags';

/** A line that opens a part of an item. */
export interface KeywordLine {
  readonly keyword: MarkupKeyword;
  readonly place: SpannedText;
  /** What stands behind `Needs:` or `Tags:` on the same line. */
  readonly words: readonly SpannedText[];
}

const KEYWORDS: ReadonlyMap<string, MarkupKeyword> = new Map(
  (['Comment', 'Covers', 'Depends', 'Description', 'Rationale', 'Needs', 'Tags'] as const).map((word) => [word, word]),
);

/** Recognises `Covers:`, `Needs: dsn, utest` and the like; anything else behind the colon makes it plain text. */
export function keywordLine(line: SpannedText): KeywordLine | undefined {
  const colon = behindLetters(line.text, 0);
  const keyword = codeAt(line.text, colon) === COLON ? KEYWORDS.get(line.text.slice(0, colon)) : undefined;
  if (!keyword) return undefined;
  const place = piece(line, 0, colon);
  if (isBlank(line.text.slice(colon + 1))) return { keyword, place, words: [] };
  const words = keyword === 'Needs' || keyword === 'Tags' ? wordsFrom(line, colon + 1) : undefined;
  return words && { keyword, place, words };
}

const STATUS_NAME = 'Status:';
const STATUS = new RegExp(`^${STATUS_NAME}${BLANK}*(approved|proposed|draft|rejected)${BLANK}*$`, 'd');

/** True for a line without anything to see. */
export function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isBlankCode(text.charCodeAt(at))) return false;
  return true;
}

/** The white space of {@link BLANK}: blank, tab, vertical tab, form feed. */
function isBlankCode(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12;
}

/** The value of a `Status:` line. */
export function statusIn(line: SpannedText): SpannedText | undefined {
  const pair = line.text.startsWith(STATUS_NAME) ? STATUS.exec(line.text)?.indices?.[1] : undefined;
  return pair && piece(line, pair[0], pair[1]);
}
