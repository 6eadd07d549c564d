import { isDigit } from './isDigit.ts';

/** Compares two strings by UTF-16 code units: the same everywhere, whatever the locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares IDs so that numbers inside count as numbers: `SRS-2` before `SRS-10`. Ties are broken by code units. */
export function compareIds(a: string, b: string): number {
  let i = sharedRuns(a, b);
  let j = i;
  while (i < a.length && j < b.length) {
    const left = a.slice(i, runEnd(a, i));
    const right = b.slice(j, runEnd(b, j));
    if (left !== right) {
      const bothNumbers = isDigit(left.charCodeAt(0)) && isDigit(right.charCodeAt(0));
      return (bothNumbers ? Number(left) - Number(right) : 0) || compareText(left, right);
    }
    i += left.length;
    j += right.length;
  }
  return a.length - i - (b.length - j);
}

/** Offset of the first run of digits or other characters in which two texts can differ: IDs of a project begin alike. */
function sharedRuns(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  const digits = isDigit(a.charCodeAt(at - 1));
  while (at > 0 && isDigit(a.charCodeAt(at - 1)) === digits) at--;
  return at;
}

/** Offset behind the digits, or behind what is no digit, that start at `start`. */
function runEnd(text: string, start: number): number {
  const digits = isDigit(text.charCodeAt(start));
  let end = start + 1;
  while (end < text.length && isDigit(text.charCodeAt(end)) === digits) end++;
  return end;
}
