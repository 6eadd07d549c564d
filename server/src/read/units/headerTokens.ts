import type { Span } from '../../model/span.ts';
import type { Comment } from '../comments.ts';
import { commentsBefore } from './documentation.ts';

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

const TOKEN = /[A-Za-z_$\u0080-\ufefe][\w$\u0080-\ufefe]*|\d[\w.']*|::|->|&&|\|\||[^\s\ufeff]/g;
const WORD_START = /[A-Za-z_$\u0080-\ufefe]/;
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
  readonly #openers: number[] = [];
  #at: number;
  #comment: number;
  #hole = 0;
  /** True while the symbols of an operator's name are read. */
  #operator = false;

  constructor(source: TokenSource, start: number) {
    this.#source = source;
    this.#at = start;
    this.#comment = commentsBefore(source.comments, start);
  }

  /** Reads on up to `end`. */
  readTo(end: number): void {
    const { text, comments, holes, literalEnd } = this.#source;
    while (this.#at < end) {
      TOKEN.lastIndex = this.#at;
      const match = TOKEN.exec(text);
      if (!match || match.index >= end) break;
      const at = match.index;
      while ((comments[this.#comment]?.span.start ?? at) < at) this.#comment++;
      while ((holes[this.#hole]?.end ?? at + 1) <= at) this.#hole++;
      if ((holes[this.#hole]?.start ?? end) <= at) this.#at = holes[this.#hole]?.end ?? end;
      else if (comments[this.#comment]?.span.start === at) this.#at = comments[this.#comment]?.span.end ?? end;
      else if (match[0] === '"' || match[0] === "'") {
        this.#at = literalEnd(text, at);
        this.#push(text.slice(at, this.#at), at, false);
      } else {
        this.#at = at + match[0].length;
        this.#push(match[0], at, WORD_START.test(match[0].charAt(0)));
      }
    }
    this.#at = Math.max(this.#at, end);
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
        if (!this.#operator && this.all[index - 1]?.word) this.#openAngle(index);
        break;
      case '>':
        if (!this.#operator) this.#closeAngle(index);
        break;
    }
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
