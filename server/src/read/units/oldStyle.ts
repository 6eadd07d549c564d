import type { UnitHead } from './block.ts';
import { NEVER_A_NAME } from './cWords.ts';
import { HeaderTokens, type Token, type TokenSource } from './headerTokens.ts';

/** How many declarations of parameters are looked behind for the names of the parameters. */
const MAX_DECLARATIONS = 64;

/** What declares parameters of any number in the old style, behind the other declarations and without a semicolon. */
export const VARIABLE_PARAMETERS = 'va_dcl';

/**
 * The function in the old style of C whose body the brace at `at` opens: its parameters are declared between the list
 * of their names and the brace. The header reaches back over semicolons, to `region` at most.
 */
export function oldStyleFunctionAt(source: TokenSource, region: number, at: number): UnitHead | undefined {
  const header = new HeaderTokens(source, region);
  header.readTo(at);
  const tokens = header.all;
  let end = tokens.length;
  if (tokens[end - 1]?.text === VARIABLE_PARAMETERS) end--;
  if (tokens[end - 1]?.text !== ';') return undefined;
  for (let declarations = 0; declarations < MAX_DECLARATIONS && end > 0; declarations++) {
    let start = end - 1;
    while (start > 0 && tokens[start - 1]?.text !== ';') start--;
    const open = nameListIn(tokens, start, end - 1);
    if (open > start) return headOf(tokens[open - 1], tokens[start]);
    if (end - 1 - start < 2) return undefined;
    for (let index = start; index < end - 1; index++) if (tokens[index]?.text === '=') return undefined;
    end = start;
  }
  return undefined;
}

function headOf(name: Token | undefined, first: Token | undefined): UnitHead | undefined {
  if (!name?.word || !first || NEVER_A_NAME.has(name.text) || first.text === 'typedef') return undefined;
  const nameSpan = { start: name.start, end: name.end };
  return { kind: 'function', name: name.text, nameSpan, start: first.start, qualifier: '' };
}

/** Index of the parenthesis that opens a list of names between `start` and `end`, else -1. */
function nameListIn(tokens: readonly Token[], start: number, end: number): number {
  for (let at = start; at < end; at++) if (tokens[at]?.text === '(' && isNameList(tokens, at, end)) return at;
  return -1;
}

/** True for `(a, b)` in front of the word that begins the declaration of a parameter. */
function isNameList(tokens: readonly Token[], open: number, end: number): boolean {
  const close = tokens[open]?.pair ?? -1;
  if (close < open + 2 || close + 1 >= end || !tokens[close + 1]?.word || !tokens[open - 1]?.word) return false;
  for (let at = open + 1; at < close; at++) {
    const token = tokens[at];
    if ((at - open) % 2 === 1 ? !token?.word : token?.text !== ',') return false;
  }
  return true;
}
