import type { Comment } from './comment.ts';
import { endOfEscaped, lineEndAfter, quotedEnd } from './literals.ts';

const BACKSLASH = 92;
const BRACE = 123;
const CLOSING_BRACE = 125;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const LETTER_F = 102;
const LETTER_R = 114;
const LETTER_T = 116;
const SINGLE_QUOTE = 39;
/** Bit that tells small letters from capital ones. */
const LOWER_CASE = 32;
const FORMATTED_PREFIX = /(?:^|[^\w\u0080-\uffff])(?:[ft]r?|r[ft])$/i;
/** How long and how deeply nested formatted strings may be that hold strings with their own quotes. */
const MAX_FORMATTED = 300;
const MAX_FORMATTED_DEPTH = 12;
const OPENER = /["'#]|[\n\r][ \t\f]*(?:async[ \t\f]+def|def|class)(?=[ \t\f\\])/g;
const FIRST_DEFINITION = /\ufeff?[ \t\f]*(?:async[ \t\f]+def|def|class)(?=[ \t\f\\])/y;
const HEADER = /["'#:\\]|[([{]|[)\]}]|[\n\r]/g;
const NEXT_DEFINITION = /[\n\r][ \t\f]*(?:async[ \t\f]+def|def|class)[ \t\f]+[\w\u0080-\uffff]+[ \t\f]*[(:[]/y;
const SPACE = /[\s\ufeff]*/y;
const DOCSTRING_QUOTE = /[rRuU]?(?=["'])/y;
const STATEMENT_END = /[ \t\f]*(?=[\n\r;#]|$)/y;
const TRIPLE_DOUBLE_STOP = /"""|\\/g;
const TRIPLE_SINGLE_STOP = /'''|\\/g;

/** Offset behind the Python string whose first quote stands at `at`. */
export function pythonStringEnd(text: string, at: number): number {
  if (text.startsWith('"""', at)) return endOfEscaped(text, TRIPLE_DOUBLE_STOP, at + 3);
  if (text.startsWith("'''", at)) return endOfEscaped(text, TRIPLE_SINGLE_STOP, at + 3);
  const end = quotedEnd(text, at);
  return isFormatted(text, at) && !balancesBraces(text, at, end) ? (formattedEnd(text, at) ?? end) : end;
}

/** True when the prefix of the string at `at` says that expressions stand in it. */
function isFormatted(text: string, at: number): boolean {
  const letter = text.charCodeAt(at - 1) | LOWER_CASE;
  if (letter !== LETTER_F && letter !== LETTER_R && letter !== LETTER_T) return false;
  return FORMATTED_PREFIX.test(text.slice(Math.max(0, at - 3), at));
}

function balancesBraces(text: string, start: number, end: number): boolean {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === BRACE) depth++;
    else if (code === CLOSING_BRACE) depth--;
  }
  return depth === 0;
}

/**
 * Offset behind the formatted string at `at`, whose expressions may hold strings with the same quotes. Undefined when
 * it is not closed on its line, or far away.
 */
function formattedEnd(text: string, at: number): number | undefined {
  /** What is open: quotes of formatted strings, braces of expressions. */
  const open = [text.charCodeAt(at)];
  const limit = Math.min(text.length, at + MAX_FORMATTED);
  for (let next = at + 1; next < limit && open.length <= MAX_FORMATTED_DEPTH; next++) {
    const code = text.charCodeAt(next);
    const inner = open.at(-1);
    if (code === 10 || code === 13) return undefined;
    if (inner !== BRACE) {
      if (code === inner) open.pop();
      else if (code === BACKSLASH || (code === BRACE && text.charCodeAt(next + 1) === BRACE)) next++;
      else if (code === BRACE) open.push(BRACE);
      if (open.length === 0) return next + 1;
    } else if (code === BRACE) open.push(BRACE);
    else if (code === CLOSING_BRACE) open.pop();
    else if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE) {
      if (isFormatted(text, next)) open.push(code);
      else next = quotedEnd(text, next) - 1;
    }
  }
  return undefined;
}

/** The comments of a Python text, with the docstrings of the module, its classes and functions. */
export function pythonComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let at = readDocstring(text, 0, comments);
  FIRST_DEFINITION.lastIndex = at;
  if (FIRST_DEFINITION.test(text)) at = readHeader(text, FIRST_DEFINITION.lastIndex, comments);
  for (;;) {
    OPENER.lastIndex = at;
    if (!OPENER.test(text)) return comments;
    const behind = OPENER.lastIndex;
    const code = text.charCodeAt(behind - 1);
    if (code === HASH) at = readComment(text, behind - 1, comments);
    else if (code === 34 || code === 39) at = pythonStringEnd(text, behind - 1);
    else at = readHeader(text, behind, comments);
  }
}

/** Reads a definition up to its colon and the docstring behind it; a header that breaks off is left where it does. */
function readHeader(text: string, start: number, comments: Comment[]): number {
  let depth = 0;
  let at = start;
  for (;;) {
    HEADER.lastIndex = at;
    if (!HEADER.test(text)) return text.length;
    const found = HEADER.lastIndex - 1;
    at = found + 1;
    switch (text[found]) {
      case '#':
        at = readComment(text, found, comments);
        break;
      case '"':
      case "'":
        at = pythonStringEnd(text, found);
        break;
      case ':':
        if (depth === 0) return readDocstring(text, at, comments);
        break;
      case '\\':
        at = text.startsWith('\r\n', at) ? at + 2 : at + 1;
        break;
      case '\n':
      case '\r':
        NEXT_DEFINITION.lastIndex = found;
        if (depth === 0 || NEXT_DEFINITION.test(text)) return found;
        break;
      case '(':
      case '[':
      case '{':
        depth++;
        break;
      default:
        if (depth > 0) depth--;
    }
  }
}

function readDocstring(text: string, start: number, comments: Comment[]): number {
  let at = start;
  for (;;) {
    SPACE.lastIndex = at;
    SPACE.test(text);
    const code = text.charCodeAt(SPACE.lastIndex);
    if (code !== HASH) break;
    at = readComment(text, SPACE.lastIndex, comments);
  }
  const found = SPACE.lastIndex;
  DOCSTRING_QUOTE.lastIndex = found;
  if (!DOCSTRING_QUOTE.test(text)) return at;
  const end = pythonStringEnd(text, DOCSTRING_QUOTE.lastIndex);
  STATEMENT_END.lastIndex = end;
  if (STATEMENT_END.test(text)) comments.push({ span: { start: found, end }, kind: 'doc' });
  return end;
}

function readComment(text: string, at: number, comments: Comment[]): number {
  const end = lineEndAfter(text, at);
  comments.push({ span: { start: at, end }, kind: 'line' });
  return end;
}
