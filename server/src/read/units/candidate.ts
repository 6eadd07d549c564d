import { UPPER_CASE } from './cWords.ts';
import type { Token } from './headerTokens.ts';

/** A name in front of parameters. */
export interface Candidate {
  readonly name: string;
  /** Index of the first and of the last token of the name, without the names that qualify it. */
  readonly first: number;
  readonly last: number;
  /** Index of the first token of the qualified name and of the last of the parameters. */
  readonly start: number;
  readonly end: number;
  readonly qualifier: string;
  /** True when what stands in the parentheses are no parameters. */
  readonly literal: boolean;
  /** True for a name that may be a macro's, by the way it is written or by what stands in its parentheses. */
  readonly macro: boolean;
}

/** What only an argument of a macro begins with. */
const LITERAL = /^["'\d]/;

/** True for a token with which the parameters of no function begin. */
export function isLiteral(token: Token | undefined): boolean {
  return token !== undefined && LITERAL.test(token.text);
}

/** A name in parentheses that open at `open`. */
export function parenthesisedName({ text }: Token, at: number, open: number, end: number): Candidate {
  return { name: text, first: at, last: at, start: open, end, qualifier: '', literal: false, macro: isMacro(text) };
}

/** True for a name that may be a macro's, by the way it is written. */
export function isMacro(name: string): boolean {
  return name.startsWith('__') || UPPER_CASE.test(name);
}
