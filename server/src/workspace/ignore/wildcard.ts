import { foldCase } from './foldCase.ts';

/** Tests a whole text; time is at most quadratic in its length for a given pattern, whatever the pattern is. */
export type WildcardTest = (text: string) => boolean;

/** What a pattern consists of: a character code, or one of the wild cards. */
type Token =
  | { readonly kind: 'character'; readonly code: number }
  /** `?`: any character but the separator of folders. */
  | { readonly kind: 'any' }
  /** `[a-z]`: one of 256 characters. */
  | { readonly kind: 'set'; readonly holds: readonly boolean[] }
  /** `*`: any characters but the separator of folders. */
  | { readonly kind: 'star' }
  /** `**` between separators: any characters. */
  | { readonly kind: 'stars' }
  /** `**` with the separator behind it: any number of folders, none as well. */
  | { readonly kind: 'folders' };

const SLASH = '/';
const SLASH_CODE = 47;

const POSIX_CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['alnum', /[a-zA-Z0-9]/],
  ['alpha', /[a-zA-Z]/],
  ['blank', /[ \t]/],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the class names.
  ['cntrl', /[\x00-\x1f\x7f]/],
  ['digit', /[0-9]/],
  ['graph', /[!-~]/],
  ['lower', /[a-z]/],
  ['print', /[ -~]/],
  ['punct', /[!-/:-@[-`{-~]/],
  ['space', /[ \t-\r]/],
  ['upper', /[A-Z]/],
  ['xdigit', /[0-9a-fA-F]/],
]);

/**
 * Compiles a pattern of `*`, `?`, `[…]`, `**` and `\`, with the meaning that git gives them. Pattern and texts are
 * strings of bytes (each character below 256), since git's wild cards count bytes. A pattern that git finds malformed
 * matches nothing. With `ignoreCase` the texts to test have to be folded (see {@link foldCase}); as in git, a capital behind a backslash, or
 * alone in brackets, matches nothing then.
 */
export function wildcardTest(pattern: string, ignoreCase: boolean): WildcardTest {
  const tokens = tokensOf(pattern, ignoreCase);
  if (!tokens) return () => false;
  const literal = longestRun(tokens);
  return (text) => text.includes(literal) && matches(tokens, text);
}

/** The part of a pattern in front of the first character that is special. */
export function literalPrefix(pattern: string): string {
  const special = pattern.search(/[*?[\\]/);
  return special < 0 ? pattern : pattern.slice(0, special);
}

/** The longest text that whatever a pattern matches has to hold. */
export function longestLiteral(pattern: string, ignoreCase: boolean): string {
  return longestRun(tokensOf(pattern, ignoreCase) ?? []);
}

/** The longest run of characters that a text has to hold; looking for it first decides about most texts. */
function longestRun(tokens: readonly Token[]): string {
  let longest = '';
  let run = '';
  for (const token of tokens) {
    run = token.kind === 'character' ? run + String.fromCharCode(token.code) : '';
    if (run.length > longest.length) longest = run;
  }
  return longest;
}

function tokensOf(pattern: string, ignoreCase: boolean): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    if (character === '*') {
      const start = at;
      while (pattern.charAt(at + 1) === '*') at++;
      const rest = pattern.slice(at + 1);
      const atFolder = start === 0 || pattern.charAt(start - 1) === SLASH;
      if (at === start || !atFolder || !/^(?:$|\/|\\\/)/.test(rest)) tokens.push({ kind: 'star' });
      else if (!rest.startsWith(SLASH)) tokens.push({ kind: 'stars' });
      else {
        tokens.push({ kind: 'folders' });
        at++;
      }
    } else if (character === '?') {
      tokens.push({ kind: 'any' });
    } else if (character === '[') {
      const set = bracketSet(pattern, at, ignoreCase);
      if (!set) return undefined;
      tokens.push({ kind: 'set', holds: set.holds });
      at = set.end - 1;
    } else if (character === '\\') {
      at++;
      if (at === pattern.length) return undefined;
      tokens.push({ kind: 'character', code: pattern.charCodeAt(at) });
    } else {
      tokens.push({ kind: 'character', code: (ignoreCase ? foldCase(character) : character).charCodeAt(0) });
    }
  }
  return tokens;
}

/** The bracket expression that starts at `start`; `end` is the offset behind its `]`. */
function bracketSet(
  pattern: string,
  start: number,
  ignoreCase: boolean,
): { readonly holds: readonly boolean[]; readonly end: number } | undefined {
  let at = start + 1;
  const negated = /[!^]/.test(pattern.charAt(at));
  if (negated) at++;
  const holds = new Array<boolean>(256).fill(false);
  /** Lower end of a range that a hyphen would make, or -1. */
  let previous = -1;
  for (let first = true; first || pattern.charAt(at) !== ']'; first = false) {
    if (at >= pattern.length) return undefined;
    if (pattern.charAt(at) === '-' && previous >= 0 && !/^\]?$/.test(pattern.charAt(at + 1))) {
      at++;
      if (pattern.charAt(at) === '\\') at++;
      if (at >= pattern.length) return undefined;
      const last = pattern.charCodeAt(at);
      holds.fill(true, previous, last + 1);
      if (ignoreCase) holdSmallLetters(holds, previous, last);
      previous = -1;
      at++;
      continue;
    }
    if (pattern.startsWith('[:', at)) {
      const close = pattern.indexOf(']', at + 2);
      if (close < 0) return undefined;
      if (close > at + 2 && pattern.charAt(close - 1) === ':') {
        const name = pattern.slice(at + 2, close - 1);
        const members = POSIX_CLASSES.get(name);
        if (!members) return undefined;
        for (const code of holds.keys()) if (members.test(String.fromCharCode(code))) holds[code] = true;
        if (ignoreCase && name === 'upper') holdSmallLetters(holds, CAPITAL_A, CAPITAL_Z);
        previous = -1;
        at = close + 1;
        continue;
      }
    } else if (pattern.charAt(at) === '\\') {
      at++;
      if (at >= pattern.length) return undefined;
    }
    previous = pattern.charCodeAt(at);
    holds[previous] = true;
    at++;
  }
  const wanted = negated ? holds.map((held) => !held) : holds;
  wanted[SLASH_CODE] = false;
  return { holds: wanted, end: at + 1 };
}

const CAPITAL_A = 65;
const CAPITAL_Z = 90;

/** Holds the small letters of the capitals from `first` to `last` as well. */
function holdSmallLetters(holds: boolean[], first: number, last: number): void {
  const toSmall = 32;
  for (let code = Math.max(first, CAPITAL_A); code <= Math.min(last, CAPITAL_Z); code++) holds[code + toSmall] = true;
}

/**
 * Matches from left to right. What a wild card has taken is only ever changed for the last one of its kind: a later one
 * can take whatever an earlier one could.
 */
function matches(tokens: readonly Token[], text: string): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  let stars = -1;
  let starsAt = 0;
  for (;;) {
    const current = tokens[token];
    if (!current) {
      if (at === text.length) return true;
    } else if (current.kind === 'star') {
      star = token++;
      starAt = at;
      continue;
    } else if (current.kind === 'stars' || current.kind === 'folders') {
      stars = token++;
      starsAt = at;
      star = -1;
      continue;
    } else if (at < text.length && takes(current, text.charCodeAt(at))) {
      token++;
      at++;
      continue;
    }
    if (star >= 0 && starAt < text.length && text.charCodeAt(starAt) !== SLASH_CODE) {
      at = ++starAt;
      token = star + 1;
      continue;
    }
    if (stars < 0) return false;
    star = -1;
    if (tokens[stars]?.kind === 'folders') {
      const slash = text.indexOf(SLASH, starsAt);
      if (slash < 0) return false;
      starsAt = slash + 1;
    } else if (starsAt++ >= text.length) return false;
    at = starsAt;
    token = stars + 1;
  }
}

function takes(token: Token, code: number): boolean {
  if (token.kind === 'character') return token.code === code;
  if (token.kind === 'set') return token.holds[code] === true;
  return code !== SLASH_CODE;
}
