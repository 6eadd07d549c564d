import { grown } from '../../model/grown.ts';
import { ScriptLexer, TOKEN_ARROW, TOKEN_END, TOKEN_VALUE, TOKEN_WORD } from '../comments/scriptLexer.ts';

/** Character codes of the punctuation that structure hangs on. */
export const AMPERSAND = 38;
export const ASTERISK = 42;
export const AT_SIGN = 64;
export const BAR = 124;
export const BRACE = 123;
export const BRACKET = 91;
export const CLOSING_BRACE = 125;
export const CLOSING_BRACKET = 93;
export const CLOSING_PARENTHESIS = 41;
export const COLON = 58;
export const COMMA = 44;
export const DOT = 46;
export const EQUALS = 61;
export const EXCLAMATION = 33;
export const GREATER = 62;
export const LESS = 60;
export const MINUS = 45;
export const PARENTHESIS = 40;
export const PLUS = 43;
export const QUESTION = 63;
export const SEMICOLON = 59;

/** Character code of the first letter in lower case. */
const A = 97;

/** Numbers that the table holds for each token, and where they stand behind its kind. */
const WIDTH = 4;
const START = 1;
const END = 2;
const CLOSING = 3;
/** Characters of source text for each token, at least: most texts need no larger table. */
const USUAL_LENGTH = 6;

/** Type arguments longer than that are not looked through. */
const MAX_TYPE_ARGUMENTS = 400;
/** Types of more tokens, brackets counted as one, are not read to their end: in general, and in front of an arrow. */
const MAX_TYPE = 2000;
const MAX_ARROW_TYPE = 200;

/** Words in front of a type. */
const BEFORE_TYPE = new Set('keyof typeof readonly unique infer asserts new abstract'.split(' '));
/** Words that go on with an expression at the start of a line. */
const CONTINUING = new Set('in instanceof as satisfies of'.split(' '));
/** Words behind which an operand must follow. */
export const BEFORE_OPERAND: ReadonlySet<string> = new Set(
  'return typeof case in of delete instanceof new throw yield await else do extends async'.split(' '),
);

/** By first letter, from `a` on: a bit for each length that a word with it has. */
export type WordFilter = Int32Array;

/** A filter of words in lower case that tells most other words from them without reading them. */
export function wordFilter(words: readonly string[]): WordFilter {
  const lengths = new Int32Array(26);
  for (const word of words) {
    const first = word.charCodeAt(0) - A;
    lengths[first] = (lengths[first] ?? 0) | (1 << word.length);
  }
  return lengths;
}

/** The tokens of a script text with their bracket structure, addressed by index. */
export class ScriptTokens {
  readonly #text: string;
  readonly count: number;
  /** Four numbers a token: kind, start, end, and for an opening bracket the closing one (or the number of tokens), else itself. */
  readonly #table: Int32Array;

  constructor(text: string) {
    this.#text = text;
    let table = new Int32Array(WIDTH * (16 + Math.ceil(text.length / USUAL_LENGTH)));
    const lexer = new ScriptLexer(text, 'all');
    let count = 0;
    for (let kind = lexer.next(); kind !== TOKEN_END; kind = lexer.next()) {
      const at = WIDTH * count;
      if (at === table.length) table = grown(table);
      table[at] = kind;
      table[at + START] = lexer.start;
      table[at + END] = lexer.end;
      table[at + CLOSING] = count++;
    }
    this.#table = table;
    this.count = count;
    this.#matchBrackets();
  }

  /** Kind of a token, `TOKEN_END` outside of the text. */
  kind(index: number): number {
    return index >= 0 && index < this.count ? (this.#table[WIDTH * index] ?? TOKEN_END) : TOKEN_END;
  }

  start(index: number): number {
    return index < this.count ? (this.#table[WIDTH * index + START] ?? 0) : this.#text.length;
  }

  /** Offset behind a token; behind the last one when there is none with that index. */
  end(index: number): number {
    return this.count === 0 ? 0 : (this.#table[WIDTH * Math.min(index, this.count - 1) + END] ?? 0);
  }

  /**
   * Index of the bracket that closes the one at `index`. When none does: of the last token before the brace that closes
   * what is around, or the number of tokens. For other tokens `index` itself.
   */
  closing(index: number): number {
    return index < this.count ? (this.#table[WIDTH * index + CLOSING] ?? index) : this.count;
  }

  /** The token's text when it is a word (identifier, keyword or number), else the empty string. */
  word(index: number): string {
    return this.kind(index) === TOKEN_WORD ? this.#text.slice(this.start(index), this.end(index)) : '';
  }

  /** True when the token may be one of the words that the filter was made of; false only when it is none of them. */
  mayBe(index: number, words: WordFilter): boolean {
    const first = this.#text.charCodeAt(this.start(index)) - A;
    return (
      first >= 0 && first < words.length && (((words[first] ?? 0) >> (this.end(index) - this.start(index))) & 1) === 1
    );
  }

  isWord(index: number, word: string): boolean {
    return (
      this.kind(index) === TOKEN_WORD &&
      this.end(index) - this.start(index) === word.length &&
      this.#text.startsWith(word, this.start(index))
    );
  }

  /** True for a parenthesis of the text, not one that stands for a template or an element. */
  isParenthesis(index: number): boolean {
    return this.kind(index) === PARENTHESIS && this.#text.charCodeAt(this.start(index)) === PARENTHESIS;
  }

  /** True when a line break stands between the token and the one before it. */
  startsLine(index: number): boolean {
    for (let at = index > 0 ? this.end(index - 1) : 0; at < this.start(index); at++) {
      const code = this.#text.charCodeAt(at);
      if (code === 10 || code === 13) return true;
    }
    return index === 0;
  }

  /** Index behind the `<…>` that opens at `index`, or `index` when it is no list of types. */
  behindTypeArguments(index: number): number {
    if (this.kind(index) !== LESS) return index;
    let depth = 0;
    const limit = Math.min(this.count, index + MAX_TYPE_ARGUMENTS);
    for (let at = index; at < limit; at++) {
      switch (this.kind(at)) {
        case LESS:
          depth++;
          break;
        case GREATER:
          if (--depth === 0) return at + 1;
          break;
        case PARENTHESIS:
        case BRACKET:
        case BRACE:
          at = this.closing(at);
          break;
        case CLOSING_PARENTHESIS:
        case CLOSING_BRACKET:
        case CLOSING_BRACE:
        case SEMICOLON:
          return index;
      }
    }
    return index;
  }

  /**
   * Index of the first token behind the type that starts at `index`: a body's brace, `=`, `,`, `;`, a closing bracket,
   * or the next statement. A return type of an arrow function (`ofArrow`) ends before the arrow.
   */
  behindType(index: number, ofArrow = false): number {
    let complete = false;
    let parameters = false;
    let conditions = 0;
    let budget = ofArrow ? MAX_ARROW_TYPE : MAX_TYPE;
    for (let at = index; at < this.count; at++) {
      if (budget-- === 0) return at;
      const kind = this.kind(at);
      switch (kind) {
        case TOKEN_WORD:
          if (complete && !this.#joinsTypes(at)) return at;
          complete = !complete && !this.#precedesType(at);
          break;
        case TOKEN_VALUE:
          if (complete) return at;
          complete = true;
          break;
        case BRACE:
        case BRACKET:
          if (complete && (kind === BRACE || this.startsLine(at))) return at;
          at = this.closing(at);
          complete = true;
          break;
        case PARENTHESIS:
          parameters = this.#holdsParameters(at);
          at = this.closing(at);
          complete = true;
          continue;
        case TOKEN_ARROW:
          if (ofArrow && !parameters) return at;
          complete = false;
          break;
        case LESS: {
          const behind = this.behindTypeArguments(at);
          if (behind === at) return at;
          at = behind - 1;
          break;
        }
        case QUESTION:
          // Flow writes `?` in front of a type that may be missing.
          if (!complete) break;
          conditions++;
          complete = false;
          break;
        case COLON:
          if (conditions-- === 0) return at;
          complete = false;
          break;
        case EQUALS:
        case COMMA:
        case SEMICOLON:
        case CLOSING_PARENTHESIS:
        case CLOSING_BRACKET:
        case CLOSING_BRACE:
        case AT_SIGN:
          return at;
        default:
          complete = false;
      }
      parameters = false;
    }
    return this.count;
  }

  /** True for a word between two types, for example in `x is T` and `T extends U ? V : W`. */
  #joinsTypes(index: number): boolean {
    return this.isWord(index, 'extends') || (this.isWord(index, 'is') && !this.startsLine(index));
  }

  /** True for a word in front of a type, for example in `keyof T`; such a word may also be the name of a type. */
  #precedesType(index: number): boolean {
    if (!BEFORE_TYPE.has(this.word(index))) return false;
    const next = this.kind(index + 1);
    return next === TOKEN_WORD || next === TOKEN_VALUE || next === BRACE || next === PARENTHESIS || next === BRACKET;
  }

  /** True for the parameters of a function type, false for a type in parentheses. */
  #holdsParameters(index: number): boolean {
    const first = this.kind(index + 1);
    const second = this.kind(index + 2);
    if (first === TOKEN_WORD) return second === COLON || second === QUESTION || second === COMMA;
    return first === CLOSING_PARENTHESIS || first === DOT;
  }

  /**
   * Index of the first token behind the expression that starts at `index`: `,`, `;`, a closing bracket, or the next
   * statement where a line break ends this one.
   */
  behindExpression(index: number): number {
    for (let at = index; at < this.count; at++) {
      switch (this.kind(at)) {
        case COMMA:
        case SEMICOLON:
        case CLOSING_PARENTHESIS:
        case CLOSING_BRACKET:
        case CLOSING_BRACE:
          return at;
      }
      if (at > index && this.#startsStatement(at)) return at;
      if (at > index && (this.isWord(at, 'as') || this.isWord(at, 'satisfies'))) at = this.behindType(at + 1) - 1;
      else if (at > index && this.isWord(at, 'implements')) at = this.#behindTypes(at + 1) - 1;
      else if (this.kind(at) === PARENTHESIS) at = this.#behindParameters(at) - 1;
      else if (this.kind(at) === LESS) at = this.#behindLess(at, index) - 1;
      else at = this.closing(at);
    }
    return this.count;
  }

  /** Index behind the `<` at `index` of an expression that starts at `first`, and behind the types that it opens: of parameters, of a cast, or of a call. */
  #behindLess(index: number, first: number): number {
    const behind = this.behindTypeArguments(index);
    const before = this.kind(index - 1);
    const isCall = before === TOKEN_WORD && this.kind(behind) === PARENTHESIS;
    return behind > index && (index === first || before === TOKEN_ARROW || isCall) ? behind : index + 1;
  }

  /** Index behind the types in front of a brace that start at `index`. */
  #behindTypes(index: number): number {
    let at = this.behindType(index);
    while (this.kind(at) === COMMA) at = this.behindType(at + 1);
    return at;
  }

  /** Index behind the parentheses at `index`, and behind a return type if they are the parameters of an arrow function. */
  #behindParameters(index: number): number {
    const behind = this.closing(index) + 1;
    if (this.kind(behind) !== COLON) return behind;
    const arrow = this.behindType(behind + 1, true);
    return this.kind(arrow) === TOKEN_ARROW ? arrow : behind;
  }

  #startsStatement(index: number): boolean {
    const kind = this.kind(index);
    const mayStart = kind === TOKEN_WORD || kind === TOKEN_VALUE || kind === AT_SIGN || kind === BRACE;
    if (!mayStart || !this.startsLine(index)) return false;
    if (kind === TOKEN_WORD && CONTINUING.has(this.word(index))) return false;
    return this.endsOperand(index - 1);
  }

  /** True when an operand or a type may end with the token. */
  endsOperand(index: number): boolean {
    switch (this.kind(index)) {
      case TOKEN_WORD:
        return !BEFORE_OPERAND.has(this.word(index));
      case TOKEN_VALUE:
      case CLOSING_PARENTHESIS:
      case CLOSING_BRACKET:
      case CLOSING_BRACE:
      case EXCLAMATION:
      case GREATER:
        return true;
      case PLUS:
      case MINUS:
        return this.#endsCounting(index);
      default:
        return false;
    }
  }

  /** True for the second sign of a `++` or `--` behind what it counts, which it stands on the same line with. */
  #endsCounting(index: number): boolean {
    if (this.kind(index - 1) !== this.kind(index) || this.end(index - 1) !== this.start(index)) return false;
    const counted = this.kind(index - 2);
    const isPlace = counted === TOKEN_WORD || counted === CLOSING_BRACKET || counted === CLOSING_PARENTHESIS;
    return isPlace && !this.startsLine(index - 1) && this.endsOperand(index - 2);
  }

  #matchBrackets(): void {
    const open: number[] = [];
    let braces = 0;
    for (let index = 0; index < this.count; index++) {
      switch (this.kind(index)) {
        case BRACE:
          braces++;
          open.push(index);
          break;
        case PARENTHESIS:
        case BRACKET:
          open.push(index);
          break;
        case CLOSING_BRACE:
          if (braces === 0) break;
          braces--;
          for (let top = open.pop(); top !== undefined; top = open.pop()) {
            const isBrace = this.kind(top) === BRACE;
            this.#close(top, isBrace ? index : index - 1);
            if (isBrace) break;
          }
          break;
        case CLOSING_PARENTHESIS:
        case CLOSING_BRACKET: {
          const top = open.at(-1);
          const opener = this.kind(index) === CLOSING_BRACKET ? BRACKET : PARENTHESIS;
          if (top === undefined || this.kind(top) !== opener) break;
          open.pop();
          this.#close(top, index);
          break;
        }
      }
    }
    for (const index of open) this.#close(index, this.count);
  }

  #close(opening: number, closing: number): void {
    this.#table[WIDTH * opening + CLOSING] = closing;
  }
}
