import type { IdScheme } from '../config/idScheme.ts';
import { ATTRIBUTE_KINDS } from '../model/attributes.ts';
import type { AttributeFact, LinkFact, ReadProblem, SpannedText, SuppressionFact } from '../model/facts.ts';
import type { ItemKey } from '../model/itemId.ts';
import { typeNamed } from '../model/itemType.ts';
import { type DomainLinkKind, isLinkKind, LINK_KINDS } from '../model/linkKind.ts';
import { nearest } from '../model/nearest.ts';
import type { Span } from '../model/span.ts';

/** A `key: value` pair of an item before it is known what the key means. */
export interface RawField {
  readonly key: string;
  readonly keySpan: Span;
  readonly values: readonly SpannedText[];
}

/** The fields of one item, sorted by what they mean. */
export interface ItemFields {
  readonly attributes: readonly AttributeFact[];
  readonly links: readonly LinkFact[];
  readonly suppressions: readonly SuppressionFact[];
  readonly problems: readonly ReadProblem[];
}

/** Names of attributes in the spelling that the rest of the program uses, by their form without case and separators. */
const ATTRIBUTES: ReadonlyMap<string, string> = new Map(ATTRIBUTE_KINDS.map(({ name }) => [plainName(name), name]));

/** Other spellings, of our own fields and of links that other tools write. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['class', 'safetyClass'],
  ['license', 'licence'],
  ['itemtests', 'verifies'],
  ['itemexecutes', 'records'],
]);

/** Case, blanks, `-` and `_` tell no two fields apart: `Safety class` is `safetyClass`. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

/**
 * The name of a field in the spelling of the program, or undefined when it is none of ours. Dotted names are known
 * by their first part (`classRationale.text`).
 */
export function fieldName(key: string): string | undefined {
  const exact = EXACT.get(key);
  if (exact !== undefined) return exact;
  const [head = '', ...rest] = key.split('.');
  const plain = plainName(head);
  const known = ALIASES.get(plain) ?? ATTRIBUTES.get(plain);
  if (known !== undefined) return [known, ...rest].join('.');
  return rest.length === 0 ? LINKS.get(plain) : undefined;
}

const LINKS: ReadonlyMap<string, DomainLinkKind> = new Map(LINK_KINDS.map((kind) => [plainName(kind), kind]));

/** Names of all fields, as the program spells them: what decides something, and then links. */
export const FIELD_NAMES: readonly string[] = [...ATTRIBUTES.values(), ...LINK_KINDS];

/** The spellings that nearly all fields have. */
const EXACT: ReadonlyMap<string, string> = new Map(
  [...ATTRIBUTES.values(), ...LINK_KINDS].flatMap((name) => [
    [name, name] as const,
    [name.toLowerCase(), name] as const,
  ]),
);

/** Names that are long enough for a misspelling of them to be recognised. */
const LONG_NAMES: readonly string[] = [...LINK_KINDS, ...ATTRIBUTES.values()].filter((name) => name.length >= 5);

const ID_LIKE = /^[[('"`]*[A-Za-z][A-Za-z0-9]*[-_ ]?\d/;

/**
 * The field that a key with a value was probably meant to be: one letter is wrong, or two in a long word. A word that only
 * goes on or stops short (`Archived`, `Sources`) is a word of its own, unless it stands for a link and an ID follows
 * (`derive: SYS-1`). Undefined for what is a field, and for what is none at all.
 */
export function misspeltField(key: string, value: string): string | undefined {
  if (fieldName(key) !== undefined || key.includes('.')) return undefined;
  const plain = plainName(key);
  const limit = plain.length >= 9 ? 2 : 1;
  const near = nearest(plain, LONG_NAMES, limit) ?? nearest(plain.replace(/y$/, 'ies'), LONG_NAMES, limit);
  if (near === undefined) return undefined;
  if (isLinkKind(near)) return ID_LIKE.test(value) ? near : undefined;
  const name = plainName(near);
  return plain.startsWith(name) || name.startsWith(plain) ? undefined : near;
}

/** Sorts the fields of an item into links and attributes. A link value may hold several IDs, separated by commas. */
export function sortFields(fields: readonly RawField[], itemSpan: Span, ids: IdScheme): ItemFields {
  const attributes: AttributeFact[] = [];
  const links: LinkFact[] = [];
  const suppressions: SuppressionFact[] = [];
  const problems: ReadProblem[] = [];
  for (const field of fields) {
    const name = fieldName(field.key) ?? field.key;
    if (name === 'suppress' || name.startsWith('suppress.')) {
      for (const suppression of suppressionsOf(field, itemSpan)) suppressions.push(suppression);
    } else if (isLinkKind(name)) {
      for (const value of field.values) {
        for (const token of splitList(value)) {
          const target = linkTarget(token, ids);
          if (target.key === undefined) problems.push(malformedId(target, ids));
          else links.push({ kind: name, to: target.text, toKey: target.key, span: target.span });
        }
      }
    } else {
      attributes.push({ name, nameSpan: field.keySpan, values: field.values });
    }
  }
  return { attributes, links, suppressions, problems };
}

/** The type that the fields of an item name: one of the domain model, or one of the project's own as written. */
export function typeOf(attributes: readonly AttributeFact[]): string | undefined {
  const text = attributes.find(({ name }) => name === 'type')?.values[0]?.text;
  return text === undefined || text === '' ? undefined : (typeNamed(text) ?? text);
}

/** True for a text that consists of IDs alone, separated by commas, each plain or a Markdown link. */
export function namesItemsOnly(text: string, ids: IdScheme): boolean {
  const parts = splitList({ text, span: { start: 0, end: text.length } });
  return parts.length > 0 && parts.every((part) => !/\s/.test(part.text) && linkTarget(part, ids).key !== undefined);
}

interface LinkTarget extends SpannedText {
  /** Undefined for a text that is no ID. */
  readonly key: ItemKey | undefined;
}

/** The ID of a list entry: the whole entry, or its first word when free text follows (`SYS-005 — see RC-07`). */
function linkTarget(token: SpannedText, ids: IdScheme): LinkTarget {
  const whole = ids.resolve(token.text);
  if (whole) return { text: token.text, span: token.span, key: whole.key };
  const word = /^[`'"[(]*([^\s`'"\]),;:]+)/.exec(token.text);
  const text = word?.[1] ?? token.text;
  const isAsWritten = token.span.end - token.span.start === token.text.length;
  const start = token.span.start + token.text.indexOf(text);
  const span = isAsWritten ? { start, end: start + text.length } : token.span;
  return { text, span, key: ids.resolve(text)?.key };
}

function malformedId(token: SpannedText, ids: IdScheme): ReadProblem {
  return {
    code: 'LT003',
    message: `“${token.text}” is not a valid item ID (expected a known prefix and a number, for example ${ids.example}).`,
    span: token.span,
  };
}

const SEPARATOR = /[,;\n]/;

/**
 * Splits `A, B; C` into its parts with their places; empty parts are dropped. Of a text that is written in another way, with escapes or by
 * an alias, each part stands where the whole does.
 */
function splitList({ text, span }: SpannedText): readonly SpannedText[] {
  const isAsWritten = span.end - span.start === text.length;
  const parts: SpannedText[] = [];
  let column = 0;
  for (const piece of SEPARATOR.test(text) ? text.split(SEPARATOR) : [text]) {
    const part = piece.trim();
    if (part !== '') {
      const start = span.start + column + (piece.length - piece.trimStart().length);
      parts.push({ text: part, span: isAsWritten ? { start, end: start + part.length } : span });
    }
    column += piece.length + 1;
  }
  return parts;
}

/** `suppress: LT202: reason`, or in YAML `suppress: {LT202: reason}`. */
function suppressionsOf(field: RawField, scope: Span): readonly SuppressionFact[] {
  const nested = /^suppress\.(LT\d+)$/i.exec(field.key)?.[1];
  return field.values.map((value) => {
    const match = /^(LT\d+)?\s*:?\s*([\s\S]*)$/i.exec(value.text);
    const code = (nested ?? match?.[1] ?? '').toUpperCase();
    const reason = nested === undefined ? (match?.[2] ?? '') : value.text;
    return { code, reason: reason.trim(), span: value.span, scope };
  });
}
