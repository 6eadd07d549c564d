import type { Comment } from '../comments/comment.ts';
import { lineEndAfter } from '../comments/literals.ts';
import { startsLine } from './directiveLines.ts';
import { commentsBefore } from './documentation.ts';
import type { MemberLanguage } from './memberLanguage.ts';
import { behindSpace } from './whitespace.ts';

const HASH = 35;
const SLASH = 47;

const WORD = /non-sealed\b|~?@?[\w$\u0080-\ufefe]+/y;
const ANNOTATION = /@\s*(?!interface\b)[\w$\u0080-\ufefe]+(?:[ \t\n\r]*\.[ \t\n\r]*[\w$\u0080-\ufefe]+)*/y;
const GLOBAL_ATTRIBUTES = /\[\s*(?:assembly|module)\s*:/y;

/** The text that members are looked for in, and what is known about it. */
export interface MemberText {
  readonly text: string;
  readonly comments: readonly Comment[];
  readonly language: MemberLanguage;
  /** Branches of directives that are not read: offset of the directive in front, and behind the one that ends them. */
  readonly skipped: ReadonlyMap<number, number>;
}

/**
 * Offsets of the parentheses of a declaration without those inside of others: an opening one and its closing one in
 * turn, in order.
 */
export type Groups = readonly number[];

/** Offset of the first character at or after `at` that belongs to no white space, comment, directive or skipped branch. */
export function behindBlank({ text, comments, skipped, language }: MemberText, at: number): number {
  for (let next = at; ; ) {
    next = behindSpace(text, next);
    const code = text.charCodeAt(next);
    if (code === SLASH) {
      const comment = comments[commentsBefore(comments, next)];
      if (comment?.span.start !== next) return next;
      next = comment.span.end;
    } else if (code === HASH && language.directives && startsLine(text, next))
      next = skipped.get(next) ?? lineEndAfter(text, next);
    else return next;
  }
}

/** Offset behind the word at `at`, which may have `@` or `~` in front; `at` when there is none. */
export function behindWord(text: string, at: number): number {
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : at;
}

/** Offset behind the annotation at `at` without its arguments; `at` when there is none. */
export function behindAnnotation(text: string, at: number): number {
  ANNOTATION.lastIndex = at;
  return ANNOTATION.test(text) ? ANNOTATION.lastIndex : at;
}

/** True when the attributes at `at` are those of the assembly: a declaration of their own, with nothing behind it. */
export function areGlobalAttributes({ text, language }: MemberText, at: number): boolean {
  GLOBAL_ATTRIBUTES.lastIndex = at;
  return language.attributes === '[' && GLOBAL_ATTRIBUTES.test(text);
}

/** Goes through the parentheses of a declaration from front to back. */
export class GroupCursor {
  readonly #groups: Groups;
  #index = 0;

  constructor(groups: Groups) {
    this.#groups = groups;
  }

  /** Offset behind the parentheses that open at `at`; undefined when none do. `at` never decreases. */
  behind(at: number): number | undefined {
    return this.next(at) === at ? (this.#groups[this.#index + 1] ?? at) + 1 : undefined;
  }

  /** Offset of the first opening parenthesis at or after `at`. */
  next(at: number): number | undefined {
    while ((this.#groups[this.#index] ?? at) < at) this.#index += 2;
    return this.#groups[this.#index];
  }
}
