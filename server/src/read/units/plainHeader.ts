import { wordStart } from '../comments/word.ts';
import { type Block, OTHER } from './block.ts';
import { isLayout } from './classHead.ts';
import { kindOfFunction } from './cNames.ts';
import { ATTRIBUTES, NEVER_A_NAME, NEVER_A_NAME_IN_CPP, STORAGE, TYPES, UPPER_CASE } from './cWords.ts';
import { behindSpace, trimmedEnd } from './whitespace.ts';

const CLOSING_PARENTHESIS = 41;
const COLON = 58;
const EQUALS = 61;
const TILDE = 126;
const UNDERSCORE = 95;
const UPPER_A = 65;
const UPPER_Z = 90;

const NOT_PLAIN_IN_C = new Set([...NEVER_A_NAME, ...ATTRIBUTES, ...TYPES, ...STORAGE]);
const NOT_PLAIN = { c: NOT_PLAIN_IN_C, cpp: new Set([...NOT_PLAIN_IN_C, ...NEVER_A_NAME_IN_CPP]) };

/** Words, a name, and parameters without parentheses, comments or directives. */
const FUNCTION =
  /\s*(?:[\w*&][\w\s*&]*[\s*&])?(?:[A-Za-z_]\w*::)*~?[A-Za-z_]\w*\s*\([^(){};="'#/\\[\]]*\)\s*(?:(?:const|noexcept|override|final)\b\s*)*/y;
/** What in front of a name needs a closer look. */
const SPECIAL = /\b(?:typedef|template|requires|operator|friend|namespace|class|enum|(?:struct|union)\s+$)\b/;
const MACRO_ALONE = /[A-Z_][A-Z\d_]*[ \t]*(?:\r\n?|\n)[ \t]*[\n\r]/y;
const STRUCT = /\s*(?:typedef\s+)?(?:struct|union)\s+([A-Za-z_]\w*)\s*/y;

/**
 * What most headers are, for a fraction of the time that their tokens take: the block that the brace at `at` opens in a
 * declaration that starts at `start` and has no braces before. Undefined means that the tokens have to tell.
 */
export function plainBlock(
  text: string,
  language: 'c' | 'cpp',
  start: number,
  at: number,
  className: string | undefined,
): Block | undefined {
  let last = at - 1;
  while (last >= start && text.charCodeAt(last) <= 32) last--;
  switch (text.charCodeAt(last)) {
    case EQUALS:
      return language === 'c' || !text.slice(start, last).includes('(') ? OTHER : undefined;
    case CLOSING_PARENTHESIS:
      return plainFunction(text, language, start, at, className);
    default:
      return plainStruct(text, start, at) ?? plainFunction(text, language, start, at, className);
  }
}

function plainFunction(
  text: string,
  language: 'c' | 'cpp',
  start: number,
  at: number,
  className: string | undefined,
): Block | undefined {
  FUNCTION.lastIndex = start;
  if (!FUNCTION.test(text) || FUNCTION.lastIndex !== at) return undefined;
  const end = trimmedEnd(text, text.indexOf('(', start));
  const word = wordStart(text, end);
  const nameStart = text.charCodeAt(word - 1) === TILDE ? word - 1 : word;
  const name = text.slice(nameStart, end);
  if (word === end || NOT_PLAIN[language].has(name) || isMacro(name)) return undefined;
  let qualified = nameStart;
  while (text.charCodeAt(qualified - 1) === COLON) qualified = wordStart(text, qualified - 2);
  const first = behindSpace(text, start);
  if (mayBeMacro(text.charCodeAt(first)) && standsAlone(text, first)) return undefined;
  if (SPECIAL.test(text.slice(first, qualified))) return undefined;
  const qualifier = text.slice(qualified, nameStart);
  const kind = kindOfFunction(name, qualifier, className);
  return { kind: 'function', head: { kind, name, nameSpan: { start: nameStart, end }, start: first, qualifier } };
}

/** True for a word in front of an empty line that macros are called by: it may be no part of the declaration (`BEGIN_DECLS`). */
function standsAlone(text: string, at: number): boolean {
  MACRO_ALONE.lastIndex = at;
  return MACRO_ALONE.test(text);
}

function isMacro(name: string): boolean {
  return mayBeMacro(name.charCodeAt(0)) && UPPER_CASE.test(name);
}

function mayBeMacro(code: number): boolean {
  return code === UNDERSCORE || (code >= UPPER_A && code <= UPPER_Z);
}

function plainStruct(text: string, start: number, at: number): Block | undefined {
  STRUCT.lastIndex = start;
  const match = STRUCT.exec(text);
  const name = match?.[1];
  if (!match || name === undefined || STRUCT.lastIndex !== at) return undefined;
  if (mayBeMacro(name.charCodeAt(0)) && isLayout(name)) return undefined;
  const end = start + match[0].trimEnd().length;
  const nameSpan = { start: end - name.length, end };
  const head = { kind: 'struct', name, nameSpan, start: start + match[0].search(/\S/), qualifier: '' } as const;
  return { kind: 'class', head };
}
