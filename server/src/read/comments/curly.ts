import type { Comment } from './comment.ts';
import { endOf, endOfEscaped, lineEndAfter, quotedEnd } from './literals.ts';
import { NearestOf } from './nearestOf.ts';
import { wordStart } from './word.ts';

/** How a language with `//` and slash-star comments differs from the others. */
export interface CurlyLexis {
  /** The slash, and the quotes that open literals. */
  readonly openers: string;
  /** True when a backslash at the end of a line comment carries it on to the next line. */
  readonly joinsLines: boolean;
  /** True when block comments nest. */
  readonly nests: boolean;
  /** Offset behind the literal whose opening quote stands at `at`; always greater than `at`. */
  readonly literalEnd: (text: string, at: number) => number;
}

const BACKSLASH = 92;
const CARRIAGE_RETURN = 13;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const LETTER_R = 114;
const LINE_FEED = 10;
const SINGLE_QUOTE = 39;
const SLASH = 47;
const STAR = 42;
const UPPER_R = 82;

const CHARACTER = /'(?:[^'\\\n\r]|\\(?:\r\n|[\s\S])){1,12}'/y;
const RUST_CHARACTER =
  /'(?:[\ud800-\udbff][\udc00-\udfff]|[^'\\\n\r]|\\(?:u\{[\da-fA-F_]*\}|x[\da-fA-F]{0,2}|[^ux]))'/y;
const RUST_STRING_STOP = /["\\]/g;
const TEXT_BLOCK_STOP = /"""|\\/g;
const NESTING = /\/\*|\*\//g;
const RAW_STRING = /"([^()\\\s"]{0,16})\(/y;
const RAW_PREFIX = /(?:^|[^\w$])(?:u8|[uUL])?R$/;
const NUMBER_REST = /[\w'.]*/y;

/** C, with digit separators and joined lines. */
export const C: CurlyLexis = { openers: `/"'`, joinsLines: true, nests: false, literalEnd: cLiteralEnd };

/** C++: C and raw strings. */
export const CPP: CurlyLexis = { ...C, literalEnd: cppLiteralEnd };

/** Java, with text blocks. */
export const JAVA: CurlyLexis = { openers: `/"'`, joinsLines: false, nests: false, literalEnd: javaLiteralEnd };

/** Go, with raw strings. */
export const GO: CurlyLexis = { openers: '/"\'`', joinsLines: false, nests: false, literalEnd: goLiteralEnd };

/** Rust, with raw strings, lifetimes and nested comments. */
export const RUST: CurlyLexis = { openers: `/"'`, joinsLines: false, nests: true, literalEnd: rustLiteralEnd };

/** The comments of a text in one of these languages. */
export function curlyComments(text: string, lexis: CurlyLexis): readonly Comment[] {
  const comments: Comment[] = [];
  const openers = new NearestOf(text, lexis.openers);
  let end = 0;
  for (;;) {
    const start = openers.next(end);
    if (start >= text.length) return comments;
    if (text.charCodeAt(start) === SLASH) {
      const second = text.charCodeAt(start + 1);
      if (second === SLASH) {
        end = lineCommentEnd(text, start + 2, lexis.joinsLines);
        comments.push({ span: { start, end }, kind: 'line' });
      } else if (second === STAR) {
        end = lexis.nests ? nestedCommentEnd(text, start + 2) : endOf(text, '*/', start + 2);
        comments.push({ span: { start, end }, kind: 'block' });
      } else end = start + 1;
    } else end = lexis.literalEnd(text, start);
  }
}

/** Offset of the line break that ends the line comment with text from `at` on. */
export function lineCommentEnd(text: string, at: number, joinsLines: boolean): number {
  let end = lineEndAfter(text, at);
  while (joinsLines && end < text.length && text.charCodeAt(end - 1) === BACKSLASH) {
    const crlf = text.charCodeAt(end) === CARRIAGE_RETURN && text.charCodeAt(end + 1) === LINE_FEED;
    end = lineEndAfter(text, end + (crlf ? 2 : 1));
  }
  return end;
}

function nestedCommentEnd(text: string, at: number): number {
  let depth = 1;
  NESTING.lastIndex = at;
  while (depth > 0 && NESTING.test(text)) depth += text.charCodeAt(NESTING.lastIndex - 1) === STAR ? 1 : -1;
  return depth > 0 ? text.length : NESTING.lastIndex;
}

/** Offset behind the C literal that opens at `at`. An apostrophe that opens no character literal counts alone. */
export function cLiteralEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === DOUBLE_QUOTE) return quotedEnd(text, at);
  if (separatesDigits(text, at)) {
    NUMBER_REST.lastIndex = at;
    return NUMBER_REST.test(text) ? NUMBER_REST.lastIndex : at + 1;
  }
  return characterEnd(text, at);
}

/** Offset behind the character literal at `at`, or behind the apostrophe when there is none (prose in `#error`). */
export function characterEnd(text: string, at: number): number {
  CHARACTER.lastIndex = at;
  return CHARACTER.test(text) ? CHARACTER.lastIndex : at + 1;
}

function separatesDigits(text: string, at: number): boolean {
  const start = wordStart(text, at);
  const first = text.charCodeAt(start);
  return start < at && first >= 48 && first <= 57;
}

function cppLiteralEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === DOUBLE_QUOTE && text.charCodeAt(at - 1) === UPPER_R) {
    RAW_STRING.lastIndex = at;
    const raw = RAW_PREFIX.test(text.slice(Math.max(0, at - 4), at)) ? RAW_STRING.exec(text) : null;
    if (raw) return endOf(text, `)${raw[1] ?? ''}"`, at + raw[0].length);
  }
  return cLiteralEnd(text, at);
}

/** Offset behind the Java literal that opens at `at`: a character, a string, or a text block. */
export function javaLiteralEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === SINGLE_QUOTE) return characterEnd(text, at);
  return text.startsWith('"""', at) ? endOfEscaped(text, TEXT_BLOCK_STOP, at + 3) : quotedEnd(text, at);
}

/** Offset behind the Go literal that opens at `at`. */
export function goLiteralEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === SINGLE_QUOTE) return characterEnd(text, at);
  return text.charCodeAt(at) === DOUBLE_QUOTE ? quotedEnd(text, at) : endOf(text, '`', at + 1);
}

/** Offset behind the Rust literal that opens at `at`, or behind the apostrophe of a lifetime. */
export function rustLiteralEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === SINGLE_QUOTE) {
    RUST_CHARACTER.lastIndex = at;
    return RUST_CHARACTER.test(text) ? RUST_CHARACTER.lastIndex : at + 1;
  }
  let prefix = at;
  while (text.charCodeAt(prefix - 1) === HASH) prefix--;
  const raw =
    text.charCodeAt(prefix - 1) === LETTER_R && /(?:^|\W)[bc]?r$/.test(text.slice(Math.max(0, prefix - 3), prefix));
  return raw ? endOf(text, `"${'#'.repeat(at - prefix)}`, at + 1) : endOfEscaped(text, RUST_STRING_STOP, at + 1);
}
