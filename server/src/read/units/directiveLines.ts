import { isLineBreak } from './whitespace.ts';

/** Lines that may stand between a unit and its documentation. Some pragmas are about the file, or about more than the next unit. */
const LEADING = /[ \t]*#[ \t]*(?:if|pragma\b(?![ \t]+(?:once|comment|(?:end)?region|mark)\b))/y;
/** How many of them. */
const MAX_LEADING = 4;

/** True when nothing but blanks stands before `at` on its line, as before the `#` of a directive. */
export function startsLine(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const code = text.charCodeAt(before);
    if (isLineBreak(code)) return true;
    if (!isBlank(code)) return false;
  }
  return true;
}

/** Nobody indents deeper. */
const DEEPEST = 200;

/** How many blanks stand before `at` on its line; undefined when anything else, or more of them, does. */
export function indentationOf(text: string, at: number): number | undefined {
  for (let count = 0; count <= DEEPEST; count++) {
    const before = text.charCodeAt(at - count - 1);
    if (at === count || isLineBreak(before)) return count;
    if (!isBlank(before)) return undefined;
  }
  return undefined;
}

/**
 * Start of the lines with `#if` and `#pragma` directly above `at`: documentation stands above what tells when a unit holds, and
 * above what compilers of firmware are told of it (`#pragma vector=TIMER0_VECTOR`).
 */
export function aboveDirectives(text: string, at: number): number {
  let start = at;
  for (let hops = 0; hops < MAX_LEADING; hops++) {
    let lineStart = start;
    while (isBlank(text.charCodeAt(lineStart - 1))) lineStart--;
    if (lineStart === 0 || !isLineBreak(text.charCodeAt(lineStart - 1))) return start;
    const previousEnd = lineStart - (text.startsWith('\r\n', lineStart - 2) ? 2 : 1);
    let previous = previousEnd;
    while (previous > 0 && !isLineBreak(text.charCodeAt(previous - 1))) previous--;
    LEADING.lastIndex = previous;
    if (!LEADING.test(text) || LEADING.lastIndex > previousEnd) return start;
    start = previous;
  }
  return start;
}

/** Behind an `#if` a comment tells when the unit holds; behind others it is about them. */
const DIRECTIVE_BEFORE = /[\n\r][ \t]*#[ \t]*(?:el|end|pragma)[^\n\r]*$/;

/** True for a comment at `at` that is about a directive in front of it on its line. */
export function standsBehindDirective(text: string, at: number): boolean {
  return DIRECTIVE_BEFORE.test(text.slice(Math.max(0, at - DEEPEST), at));
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xfeff;
}
