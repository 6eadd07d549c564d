import { TOKEN_ARROW, TOKEN_END, TOKEN_VALUE, TOKEN_WORD } from '../comments/scriptLexer.ts';
import {
  AMPERSAND,
  ASTERISK,
  AT_SIGN,
  BAR,
  BEFORE_OPERAND,
  BRACE,
  BRACKET,
  CLOSING_BRACE,
  CLOSING_BRACKET,
  CLOSING_PARENTHESIS,
  COLON,
  COMMA,
  DOT,
  EQUALS,
  EXCLAMATION,
  GREATER,
  LESS,
  MINUS,
  PARENTHESIS,
  PLUS,
  QUESTION,
  type ScriptTokens,
  SEMICOLON,
} from './scriptTokens.ts';

/** Words behind which the heritage of a class starts. */
const HERITAGE = new Set(['extends', 'implements']);
const NEVER_IN_HERITAGE = new Set('class interface declare'.split(' '));

/** Words in front of a brace that opens an object, not a block. */
const BEFORE_OBJECT = new Set('return default yield await case in of typeof void delete new throw extends'.split(' '));

/** Classes that extend each other in one heritage; more of them are not looked through. */
const MAX_BASES = 8;
/** Expressions of a `case` of more tokens are not read to their end. */
const MAX_CASE = 200;

/**
 * Tells what stands where in the tokens of a JavaScript or TypeScript text, as far as those around tell it. Positions are
 * indices of tokens.
 */
export class ScriptLookahead {
  readonly #tokens: ScriptTokens;

  constructor(tokens: ScriptTokens) {
    this.#tokens = tokens;
  }

  /** True when a statement may start at the token, as far as the token before it tells. */
  startsStatement(at: number): boolean {
    const tokens = this.#tokens;
    switch (tokens.kind(at - 1)) {
      case TOKEN_END:
      case SEMICOLON:
      case BRACE:
      case CLOSING_BRACE:
      case CLOSING_PARENTHESIS:
        return true;
      case TOKEN_WORD: {
        const word = tokens.word(at - 1);
        if (word === 'else' || word === 'do') return true;
        return (word === 'return' || !BEFORE_OPERAND.has(word)) && tokens.startsLine(at);
      }
      case TOKEN_VALUE:
      case CLOSING_BRACKET:
      case EXCLAMATION:
      case GREATER:
        return tokens.startsLine(at);
      case PLUS:
      case MINUS:
        return tokens.startsLine(at) && tokens.endsOperand(at - 1);
      default:
        return false;
    }
  }

  /** True when a member's name, or a further modifier, starts at `at`. */
  startsName(at: number): boolean {
    const kind = this.#tokens.kind(at);
    return isName(kind) || kind === ASTERISK;
  }

  /**
   * Index of the brace that opens the body of the `function` at `at`, of the token that stands there instead, or
   * undefined when no parameters follow.
   */
  functionBody(at: number): number | undefined {
    const tokens = this.#tokens;
    let next = at + 1;
    if (tokens.kind(next) === ASTERISK) next++;
    if (tokens.kind(next) === TOKEN_WORD) next++;
    next = tokens.behindTypeArguments(next);
    return tokens.kind(next) === PARENTHESIS ? this.behindSignature(next) : undefined;
  }

  /** Index of the token behind parameters and return type. */
  behindSignature(parameters: number): number {
    const behind = this.#tokens.closing(parameters) + 1;
    return this.#tokens.kind(behind) === COLON ? this.#tokens.behindType(behind + 1) : behind;
  }

  /** Index of the brace that opens the body of a class or interface whose heritage starts at `at`. */
  bodyOfType(at: number): number | undefined {
    const tokens = this.#tokens;
    let bases = 0;
    for (let next = at; next < tokens.count; next++) {
      switch (tokens.kind(next)) {
        case BRACE:
          if (bases-- === 0) return next;
          next = tokens.closing(next);
          break;
        case LESS: {
          const behind = tokens.behindTypeArguments(next);
          if (behind === next) return undefined;
          next = behind - 1;
          break;
        }
        case PARENTHESIS:
        case BRACKET:
          next = tokens.closing(next);
          break;
        case TOKEN_WORD:
          if (this.#isBase(next, 'class') && bases < MAX_BASES) bases++;
          else if (this.#isBase(next, 'function')) next = tokens.closing(this.functionBody(next) ?? next);
          else if (NEVER_IN_HERITAGE.has(tokens.word(next))) return undefined;
          break;
        case TOKEN_VALUE:
        case COMMA:
        case DOT:
        case QUESTION:
        case EXCLAMATION:
          break;
        default:
          return undefined;
      }
    }
    return undefined;
  }

  /** True for the word of an expression that a class extends. */
  #isBase(at: number, word: string): boolean {
    return this.#tokens.isWord(at, word) && this.#tokens.isWord(at - 1, 'extends');
  }

  /** Index of the `class` of the class that a value which starts at `at` is, behind parentheses and its decorators. */
  classAt(at: number): number | undefined {
    const tokens = this.#tokens;
    let next = at;
    while (tokens.isParenthesis(next)) next++;
    if (next > at && this.isUsed(tokens.closing(at) + 1)) return undefined;
    while (tokens.kind(next) === AT_SIGN) next = this.behindDecorator(next);
    return tokens.isWord(next, 'class') ? next : undefined;
  }

  /** Index of the name that the function expression or class at `at` has itself, behind parentheses and casts. */
  ownName(at: number): number | undefined {
    const tokens = this.#tokens;
    let next = tokens.behindTypeArguments(at);
    while (tokens.isParenthesis(next)) next = tokens.behindTypeArguments(next + 1);
    const named = this.classAt(next);
    if (named !== undefined) return this.nameOfClass(named);
    if (tokens.isWord(next, 'async')) next++;
    if (!tokens.isWord(next, 'function')) return undefined;
    const name = tokens.kind(next + 1) === ASTERISK ? next + 2 : next + 1;
    return tokens.kind(name) === TOKEN_WORD ? name : undefined;
  }

  /** Index of the name of the `class` at `at`, if it has one. */
  nameOfClass(at: number): number | undefined {
    const isName = this.#tokens.kind(at + 1) === TOKEN_WORD && !HERITAGE.has(this.#tokens.word(at + 1));
    return isName ? at + 1 : undefined;
  }

  /** Index of the token behind the decorator at `at`. */
  behindDecorator(at: number): number {
    const tokens = this.#tokens;
    if (tokens.kind(at + 1) === PARENTHESIS) return tokens.closing(at + 1) + 1;
    let next = at + 2;
    while (tokens.kind(next) === DOT) next += 2;
    next = tokens.behindTypeArguments(next);
    return tokens.kind(next) === PARENTHESIS ? tokens.closing(next) + 1 : next;
  }

  /**
   * Index of the last part of the path `a.b[0].c().d` whose first part stands at `at`: a word, or the bracket that opens
   * an element or arguments. The first part may stand in parentheses.
   */
  lastOfPath(at: number): number {
    let last = at;
    for (let next = this.nextOfPath(at); next !== undefined; next = this.nextOfPath(last)) last = next;
    return last;
  }

  /** Index of the part of a path behind the one at `at`, if there is one. */
  nextOfPath(at: number): number | undefined {
    const tokens = this.#tokens;
    const behind = this.behindPart(at);
    if (tokens.kind(behind) === BRACKET || tokens.isParenthesis(behind)) return behind;
    return tokens.kind(behind) === DOT && tokens.kind(behind + 1) === TOKEN_WORD ? behind + 1 : undefined;
  }

  /** Index of the token behind the part of a path at `at`, and behind a `!` that says that it is there. */
  behindPart(at: number): number {
    const behind = this.#tokens.closing(at) + 1;
    return this.#tokens.kind(behind) === EXCLAMATION ? behind + 1 : behind;
  }

  /** Index of the value that is assigned (`=`, `||=`, `&&=` or `??=`) to the path whose last part stands at `last`, if one is. */
  assignedTo(last: number): number | undefined {
    const tokens = this.#tokens;
    if (tokens.kind(last) === PARENTHESIS) return undefined;
    const at = this.behindPart(last);
    const kind = tokens.kind(at);
    if (kind === EQUALS) return at + 1;
    const isLogical = (kind === BAR || kind === AMPERSAND || kind === QUESTION) && tokens.kind(at + 1) === kind;
    return isLogical && tokens.kind(at + 2) === EQUALS ? at + 3 : undefined;
  }

  /** Index of what stands in the parentheses at `at`, if there are any and what they hold is not used at once; those of parameters stay. */
  inParentheses(at: number): number {
    const tokens = this.#tokens;
    let next = at;
    while (tokens.isParenthesis(next)) {
      if (this.isUsed(tokens.closing(next) + 1) || this.arrowBody(next) !== undefined) break;
      next++;
    }
    return next;
  }

  /** Index at which the body of the function expression or arrow function at `at` starts, if there is one. */
  boundBody(at: number): number | undefined {
    const tokens = this.#tokens;
    if (tokens.kind(at) === PARENTHESIS) return this.arrowBody(at) ?? this.#bodyInParentheses(at);
    if (tokens.kind(at) === LESS) return this.arrowBody(at) ?? this.#bodyBehindCast(at);
    const isAsync = tokens.isWord(at, 'async') && tokens.kind(at + 1) !== TOKEN_ARROW && !tokens.startsLine(at + 1);
    const start = isAsync ? at + 1 : at;
    if (!tokens.isWord(start, 'function')) return this.arrowBody(start);
    const body = this.functionBody(start);
    if (body === undefined || tokens.kind(body) !== BRACE) return undefined;
    return this.isUsed(tokens.closing(body) + 1) ? undefined : body;
  }

  /** The same for a function behind `<Type>`. */
  #bodyBehindCast(at: number): number | undefined {
    const behind = this.#tokens.behindTypeArguments(at);
    if (this.#tokens.kind(behind) === PARENTHESIS) return this.#bodyInParentheses(behind);
    return this.#tokens.kind(behind) === TOKEN_WORD ? this.boundBody(behind) : undefined;
  }

  /** The same for `(function)` in any number of parentheses and casts, which is not called at once. */
  #bodyInParentheses(at: number): number | undefined {
    const tokens = this.#tokens;
    if (!tokens.isParenthesis(at)) return undefined;
    const closing = tokens.closing(at);
    let first = at;
    let last = closing;
    let inner = tokens.behindTypeArguments(first + 1);
    while (tokens.isParenthesis(inner) && this.reaches(last, tokens.closing(inner) + 1)) {
      first = inner;
      last = tokens.closing(first);
      inner = tokens.behindTypeArguments(first + 1);
    }
    const isFunction = tokens.kind(inner) !== PARENTHESIS;
    const body = isFunction ? this.boundBody(first + 1) : this.arrowBody(first + 1);
    if (body === undefined || this.isUsed(closing + 1)) return undefined;
    const behind = tokens.kind(body) === BRACE ? tokens.closing(body) + 1 : tokens.behindExpression(body);
    return this.reaches(last, behind) ? body : undefined;
  }

  /** True when nothing but a cast (Flow writes it with a colon) stands between the tokens. */
  reaches(end: number, behind: number): boolean {
    const tokens = this.#tokens;
    const isCast = tokens.isWord(behind, 'as') || tokens.isWord(behind, 'satisfies') || tokens.kind(behind) === COLON;
    return (isCast ? tokens.behindType(behind + 1) : behind) === end;
  }

  /** True when the function that ends before the token is called or asked for a property, except for `bind`. */
  isUsed(behind: number): boolean {
    const kind = this.#tokens.kind(behind);
    if (kind === QUESTION) return this.#tokens.kind(behind + 1) === DOT;
    return kind === PARENTHESIS || (kind === DOT && !this.#tokens.isWord(behind + 1, 'bind'));
  }

  /** Index at which the body of the arrow function at `at` starts, if there is one. */
  arrowBody(at: number): number | undefined {
    const tokens = this.#tokens;
    const start = tokens.isWord(at, 'async') && tokens.kind(at + 1) !== TOKEN_ARROW ? at + 1 : at;
    if (tokens.kind(start) === TOKEN_WORD) return tokens.kind(start + 1) === TOKEN_ARROW ? start + 2 : undefined;
    const parameters = tokens.behindTypeArguments(start);
    if (tokens.kind(parameters) !== PARENTHESIS) return undefined;
    let next = tokens.closing(parameters) + 1;
    if (tokens.kind(next) === COLON) next = tokens.behindType(next + 1, true);
    return tokens.kind(next) === TOKEN_ARROW ? next + 1 : undefined;
  }

  /** Index of the colon behind the expression of a `case` that starts at `at`, or -1. */
  colonOfCase(at: number): number {
    const tokens = this.#tokens;
    const limit = Math.min(at + MAX_CASE, tokens.count);
    let conditions = 0;
    for (let next = at; next < limit; next = tokens.closing(next) + 1) {
      const kind = tokens.kind(next);
      if (kind === QUESTION && tokens.kind(next + 1) !== DOT) conditions++;
      else if (kind === COLON && conditions-- === 0) return next;
    }
    return -1;
  }

  /** True when a label or a `case`, whose colon has that index, stands in front of the token. */
  followsLabel(at: number, caseColon: number): boolean {
    return this.#tokens.kind(at - 1) === COLON && (at - 1 === caseColon || this.#isLabel(at - 2));
  }

  /** True for `default` and the name of a statement, in front of a colon. */
  #isLabel(at: number): boolean {
    const tokens = this.#tokens;
    return tokens.kind(at) === TOKEN_WORD && (tokens.isWord(at, 'default') || this.startsStatement(at));
  }

  /** True when the brace at `at` opens an object, not a block; `caseColon` is the index of the colon of the last `case`, or -1. */
  opensObject(at: number, caseColon: number): boolean {
    const tokens = this.#tokens;
    switch (tokens.kind(at - 1)) {
      case TOKEN_END:
      case SEMICOLON:
      case BRACE:
      case CLOSING_BRACE:
      case CLOSING_PARENTHESIS:
      case CLOSING_BRACKET:
      case TOKEN_ARROW:
      case TOKEN_VALUE:
        return false;
      case TOKEN_WORD:
        return BEFORE_OBJECT.has(tokens.word(at - 1));
      case COLON:
        return at - 1 !== caseColon && !this.#isLabel(at - 2);
      default:
        return true;
    }
  }
}

/** True for tokens that the name of a member starts with. */
export function isName(kind: number): boolean {
  return kind === TOKEN_WORD || kind === TOKEN_VALUE || kind === BRACKET;
}
