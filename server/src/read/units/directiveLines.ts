import { isLineBreak } from './whitespace.ts';

const CONDITION = /[ \t]*#[ \t]*if/y;
/** How many `#if` lines may stand between a unit and its documentation. */
const MAX_CONDITIONS = 4;

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

/** Start of the `#if` lines directly above `at`: documentation above a conditional unit is still its own. */
export function aboveConditions(text: string, at: number): number {
  let start = at;
  for (let hops = 0; hops < MAX_CONDITIONS; hops++) {
    let lineStart = start;
    while (isBlank(text.charCodeAt(lineStart - 1))) lineStart--;
    if (lineStart === 0 || !isLineBreak(text.charCodeAt(lineStart - 1))) return start;
    const previousEnd = lineStart - (text.startsWith('\r\n', lineStart - 2) ? 2 : 1);
    let previous = previousEnd;
    while (previous > 0 && !isLineBreak(text.charCodeAt(previous - 1))) previous--;
    CONDITION.lastIndex = previous;
    if (!CONDITION.test(text) || CONDITION.lastIndex > previousEnd) return start;
    start = previous;
  }
  return start;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xfeff;
}
