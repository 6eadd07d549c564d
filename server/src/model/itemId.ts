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

/** Splits `text` by the ID grammar, or gives undefined when it does not follow it. */
export function parseId(text: string): IdParts | undefined {
  const match = ID_GRAMMAR.exec(text);
  if (!match) return undefined;
  const [, prefix = '', number = '', suffix = ''] = match;
  return { prefix: prefix.toUpperCase().replace(/[_ ]/g, '-'), number, suffix };
}

/**
 * The key under which an ID of our own notation compares: upper case, one separator, leading zeros stripped, so that
 * `rw_sys_003`, `RW-SYS-3` and `RWSYS-3` differ only where their prefix words differ. A text outside of the grammar
 * (an opaque ID) compares by its upper case.
 */
export function itemKeyOf(text: string): ItemKey {
  const parts = parseId(text);
  if (!parts) return text.toUpperCase();
  const number = parts.number.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, ''));
  return `${parts.prefix}-${number.replace(/-/g, '.')}${parts.suffix}`;
}

/** The key of an ID that its dialect compares exactly. */
export function exactKeyOf(dialect: string, text: string): ItemKey {
  return `${dialect}:${text}`;
}
