import type { Comment } from '../comments.ts';
import { characterEnd, lineCommentEnd } from './curly.ts';
import { endOf } from './literals.ts';

/** A string literal of C#: `"…"`, `@"…"`, `"""…"""`, each with `$` in front or not. */
interface CsharpString {
  /** How many quotes close it: 1, or at least 3 for a raw string. */
  readonly quotes: number;
  readonly verbatim: boolean;
  /** How many braces open an interpolation hole; 0 when there are none. */
  readonly dollars: number;
}

/** An open interpolation hole: code inside of a string. */
interface Hole {
  readonly string: CsharpString;
  /** Braces that the code of the hole has open. */
  depth: number;
}

const AT = 64;
const BACKSLASH = 92;
const BRACE = 123;
const CLOSING_BRACE = 125;
const DOLLAR = 36;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const SLASH = 47;
const STAR = 42;

const OPENER = /\/[/*]|["']/g;
const OPENER_IN_HOLE = /\/[/*]|["'{}]/g;
const STOP = /["\\{\n\r]/g;

/** The comments of a C# text, those inside of interpolation holes included. */
export function csharpComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  const holes: Hole[] = [];
  let at = 0;
  for (;;) {
    const hole = holes.at(-1);
    const opener = hole ? OPENER_IN_HOLE : OPENER;
    opener.lastIndex = at;
    if (!opener.test(text)) return comments;
    const behind = opener.lastIndex;
    at = behind;
    switch (text.charCodeAt(behind - 1)) {
      case SLASH:
        at = lineCommentEnd(text, behind, false);
        comments.push({ span: { start: behind - 2, end: at }, kind: 'line' });
        break;
      case STAR:
        at = endOf(text, '*/', behind);
        comments.push({ span: { start: behind - 2, end: at }, kind: 'block' });
        break;
      case SINGLE_QUOTE:
        at = characterEnd(text, behind - 1);
        break;
      case DOUBLE_QUOTE:
        at = openString(text, behind - 1, holes);
        break;
      case BRACE:
        if (hole) hole.depth++;
        break;
      case CLOSING_BRACE:
        if (hole && hole.depth-- === 0) {
          holes.pop();
          at = restOfString(text, behind, hole.string, holes);
        }
        break;
    }
  }
}

function openString(text: string, at: number, holes: Hole[]): number {
  let prefix = at;
  let dollars = 0;
  let verbatim = false;
  for (; prefix > 0; prefix--) {
    const code = text.charCodeAt(prefix - 1);
    if (code === DOLLAR) dollars++;
    else if (code === AT) verbatim = true;
    else break;
  }
  const quotes = runLength(text, at, DOUBLE_QUOTE);
  if (quotes >= 3 && !verbatim) return restOfString(text, at + quotes, { quotes, verbatim, dollars }, holes);
  return restOfString(text, at + 1, { quotes: 1, verbatim, dollars }, holes);
}

/** Reads on inside of a string; gives the offset behind it, or behind the braces of the hole that it opened. */
function restOfString(text: string, at: number, string: CsharpString, holes: Hole[]): number {
  const raw = string.quotes >= 3;
  const oneLine = !raw && !string.verbatim;
  STOP.lastIndex = at;
  while (STOP.test(text)) {
    const found = STOP.lastIndex - 1;
    const code = text.charCodeAt(found);
    if (code === BACKSLASH) {
      if (oneLine) STOP.lastIndex = found + 2;
    } else if (code === DOUBLE_QUOTE) {
      const run = runLength(text, found, DOUBLE_QUOTE);
      if (oneLine) return found + 1;
      if (raw ? run >= string.quotes : run % 2 === 1) return found + run;
      STOP.lastIndex = found + run;
    } else if (code === BRACE) {
      if (string.dollars === 0) continue;
      const run = runLength(text, found, BRACE);
      STOP.lastIndex = found + run;
      if (raw ? run >= string.dollars : run % 2 === 1) {
        holes.push({ string, depth: (raw ? string.dollars : 1) - 1 });
        return found + run;
      }
    } else if (oneLine) {
      return found;
    }
  }
  return text.length;
}

function runLength(text: string, at: number, code: number): number {
  let end = at;
  while (text.charCodeAt(end) === code) end++;
  return end - at;
}
