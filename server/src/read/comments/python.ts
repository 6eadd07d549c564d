import type { Comment } from '../comments.ts';
import { endOfEscaped, lineEndAfter, quotedEnd } from './literals.ts';

const HASH = 35;
const OPENER = /["'#]|[\n\r][ \t\f]*(?:async[ \t]+def|def|class)(?=[ \t\\])/g;
const FIRST_DEFINITION = /\ufeff?[ \t\f]*(?:async[ \t]+def|def|class)(?=[ \t\\])/y;
const HEADER = /["'#:\\]|[([{]|[)\]}]|[\n\r]/g;
const NEXT_DEFINITION = /[\n\r][ \t\f]*(?:async[ \t]+def|def|class)[ \t]+[\w\u0080-\uffff]+[ \t]*[(:[]/y;
const SPACE = /[\s\ufeff]*/y;
const DOCSTRING_QUOTE = /[rRuU]?(?=["'])/y;
const STATEMENT_END = /[ \t\f]*(?=[\n\r;#]|$)/y;
const TRIPLE_DOUBLE_STOP = /"""|\\/g;
const TRIPLE_SINGLE_STOP = /'''|\\/g;

/** Offset behind the Python string whose first quote stands at `at`; prefixes make no difference to where it ends. */
export function pythonStringEnd(text: string, at: number): number {
  if (text.startsWith('"""', at)) return endOfEscaped(text, TRIPLE_DOUBLE_STOP, at + 3);
  if (text.startsWith("'''", at)) return endOfEscaped(text, TRIPLE_SINGLE_STOP, at + 3);
  return quotedEnd(text, at);
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
