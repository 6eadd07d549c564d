import type { TagKeyword } from '../../model/facts.ts';
import type { DomainLinkKind } from '../../model/linkKind.ts';
import type { Span } from '../../model/span.ts';

/** What a half-typed text asks for. `replace` is the piece that a choice takes the place of. */
export type CompletionContext =
  /** An ID behind the keyword of a tag in code. */
  | {
      readonly kind: 'tagTarget';
      readonly keyword: Exclude<TagKeyword, 'class'>;
      readonly replace: Span;
      /** IDs that the tag names already. */
      readonly taken: readonly string[];
    }
  /** The level behind `@class`. */
  | { readonly kind: 'level'; readonly replace: Span }
  /** A keyword behind `@` or `\` in a comment. */
  | { readonly kind: 'keyword'; readonly marker: '@' | '\\'; readonly replace: Span }
  /** An ID in a link field of a spec. */
  | {
      readonly kind: 'linkTarget';
      readonly link: DomainLinkKind;
      /** ID of the item whose field it is, as far as the text tells. */
      readonly owner: string | undefined;
      /** Type that the item states for itself. */
      readonly ownerType: string | undefined;
      readonly replace: Span;
      readonly taken: readonly string[];
    }
  /** The name of a field of a record. */
  | {
      readonly kind: 'fieldName';
      readonly owner: string | undefined;
      readonly ownerType: string | undefined;
      readonly replace: Span;
      /** Fields that the record has already, as written. */
      readonly taken: readonly string[];
    }
  /** The value of a field that is no link. */
  | {
      readonly kind: 'fieldValue';
      readonly field: string;
      readonly owner: string | undefined;
      readonly ownerType: string | undefined;
      readonly replace: Span;
    }
  /** The ID of a record that is being begun. */
  | {
      readonly kind: 'newId';
      readonly notation: 'heading' | 'yaml';
      readonly replace: Span;
      /** Column of the fields to come; undefined where the record has some already. */
      readonly column?: number | undefined;
    };

/** A list of IDs that is being typed. */
export interface TypedList {
  /** The entry under the cursor. */
  readonly replace: Span;
  /** The other entries. */
  readonly taken: readonly string[];
}

/**
 * Takes the entry under the cursor out of a list like `SRS-001, SRS-0|, SRS-003`. `start` and `end` bound the list in
 * the text. Undefined when the cursor stands in free text behind the IDs.
 */
export function typedList(text: string, start: number, end: number, offset: number): TypedList | undefined {
  const list = text.slice(start, end);
  const cursor = offset - start;
  const from = Math.max(list.lastIndexOf(',', cursor - 1), list.lastIndexOf(';', cursor - 1)) + 1;
  const typed = list.slice(from, cursor).trimStart();
  if (!/^[\p{L}\p{N}_.-]*(?: [\p{L}\p{N}_.-]*){0,3}$/u.test(typed) || /^\S*\d\S* /.test(typed)) return undefined;
  const rest = /^[\p{L}\p{N}_.-]*/u.exec(list.slice(cursor))?.[0] ?? '';
  const taken = [list.slice(0, from), list.slice(cursor + rest.length)]
    .join(',')
    .split(/[,;]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return { replace: { start: offset - typed.length, end: offset + rest.length }, taken };
}

/** The line of `text` that holds `offset`: where it begins and ends, without its break. */
export function lineAround(text: string, offset: number): Span {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  // Most texts have no other line break, and would be searched up to their beginning for it.
  const within = text.slice(start, offset).lastIndexOf('\r') + 1;
  const after = text.slice(offset).search(/[\r\n]/);
  return { start: start + within, end: after < 0 ? text.length : offset + after };
}
