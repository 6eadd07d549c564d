import { type Block, type Header, OTHER, PART, type UnitHead } from './block.ts';
import { BEFORE_REQUIRES_EXPRESSION } from './cWords.ts';
import { Declaration } from './declaration.ts';
import { HeaderTokens, type Token, type TokenSource } from './headerTokens.ts';
import { oldStyleFunctionAt, VARIABLE_PARAMETERS } from './oldStyle.ts';

/** A declaration of C or C++. */
export class CHeader implements Header {
  readonly #source: TokenSource;
  #tokens: HeaderTokens;
  readonly #start: number;
  readonly #language: 'c' | 'cpp';
  readonly #region: number;
  /** The constructor whose members are being initialised. */
  #constructing: UnitHead | undefined;

  /** Reads the declaration at `start`. Parameters in the old style of C are looked for from `region` on. */
  constructor(source: TokenSource, language: 'c' | 'cpp', start: number, region: number) {
    this.#source = source;
    this.#tokens = new HeaderTokens(source, start);
    this.#start = start;
    this.#language = language;
    this.#region = region < start && language === 'c' ? region : -1;
  }

  block(at: number, className: string | undefined): Block {
    this.#tokens.readTo(at);
    const last = this.#tokens.all.at(-1);
    if (!last || (last.text === VARIABLE_PARAMETERS && this.#tokens.all.length === 1)) {
      const head = this.#region < 0 ? undefined : oldStyleFunctionAt(this.#source, this.#region, at);
      return head ? { kind: 'function', head } : OTHER;
    }
    if (this.#isInside(at, last)) return PART;
    if (this.#constructing) {
      if (last.word || last.text === '>' || last.text === ':') return PART;
      return { kind: 'function', head: this.#constructing };
    }
    if (this.#tokens.templates > 0) this.#closeTemplates(at);
    const tokens = this.#tokens.all;
    if (beginsRequirements(tokens)) return PART;
    const { block, constructing } = new Declaration(this.#source.text, tokens, this.#language, className).read();
    this.#constructing = constructing;
    return block;
  }

  passPart(start: number, end: number): void {
    this.#tokens.passBlock(start, end);
  }

  /** Reads a list of template parameters again that was not found to end, since a comparison looked like one: `enable_if_t<N < 4, int>`. */
  #closeTemplates(at: number): void {
    if (this.#tokens.all.some(({ text }) => text === '{}')) return;
    const again = new HeaderTokens(this.#source, this.#start, true);
    again.readTo(at);
    if (again.templates === 0) this.#tokens = again;
  }

  /** True when the brace stands between parentheses, or is an empty value in a list of template parameters. */
  #isInside(at: number, last: Token): boolean {
    const { text } = this.#source;
    if (this.#tokens.nesting > 0) return !/[\n\r]/.test(text.charAt(at - 1));
    return this.#tokens.templates > 0 && (last.word || last.text === '>') && /^\s*\}/.test(text.slice(at + 1, at + 9));
  }
}

/** True when the tokens end with what stands before the braces of a requires-expression. */
function beginsRequirements(tokens: readonly Token[]): boolean {
  let at = tokens.length - 1;
  if (tokens[at]?.text === ')') at = (tokens[at]?.pair ?? 0) - 1;
  if (tokens[at]?.text !== 'requires') return false;
  const before = tokens[at - 1]?.text ?? '';
  return BEFORE_REQUIRES_EXPRESSION.has(before) && (before !== '&&' || isInRequirements(tokens, at - 1));
}

/** What stands in front of the `&&` that says what a function is called on. */
const BEFORE_REFERENCE = new Set([')', 'const', 'volatile']);

/** True for an `&&` that joins requirements; behind the parameters of a function it says what that is called on. */
function isInRequirements(tokens: readonly Token[], at: number): boolean {
  for (let before = at - 1; before >= 0; before--) if (tokens[before]?.text === 'requires') return true;
  return !BEFORE_REFERENCE.has(tokens[at - 1]?.text ?? '');
}
