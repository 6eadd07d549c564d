import type { Comment } from './comment.ts';
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

const OPENER = /\/[/*]|["']/g;
const OPENER_IN_HOLE = /\/[/*]|["'{}\\]/g;
const STOP = /["\\{\n\r]/g;

/** The comments of a C# text, those inside of interpolation holes included. */
export function csharpComments(text: string): readonly Comment[] {
  const comments: Comment[] = [];
  let at = 0;
  for (;;) {
    OPENER.lastIndex = at;
    if (!OPENER.test(text)) return comments;
    at = endWithHoles(text, OPENER.lastIndex, comments);
  }
}

/** Offset behind the C# literal whose quote stands at `at`, interpolation holes included. */
export function csharpLiteralEnd(text: string, at: number): number {
  return endWithHoles(text, at + 1, []);
}

/** Offset behind the comment or the literal whose opener ends at `behind`. Adds the comments to `comments`. */
function endWithHoles(text: string, behind: number, comments: Comment[]): number {
  const holes: Hole[] = [];
  let at = endOrHole(text, behind, comments, holes);
  for (let hole = holes.at(-1); hole; hole = holes.at(-1)) {
    OPENER_IN_HOLE.lastIndex = at;
    if (!OPENER_IN_HOLE.test(text)) return text.length;
    at = OPENER_IN_HOLE.lastIndex;
    switch (text.charCodeAt(at - 1)) {
      case BRACE:
        hole.depth++;
        break;
      case BACKSLASH:
        // Code holds none, but the format behind it may: `{time:HH \"h\"}`.
        if (isOneLine(hole.string)) at++;
        break;
      case CLOSING_BRACE:
        if (hole.depth-- > 0) break;
        holes.pop();
        at = restOfString(text, at, hole.string, holes);
        break;
      default:
        at = endOrHole(text, at, comments, holes);
    }
  }
  return at;
}

/** Offset behind the comment or the literal whose opener ends at `behind`, or behind the braces of its first hole. */
function endOrHole(text: string, behind: number, comments: Comment[], holes: Hole[]): number {
  switch (text.charCodeAt(behind - 1)) {
    case SINGLE_QUOTE:
      return characterEnd(text, behind - 1);
    case DOUBLE_QUOTE:
      return openString(text, behind - 1, holes);
    case SLASH: {
      const end = lineCommentEnd(text, behind, false);
      comments.push({ span: { start: behind - 2, end }, kind: 'line' });
      return end;
    }
    default: {
      const end = endOf(text, '*/', behind);
      comments.push({ span: { start: behind - 2, end }, kind: 'block' });
      return end;
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
  const oneLine = isOneLine(string);
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

/** True when the string ends with its line and a backslash escapes. */
function isOneLine({ quotes, verbatim }: CsharpString): boolean {
  return quotes < 3 && !verbatim;
}

function runLength(text: string, at: number, code: number): number {
  let end = at;
  while (text.charCodeAt(end) === code) end++;
  return end - at;
}
