const CARRIAGE_RETURN = 13;
const LINE_FEED = 10;

const BLANK = /[\s\ufeff]*/y;

/** True for white space of any kind, a byte order mark included. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xfeff;
}

/** True for the characters that end a line. */
export function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

/** Offset behind the last character before `at` that is no white space. */
export function trimmedEnd(text: string, at: number): number {
  let end = at;
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--;
  return end;
}

/** Offset of the first character at or after `at` that is no white space. */
export function behindSpace(text: string, at: number): number {
  // Most often there is none, and that is cheap to tell.
  const code = text.charCodeAt(at);
  if (code > 32 && code < 128) return at;
  BLANK.lastIndex = at;
  BLANK.test(text);
  return BLANK.lastIndex;
}
