import type { Span } from '../../model/span.ts';
import { cLiteralEnd } from '../comments/curly.ts';
import type { Comment } from '../comments.ts';
import { commentsBefore } from './documentation.ts';

/** The text in front of an opening brace on file level. */
export interface CHeader {
  readonly text: string;
  readonly comments: readonly Comment[];
  /** Directives and skipped branches, in order. */
  readonly holes: readonly Span[];
  readonly start: number;
  /** Offset of the brace. */
  readonly end: number;
}

/** A function's name and the offset at which its declaration starts. */
export interface CFunction {
  readonly name: Span;
  readonly start: number;
}

/** A token of a header. */
interface Token {
  readonly word: boolean;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** For an opening parenthesis or bracket, index of the one that closes it. */
  close: number;
}

/** A word in front of a parenthesis that may be the name of a function. */
interface Candidate {
  readonly name: Token;
  /** Index of the first and of the last token that belong to name and parameters. */
  readonly first: number;
  readonly last: number;
}

const HEADER_TOKEN = /[A-Za-z_$\u0080-\ufefe][\w$\u0080-\ufefe]*|\d[\w.]*|[^\s\ufeff]/g;
/** Words, a name, and parameters without parentheses, comments or directives: what most headers are. */
const PLAIN_HEADER = /\s*[\w\s*]*[\s*]([A-Za-z_]\w*)\s*\([^(){};="'#/\\[\]]*\)\s*/y;
const NOT_A_RETURN_TYPE = /^\s*typedef\b|\b(?:struct|union|enum|class|namespace)\s+$/;
const LINKAGE = /\s*extern\s*"C(?:\+\+)?"\s*/y;
const UPPER_CASE = /^[A-Z_][A-Z\d_]*$/;

const ATTRIBUTES = new Set(
  (
    '__attribute__ __attribute __declspec _Alignas alignas __asm__ __asm asm typeof __typeof__ __typeof ' +
    'typeof_unqual decltype noexcept throw __pragma _Pragma _BitInt'
  ).split(' '),
);
const NEVER_A_NAME = new Set(
  'if else for while do switch case default return goto sizeof _Alignof alignof _Generic _Static_assert static_assert'.split(
    ' ',
  ),
);
const COMPOUND = new Set('struct union enum class namespace'.split(' '));
const STORAGE = new Set('static extern inline __inline __inline__ const register auto _Noreturn'.split(' '));
const TYPE = new Set(
  'void char short int long float double signed unsigned _Bool bool _Complex struct union enum class namespace volatile'.split(
    ' ',
  ),
);

/** True for `extern "C"`, whose braces hold a part of the file level. */
export function isLinkage(header: CHeader): boolean {
  LINKAGE.lastIndex = header.start;
  return LINKAGE.test(header.text) && LINKAGE.lastIndex === header.end;
}

/** The function whose body the brace opens, or undefined when it opens a type, an initialiser or anything else. */
export function functionIn(header: CHeader): CFunction | undefined {
  let before = header.end;
  while (before > header.start && /\s/.test(header.text.charAt(before - 1))) before--;
  if (header.text.charAt(before - 1) === '=') return undefined;
  return plainFunctionIn(header) ?? functionOf(tokensOf(header, header.start));
}

/** What `functionOf` would give for a plain header, without the cost of tokens. */
function plainFunctionIn(header: CHeader): CFunction | undefined {
  const { text, start, end } = header;
  PLAIN_HEADER.lastIndex = start;
  const match = PLAIN_HEADER.exec(text);
  const name = match?.[1];
  if (!match || name === undefined || PLAIN_HEADER.lastIndex !== end) return undefined;
  if (NEVER_A_NAME.has(name) || ATTRIBUTES.has(name) || TYPE.has(name)) return undefined;
  const before = match[0].slice(0, match[0].indexOf('('));
  const at = before.lastIndexOf(name);
  if (NOT_A_RETURN_TYPE.test(before.slice(0, at))) return undefined;
  return { name: { start: start + at, end: start + at + name.length }, start: start + before.search(/\S/) };
}

/**
 * The function in the old style whose body the brace opens: its parameters are declared between the list of their
 * names and the brace, so the header reaches back over semicolons, to `region` at most.
 */
export function oldStyleFunctionIn(header: CHeader, region: number): CFunction | undefined {
  if (region >= header.start || tokensOf(header, header.start).length > 0) return undefined;
  const tokens = tokensOf(header, region);
  if (tokens.at(-1)?.text !== ';') return undefined;
  let end = tokens.length;
  for (let segments = 0; segments < 64 && end > 0; segments++) {
    let start = end - 1;
    while (start > 0 && tokens[start - 1]?.text !== ';') start--;
    const segment = matched(tokens.slice(start, end - 1));
    const open = segment.findIndex((token, at) => token.text === '(' && isNameList(segment, at));
    if (open > 0 && open < segment.length) {
      const name = segment[open - 1];
      const first = segment[0];
      const usable = name?.word && first && !NEVER_A_NAME.has(name.text) && first.text !== 'typedef';
      return usable ? { name, start: first.start } : undefined;
    }
    if (segment.length < 2 || segment.some((token) => token.text === '=')) return undefined;
    end = start;
  }
  return undefined;
}

/** True for `(a, b)` in front of the word that begins a parameter's declaration. */
function isNameList(tokens: readonly Token[], open: number): boolean {
  const close = tokens[open]?.close ?? -1;
  if (close < open + 2 || !tokens[close + 1]?.word || !tokens[open - 1]?.word) return false;
  for (let at = open + 1; at < close; at++) {
    const token = tokens[at];
    if ((at - open) % 2 === 1 ? !token?.word : token?.text !== ',') return false;
  }
  return true;
}

function functionOf(tokens: readonly Token[]): CFunction | undefined {
  if (tokens[0]?.text === 'typedef') return undefined;
  let chosen: Candidate | undefined;
  let start = 0;
  let words = 0;
  let types = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token || token.text === '=' || (token.text === ',' && chosen)) return undefined;
    if (token.word && ATTRIBUTES.has(token.text)) {
      at = Math.max(at, tokens[at + 1]?.close ?? at);
      continue;
    }
    const candidate = candidateAt(tokens, at);
    if (candidate) {
      if (NEVER_A_NAME.has(candidate.name.text)) return undefined;
      if (!chosen) chosen = candidate;
      else if (replaces(candidate, chosen, words, types, tokens)) {
        start = words > 0 ? chosen.last + 1 : start;
        chosen = candidate;
      }
      words = 0;
      types = 0;
      at = candidate.last;
    } else if (token.text === '(' || token.text === '[') {
      if (token.close < 0) return undefined;
      at = token.close;
    } else if (token.text === ')' || token.text === ']') {
      return undefined;
    } else if (token.word || token.text === '*') {
      words++;
      if (token.text === '*' || STORAGE.has(token.text) || TYPE.has(token.text)) types++;
    }
  }
  const first = tokens[start];
  if (!chosen || !first || types > 0) return undefined;
  return { name: chosen.name, start: first.start };
}

/**
 * Several words stand in front of parentheses. The first is the function when annotations follow it
 * (`f(void) __acquires(lock)`), a later one when a macro stands before (`MODULE(x) static int f(void)`).
 */
function replaces(next: Candidate, chosen: Candidate, words: number, types: number, tokens: readonly Token[]): boolean {
  if (isAnnotation(next.name)) return types > 0 || words > 1;
  return words > 0 || isAnnotation(chosen.name) || onlyStorageBefore(tokens, chosen.first);
}

function onlyStorageBefore(tokens: readonly Token[], end: number): boolean {
  for (let at = 0; at < end; at++) if (!STORAGE.has(tokens[at]?.text ?? '')) return false;
  return true;
}

function isAnnotation(name: Token): boolean {
  return name.text.startsWith('__') || UPPER_CASE.test(name.text);
}

/** The name and parameters that start at the token, for example `f(int a)`, `(f)(int a)` or `(*f(int a))(void)`. */
function candidateAt(tokens: readonly Token[], at: number): Candidate | undefined {
  const token = tokens[at];
  if (!token) return undefined;
  const open = token.text === '(' ? at : token.word && tokens[at + 1]?.text === '(' ? at + 1 : -1;
  const close = tokens[open]?.close ?? -1;
  if (open < 0 || close < 0) return undefined;
  const inner = tokens[close + 1]?.text === '(' ? declaratorIn(tokens, open, close) : undefined;
  if (inner) return { name: inner, first: at, last: Math.max(close, tokens[close + 1]?.close ?? close) };
  if (open === at || COMPOUND.has(tokens[at - 1]?.text ?? '') || isDeclarator(tokens, open)) return undefined;
  return TYPE.has(token.text) ? undefined : { name: token, first: at, last: close };
}

function isDeclarator(tokens: readonly Token[], open: number): boolean {
  return tokens[open + 1]?.text === '*';
}

/** The name inside of `(name)` or `(*name(…))`, where parameters or those of the returned function follow. */
function declaratorIn(tokens: readonly Token[], open: number, close: number): Token | undefined {
  const first = tokens[open + 1];
  if (close === open + 2) return first?.word && !TYPE.has(first.text) ? first : undefined;
  for (let at = open + 1; at < close; at++) {
    const token = tokens[at];
    if (!token) return undefined;
    if (token.word && tokens[at + 1]?.text === '(') {
      if (ATTRIBUTES.has(token.text)) at = Math.max(at, tokens[at + 1]?.close ?? at);
      else return tokens.slice(open + 1, at).some((before) => before.text === '*') ? token : undefined;
    } else if (!token.word && token.text !== '*') return undefined;
  }
  return undefined;
}

/** The tokens from `start` to the brace, without comments, directives and what strings hold. */
function tokensOf(header: CHeader, start: number): readonly Token[] {
  const { text, comments, holes, end } = header;
  const tokens: Token[] = [];
  let comment = commentsBefore(comments, start);
  let hole = 0;
  HEADER_TOKEN.lastIndex = start;
  for (;;) {
    const match = HEADER_TOKEN.exec(text);
    if (!match || match.index >= end) return matched(tokens);
    const at = match.index;
    while ((comments[comment]?.span.start ?? at) < at) comment++;
    while ((holes[hole]?.end ?? at + 1) <= at) hole++;
    if ((holes[hole]?.start ?? end) <= at) {
      HEADER_TOKEN.lastIndex = holes[hole]?.end ?? end;
    } else if (comments[comment]?.span.start === at) {
      HEADER_TOKEN.lastIndex = comments[comment]?.span.end ?? end;
    } else if (match[0] === '"' || match[0] === "'") {
      const behind = cLiteralEnd(text, at);
      HEADER_TOKEN.lastIndex = behind;
      tokens.push({ word: false, text: text.slice(at, behind), start: at, end: behind, close: -1 });
    } else {
      const word = /^[A-Za-z_$\u0080-\ufefe]/.test(match[0]);
      tokens.push({ word, text: match[0], start: at, end: at + match[0].length, close: -1 });
    }
  }
}

/** Links opening parentheses and brackets to the closing ones. */
function matched(tokens: readonly Token[]): readonly Token[] {
  const open: number[] = [];
  tokens.forEach((token, at) => {
    token.close = -1;
    if (token.text === '(' || token.text === '[') open.push(at);
    else if (token.text === ')' || token.text === ']') {
      const opener = tokens[open.pop() ?? -1];
      if (opener) opener.close = at;
    }
  });
  return tokens;
}
