const APOSTROPHE = 39;
const BACKSLASH = 92;
const NEWLINE = /[\n\r]/g;
const DOUBLE_QUOTE_STOP = /["\\\n\r]/g;
const SINGLE_QUOTE_STOP = /['\\\n\r]/g;

/** Offset of the first line break at or after `at`, or the end of the text. */
export function lineEndAfter(text: string, at: number): number {
  NEWLINE.lastIndex = at;
  return NEWLINE.test(text) ? NEWLINE.lastIndex - 1 : text.length;
}

/**
 * Offset behind the one-line string whose quote (`'` or `"`) stands at `at`. Backslash escapes; a string that is not
 * closed ends before the line break.
 */
export function quotedEnd(text: string, at: number): number {
  return quotedRest(text, at + 1, text.charCodeAt(at));
}

/** The same for what is left of such a string from `at` on, with the code of its quote. */
export function quotedRest(text: string, at: number, quote: number): number {
  const stop = quote === APOSTROPHE ? SINGLE_QUOTE_STOP : DOUBLE_QUOTE_STOP;
  stop.lastIndex = at;
  while (stop.test(text)) {
    const code = text.charCodeAt(stop.lastIndex - 1);
    if (code === quote) return stop.lastIndex;
    if (code !== BACKSLASH) return stop.lastIndex - 1;
    stop.lastIndex += text.startsWith('\r\n', stop.lastIndex) ? 2 : 1;
  }
  return text.length;
}

/** Offset behind the first `terminator` at or after `at`, or the end of the text. No escapes. */
export function endOf(text: string, terminator: string, at: number): number {
  const found = text.indexOf(terminator, at);
  return found < 0 ? text.length : found + terminator.length;
}

/**
 * Offset behind the first match of `stop` at or after `at` that no backslash escapes, or the end of the text.
 * `stop` is global and has the backslash as one of its alternatives.
 */
export function endOfEscaped(text: string, stop: RegExp, at: number): number {
  stop.lastIndex = at;
  while (stop.test(text)) {
    if (text.charCodeAt(stop.lastIndex - 1) !== BACKSLASH) return stop.lastIndex;
    stop.lastIndex += 1;
  }
  return text.length;
}
