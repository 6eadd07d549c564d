import type { Span } from '../../model/span.ts';
import type { Comment } from '../comments/comment.ts';
import { commentsBefore } from './documentation.ts';
import { isLineBreak } from './whitespace.ts';

/** A token of a declaration. */
export interface Token {
  readonly word: boolean;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Index of the partner of a parenthesis, bracket or angle bracket; -1 where there is none. */
  pair: number;
}

/** Where the tokens of a declaration come from. */
export interface TokenSource {
  readonly text: string;
  readonly comments: readonly Comment[];
  /** Directives and skipped branches, in order. More of them may come while the declaration goes on. */
  readonly holes: readonly Span[];
  readonly literalEnd: (text: string, at: number) => number;
}

const AMPERSAND = 38;
const APOSTROPHE = 39;
const BACKSLASH = 92;
const BAR = 124;
const COLON = 58;
const DOT = 46;
const EQUALS = 61;
const GREATER = 62;
const HASH = 35;
const LESS = 60;
const MINUS = 45;
const QUOTE = 34;
const SLASH = 47;

const BLANK = 0;
const DIGIT = 1;
const LETTER = 2;
const SYMBOL = 3;
/** What the characters of ASCII are. Of the others, all but white space are letters. */
const CLASSES = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code <= 32) return BLANK;
  const character = String.fromCharCode(code);
  if (/\d/.test(character)) return DIGIT;
  return /[\w$]/.test(character) ? LETTER : SYMBOL;
});
const OTHER_BLANK = /[\s\ufeff]/;

function classOf(code: number, text: string, at: number): number {
  return code < 128 ? (CLASSES[code] ?? SYMBOL) : OTHER_BLANK.test(text.charAt(at)) ? BLANK : LETTER;
}

const CLOSERS: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
]);

/**
 * The tokens of a declaration without comments, directives and what strings hold. They are read as far as they are
 * asked for, each once, so that a declaration with many braces costs no more than its length. Braces that belong to
 * it count as one token `{}`. An angle bracket has a partner where it can be one of a template.
 */
export class HeaderTokens {
  readonly all: Token[] = [];
  /** Parentheses and square brackets that are open. */
  nesting = 0;
  /** Template parameter lists that are open. */
  templates = 0;
  readonly #source: TokenSource;
  readonly #spaced: boolean;
  readonly #openers: number[] = [];
  #at: number;
  #comment: number;
  #hole = 0;
  /** True while the symbols of an operator's name are read. */
  #operator = false;

  /** With `spaced`, a `<` between blanks is a comparison wherever it is not the one behind `template`. */
  constructor(source: TokenSource, start: number, spaced = false) {
    this.#source = source;
    this.#spaced = spaced;
    this.#at = start;
    this.#comment = commentsBefore(source.comments, start);
  }

  /** Reads on up to `end`. */
  readTo(end: number): void {
    const { text, literalEnd } = this.#source;
    let at = this.#at;
    while (at < end) {
      const code = text.charCodeAt(at);
      const kind = classOf(code, text, at);
      if (kind === BLANK) {
        at++;
        continue;
      }
      let behind = at + 1;
      if (kind === LETTER || kind === DIGIT) {
        while (behind < end && this.#continues(behind, kind)) behind++;
        this.#push(text.slice(at, behind), at, kind === LETTER);
      } else if (code === SLASH && this.#commentEnd(at) > at) behind = this.#commentEnd(at);
      else if (code === HASH && this.#holeEnd(at) > at) behind = this.#holeEnd(at);
      else if (code === BACKSLASH && isLineBreak(text.charCodeAt(behind))) behind++;
      else {
        if (code === QUOTE || code === APOSTROPHE) behind = literalEnd(text, at);
        else if (isPair(code, text.charCodeAt(behind))) behind++;
        this.#push(text.slice(at, behind), at, false);
      }
      at = behind;
    }
    this.#at = at;
  }

  #continues(at: number, kind: number): boolean {
    const code = this.#source.text.charCodeAt(at);
    const next = classOf(code, this.#source.text, at);
    return next === LETTER || next === DIGIT || (kind === DIGIT && (code === DOT || code === APOSTROPHE));
  }

  #commentEnd(at: number): number {
    const { comments } = this.#source;
    while ((comments[this.#comment]?.span.start ?? at) < at) this.#comment++;
    const span = comments[this.#comment]?.span;
    return span?.start === at ? span.end : at;
  }

  #holeEnd(at: number): number {
    const { holes } = this.#source;
    while ((holes[this.#hole]?.start ?? at) < at) this.#hole++;
    const hole = holes[this.#hole];
    return hole?.start === at ? hole.end : at;
  }

  /** Takes the braces from `start` to `end` as one token. */
  passBlock(start: number, end: number): void {
    this.readTo(start);
    this.#at = end;
    this.all.push({ word: false, text: '{}', start, end, pair: -1 });
  }

  #push(text: string, start: number, word: boolean): void {
    const index = this.all.length;
    const token: Token = { word, text, start, end: start + text.length, pair: -1 };
    this.all.push(token);
    if (word) {
      this.#operator = text === 'operator';
      return;
    }
    switch (text) {
      case '(':
      case '[':
        this.#operator = false;
        this.#openers.push(index);
        this.nesting++;
        break;
      case ')':
      case ']':
        this.#close(index, CLOSERS.get(text));
        break;
      case '<':
        if (!this.#comparesAt(start) && this.all[index - 1]?.word && !this.#isLess(index)) this.#openAngle(index);
        break;
      case '>':
        if (!this.#comparesAt(start)) this.#closeAngle(index);
        break;
    }
  }

  /** True for the first character of `<=`, `>=` or `<<`, and in the name of an operator. */
  #comparesAt(start: number): boolean {
    const next = this.#source.text.charCodeAt(start + 1);
    return this.#operator || next === EQUALS || next === LESS;
  }

  /** True for a `<` that is known for a comparison. */
  #isLess(index: number): boolean {
    return this.#spaced && !this.#opensTemplate(index) && this.#isApart(index);
  }

  /** True when blanks stand on both sides of a token. */
  #isApart(index: number): boolean {
    const token = this.all[index];
    const { text } = this.#source;
    return token !== undefined && isBlank(text, token.start - 1) && isBlank(text, token.end);
  }

  #openAngle(index: number): void {
    this.#openers.push(index);
    if (this.#opensTemplate(index)) this.templates++;
  }

  #opensTemplate(index: number): boolean {
    return this.all[index - 1]?.text === 'template';
  }

  #closeAngle(index: number): void {
    const opener = this.#openers.at(-1) ?? -1;
    if (this.all[opener]?.text !== '<') return;
    this.#openers.pop();
    if (this.#opensTemplate(opener)) this.templates--;
    this.#link(opener, index);
  }

  /** An angle bracket that is still open inside of parentheses that close was a comparison. */
  #close(index: number, opening: string | undefined): void {
    for (let at = this.#openers.length - 1; at >= 0; at--) {
      const opener = this.#openers[at] ?? -1;
      const text = this.all[opener]?.text;
      if (text === '<') {
        this.#openers.pop();
        if (this.#opensTemplate(opener)) this.templates--;
        continue;
      }
      if (text !== opening) return;
      this.#openers.pop();
      this.nesting--;
      this.#link(opener, index);
      return;
    }
  }

  #link(opener: number, closer: number): void {
    const opening = this.all[opener];
    const closing = this.all[closer];
    if (opening) opening.pair = closer;
    if (closing) closing.pair = opener;
  }
}

function isBlank(text: string, at: number): boolean {
  return classOf(text.charCodeAt(at), text, at) === BLANK;
}

/** True for `::`, `->`, `&&` and `||`. */
function isPair(code: number, next: number): boolean {
  return code === next ? code === COLON || code === AMPERSAND || code === BAR : code === MINUS && next === GREATER;
}
