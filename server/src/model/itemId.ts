import { isDigit } from './isDigit.ts';

/**
 * An ID in the form in which IDs are compared. IDs of our own notation compare after normalisation; IDs of dialects
 * that compare exactly carry the dialect as a prefix, so that the two never meet.
 */
export type ItemKey = string;

/** `PREFIX(-[A-Z0-9]+)*[-_ ]?\d+([.-]\d+)*[a-z]?` in any case: a prefix of letters, a number, an optional letter. */
const ID_GRAMMAR = /^([A-Za-z][A-Za-z0-9]*?(?:[-_ ][A-Za-z][A-Za-z0-9]*)*?)[-_ ]?(\d+(?:[.-]\d+)*)([a-z]?)$/;

/** The parts of a well-formed ID. */
export interface IdParts {
  /** Prefix in upper case with `-` between its words, for example `RW-SYS`. */
  readonly prefix: string;
  /** Number as written, for example `003` or `1.0.0`. */
  readonly number: string;
  /** Trailing letter, or the empty string. */
  readonly suffix: string;
}

/** No ID is longer; the limit keeps the grammar's cost small whatever stands where an ID is expected. */
const MAX_LENGTH = 200;

/** Splits `text` by the ID grammar, or gives undefined when it does not follow it. */
export function parseId(text: string): IdParts | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const plain = plainParts(text);
  if (plain) return plain;
  const match = mayEndId(text) ? ID_GRAMMAR.exec(text) : null;
  if (!match) return undefined;
  const [, prefix = '', number = '', suffix = ''] = match;
  return { prefix: prefix.toUpperCase().replace(/[_ ]/g, '-'), number, suffix };
}

const A = 65;
const Z = 90;
const HYPHEN = 45;
const ZERO = 48;

/** False for a text that no ID ends like: the grammar would look for its number from each letter on. */
function mayEndId(text: string): boolean {
  const last = text.length - 1;
  return last > 0 && (isDigit(text.charCodeAt(last)) || isDigit(text.charCodeAt(last - 1)));
}

/** The parts of an ID in the spelling that nearly all have, `SRS-012`: read without the grammar, which is slower. */
function plainParts(text: string): IdParts | undefined {
  let at = 0;
  while (isBetween(text.charCodeAt(at), A, Z)) at++;
  if (at === 0 || text.charCodeAt(at) !== HYPHEN) return undefined;
  const digits = at + 1;
  for (let i = digits; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return undefined;
  return digits < text.length ? { prefix: text.slice(0, at), number: text.slice(digits), suffix: '' } : undefined;
}

/** Length of the prefix of a text that is an ID in the very form in which IDs compare, as `SRS-12` is; 0 for any other. */
export function prefixInKey(text: string): number {
  let at = 0;
  while (isBetween(text.charCodeAt(at), A, Z)) at++;
  const prefix = at;
  if (prefix === 0 || text.charCodeAt(at++) !== HYPHEN || text.length > MAX_LENGTH) return 0;
  // One zero is a number, in front of another digit it is left out.
  if (at === text.length || (text.charCodeAt(at) === ZERO && at + 1 < text.length)) return 0;
  for (; at < text.length; at++) if (!isDigit(text.charCodeAt(at))) return 0;
  return prefix;
}

function isBetween(code: number, first: number, last: number): boolean {
  return first <= code && code <= last;
}

/**
 * The key under which an ID of our own notation compares: upper case, one separator, leading zeros stripped, so that
 * `rw_sys_003`, `RW-SYS-3` and `RWSYS-3` differ only where their prefix words differ. A text outside of the grammar
 * (an opaque ID) compares by its upper case.
 */
export function itemKeyOf(text: string): ItemKey {
  const parts = parseId(text);
  return parts ? keyOfParts(parts) : text.toUpperCase();
}

/** The key of an ID that was taken apart. */
export function keyOfParts(parts: IdParts): ItemKey {
  const numbers = /[.-]/.test(parts.number)
    ? parts.number.split(/[.-]/).map(withoutZeros).join('.')
    : withoutZeros(parts.number);
  return `${parts.prefix}-${numbers}${parts.suffix}`;
}

function withoutZeros(digits: string): string {
  let zeros = 0;
  while (zeros < digits.length - 1 && digits.charCodeAt(zeros) === ZERO) zeros++;
  return digits.slice(zeros);
}

/** The key of an ID that its dialect compares exactly. */
export function exactKeyOf(dialect: string, text: string): ItemKey {
  return `${dialect}:${text}`;
}
