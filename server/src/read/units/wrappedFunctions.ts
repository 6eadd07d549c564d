import { TOKEN_WORD } from '../comments/scriptLexer.ts';
import type { ScriptLookahead } from './scriptLookahead.ts';
import { CLOSING_PARENTHESIS, COMMA, DOT, type ScriptTokens } from './scriptTokens.ts';

/** Calls and parentheses in one another; more of them are not looked through. */
const MAX_DEPTH = 16;
/** Wrappers whose further arguments may be functions, too, which only tell when two calls are the same. */
const TAKES_FIRST = new Set(['memo', 'memoize', 'memoizeOne']);

/** A function or class that calls of wrappers hand on. Positions are indices of tokens. */
export interface Wrapped {
  /** Where the function's body starts, or the `class`. */
  readonly at: number;
  readonly isClass: boolean;
  /** The name that it has itself. */
  readonly ownName: number | undefined;
  /** The last token of the outermost call, or of parentheses around it; undefined where the call is not closed. */
  readonly end: number | undefined;
}

/** Finds the function or class in `memo(forwardRef(function View() { … }))`, by the names of what may stand around it. */
export class WrappedFunctions {
  readonly #tokens: ScriptTokens;
  readonly #ahead: ScriptLookahead;
  readonly #wrappers: ReadonlySet<string>;

  constructor(tokens: ScriptTokens, ahead: ScriptLookahead, wrappers: ReadonlySet<string>) {
    this.#tokens = tokens;
    this.#ahead = ahead;
    this.#wrappers = wrappers;
  }

  /**
   * What the value at `at` hands on, if it is a call of a wrapper, in parentheses and behind a cast or not, whose result is
   * neither called nor asked for a property. Of `connect(a)(b)` the last arguments count.
   */
  in(at: number, depth = 0): Wrapped | undefined {
    const tokens = this.#tokens;
    const first = tokens.behindTypeArguments(at);
    if (depth > MAX_DEPTH) return undefined;
    if (tokens.isParenthesis(first)) return this.#inParentheses(first, depth);
    if (tokens.kind(first) !== TOKEN_WORD) return undefined;
    let name = first;
    while (tokens.kind(name + 1) === DOT && tokens.kind(name + 2) === TOKEN_WORD) name += 2;
    let opening = tokens.behindTypeArguments(name + 1);
    if (!tokens.isParenthesis(opening) || !this.#wrappers.has(tokens.word(name))) return undefined;
    while (tokens.isParenthesis(tokens.closing(opening) + 1)) opening = tokens.closing(opening) + 1;
    const end = tokens.closing(opening);
    if (this.#ahead.isUsed(end + 1)) return undefined;
    const limit = TAKES_FIRST.has(tokens.word(name)) ? this.#behindArgument(opening + 1, end) : end;
    for (let argument = opening + 1; argument < limit; argument = this.#behindArgument(argument, limit)) {
      const found = this.#argument(argument, depth);
      if (found) return { ...found, end: tokens.kind(end) === CLOSING_PARENTHESIS ? end : undefined };
    }
    return undefined;
  }

  #inParentheses(at: number, depth: number): Wrapped | undefined {
    const closing = this.#tokens.closing(at);
    const inner = this.in(at + 1, depth + 1);
    const isAll = inner?.end !== undefined && this.#ahead.reaches(closing, inner.end + 1);
    return isAll && !this.#ahead.isUsed(closing + 1) ? { ...inner, end: closing } : undefined;
  }

  #argument(at: number, depth: number): Wrapped | undefined {
    const body = this.#ahead.boundBody(at);
    const found = body ?? this.#ahead.classAt(at);
    if (found === undefined) return this.in(at, depth + 1);
    return { at: found, isClass: body === undefined, ownName: this.#ahead.ownName(at), end: undefined };
  }

  /** Index of the argument behind the one at `at`, or `end`. */
  #behindArgument(at: number, end: number): number {
    const tokens = this.#tokens;
    for (let next = at; next < end; next = tokens.closing(next) + 1) if (tokens.kind(next) === COMMA) return next + 1;
    return end;
  }
}
