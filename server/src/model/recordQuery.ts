import { isDomainType } from './itemType.ts';
import { type DomainLinkKind, isLinkKind } from './linkKind.ts';

/**
 * A question for the records of a project, as a profile and `evidence.yaml` write it:
 *
 * - `ST` or `SI, UNIT`: records of these types,
 * - `SOUP with platform`, `SS with legacy=true`: with a field, or with a value of it,
 * - `REV verifies SRS, SYS`: with a link of that kind to a record of these types; `CR affects` to any,
 * - `ST verifies SRS implements RC`: with a link to a record that has a link itself,
 * - `code`: functions of the product, test code left out.
 */
export interface RecordQuery {
  /** As written, with single blanks; equal texts ask the same. */
  readonly text: string;
  /** Empty for `code`. */
  readonly types: readonly string[];
  readonly field?: { readonly name: string; readonly value?: string };
  readonly link?: QueriedLink;
}

/** A link that a record must have. */
export interface QueriedLink {
  readonly kind: DomainLinkKind;
  /** Types at its end; empty for any, and then the end need not be defined. */
  readonly to: readonly string[];
  /** A link that the record at its end must have. */
  readonly onward?: QueriedLink;
}

/** The query that counts functions. */
export const CODE_QUERY: RecordQuery = { text: 'code', types: [] };

const WITH = /^([A-Za-z][\w.]*)(?:=(\S+))?$/;

/** Reads a query; gives undefined for a text that starts like none, and what is wrong with one that does. */
export function parseRecordQuery(
  source: string,
  isType: (name: string) => boolean = isDomainType,
): RecordQuery | string | undefined {
  const text = source.trim().replace(/\s+/g, ' ').replace(/ ?, ?/g, ', ');
  if (text === CODE_QUERY.text) return CODE_QUERY;
  const [head = '', ...rest] = text.split(/(?<!,) /);
  const types = head.split(', ');
  if (!types.some(isType)) return undefined;
  const stray = types.find((type) => !isType(type));
  if (stray !== undefined) return `“${stray}” is no type of records.`;
  if (rest.length === 0) return { text, types };
  if (rest[0] === 'with') return withField(text, types, rest.slice(1));
  const link = linkOf(rest, isType);
  return typeof link === 'string' ? link : { text, types, link };
}

function withField(
  text: string,
  types: readonly string[],
  [field = '', ...more]: readonly string[],
): RecordQuery | string {
  const [, name, value] = WITH.exec(field) ?? [];
  if (name === undefined) return 'expected the name of a field behind “with”.';
  if (more.length > 0) return `cannot be read behind “${field}”.`;
  return { text, types, field: value === undefined ? { name } : { name, value } };
}

function linkOf(
  [kind = '', to, ...onward]: readonly string[],
  isType: (name: string) => boolean,
): QueriedLink | string {
  if (!isLinkKind(kind)) return `“${kind}” is neither “with” nor a kind of link.`;
  const types = to === undefined ? [] : to.split(', ');
  const stray = types.find((type) => !isType(type));
  if (stray !== undefined) return `“${stray}” is no type of records.`;
  if (onward.length === 0) return { kind, to: types };
  const next = linkOf(onward, isType);
  return typeof next === 'string' ? next : { kind, to: types, onward: next };
}
