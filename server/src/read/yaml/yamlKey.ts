import type { Span } from '../../model/span.ts';

/** A key of a map in the plain subset of YAML. */
export interface YamlKey {
  readonly text: string;
  /** The key without its quotes. */
  readonly span: Span;
  /** Where the key starts, its quote included. */
  readonly start: number;
  /** Behind the colon. */
  readonly end: number;
}

/** Letters of most scripts: a key may be a word of any language. */
const LETTER = 'A-Za-z\\u00c0-\\u024f\\u0370-\\u167f\\u1681-\\u1fff\\u3041-\\ud7ff';

/** What a plain key is made of behind its first letter, with blanks in between. */
const WORD = '(?:[^\\s:,[\\]{}#]|:(?=[^\\s,[\\]{}]))';
const PLAIN = `[${LETTER}_]${WORD}*(?: +${WORD}+)*`;
const KEY = new RegExp(`(?:"([^"\\\\\\r\\n]*)"|'([^'\\r\\n]*)'|(${PLAIN}|<<)) *:(?=[ \\r\\n]|$)`, 'y');

/** A key as JSON writes it, with nothing behind its colon. */
const JSON_KEY = /"([^"\\\r\n]*)" *:/y;

/** Plain keys that are no texts for YAML. */
const NO_TEXT: ReadonlySet<string> = new Set(
  ['null', 'true', 'false'].flatMap((word) => [
    word,
    (word[0] ?? '').toUpperCase() + word.slice(1),
    word.toUpperCase(),
  ]),
);

/** YAML's limit is 1024 characters up to the colon; longer keys are left to the full parser. */
const MAX_LENGTH = 1000;

/** The key that starts at an offset, with a colon that a blank or a line end follows; undefined for anything else. */
export function keyAt(text: string, start: number, end: number): YamlKey | undefined {
  // A match remembers each of its characters, and there is no room for millions of them.
  KEY.lastIndex = 0;
  const match = KEY.exec(text.slice(start, start + MAX_LENGTH + 2));
  const length = match?.[0].length ?? 0;
  if (!match || start + length > end || length > MAX_LENGTH) return undefined;
  const plain = match[3];
  if (plain !== undefined && NO_TEXT.has(plain)) return undefined;
  const margin = plain === undefined ? 1 : 0;
  const key = plain ?? match[1] ?? match[2] ?? '';
  const from = start + margin;
  return { text: key, span: { start: from, end: from + key.length }, start, end: start + length };
}

/** The key that starts at an offset of a map in braces, where a value may follow right behind the colon of a key in quotes. */
export function flowKeyAt(text: string, start: number, end: number): YamlKey | undefined {
  const key = keyAt(text, start, end);
  if (key || text[start] !== '"') return key;
  JSON_KEY.lastIndex = 0;
  const [written = '', words = ''] = JSON_KEY.exec(text.slice(start, start + MAX_LENGTH)) ?? [];
  if (written === '' || start + written.length > end) return undefined;
  const from = start + 1;
  return { text: words, span: { start: from, end: from + words.length }, start, end: start + written.length };
}

/** True where a list or map in brackets begins. */
export function opensFlow(text: string, at: number): boolean {
  return text[at] === '[' || text[at] === '{';
}

/** True for the key whose value is merged into its map. In quotes it is a key as any other. */
export function isMerge({ text, start, span }: YamlKey): boolean {
  return text === '<<' && start === span.start;
}

/** True for the dash of a list entry. */
export function isDash(text: string, at: number, end: number): boolean {
  if (text.charCodeAt(at) !== 45) return false;
  if (at + 1 >= end) return true;
  const code = text.charCodeAt(at + 1);
  return code === 32 || code === 10 || (code === 13 && text.charCodeAt(at + 2) === 10);
}
