/** A text in quotes, and the offset behind the quote that ends it. */
export interface QuotedText {
  readonly text: string;
  readonly end: number;
}

/** Escapes of one letter in double quotes. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  [' ', ' '],
  ['_', '\u00a0'],
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['L', '\u2028'],
  ['N', '\u0085'],
  ['P', '\u2029'],
]);

/** How many hexadecimal digits follow a letter. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

const HIGHEST = 0x10ffff;

/** What decides something in double quotes, and in single ones. */
const DOUBLE = /["\\\n]/g;
const SINGLE = /['\n]/g;

/**
 * The text in the quotes that open at `start`; lines that go on with it are indented deeper than `parent`. Undefined where the full parser must
 * decide, so that nothing here knows about errors.
 */
export function quotedAt(text: string, start: number, end: number, parent: number): QuotedText | undefined {
  const quote = text.charAt(start);
  const decisive = quote === '"' ? DOUBLE : SINGLE;
  let value = '';
  let from = start + 1;
  for (;;) {
    decisive.lastIndex = from;
    const at = decisive.exec(text)?.index ?? end;
    if (at >= end) return undefined;
    const character = text.charAt(at);
    if (character === '\n') {
      const line = lineBelow(text, at, end, parent);
      if (!line) return undefined;
      value += text.slice(from, withoutBlanks(text, from, at)) + (line.blank === 0 ? ' ' : '\n'.repeat(line.blank));
      from = line.start;
    } else if (character === '\\') {
      value += text.slice(from, at);
      const escaped = escapeAt(text, at + 1, end, parent);
      if (!escaped) return undefined;
      value += escaped.text;
      from = escaped.end;
    } else if (quote === "'" && text.charAt(at + 1) === quote) {
      value += text.slice(from, at + 1);
      from = at + 2;
    } else {
      return { text: value + text.slice(from, at), end: at + 1 };
    }
  }
}

/** Where the blanks at the end of a stretch begin, those of the line end included. */
function withoutBlanks(text: string, from: number, to: number): number {
  let end = to;
  while (end > from && /[ \t\r]/.test(text.charAt(end - 1))) end--;
  return end;
}

/** The next line with something on it, and how many blank ones are above. */
function lineBelow(
  text: string,
  lineEnd: number,
  end: number,
  parent: number,
): { readonly start: number; readonly blank: number } | undefined {
  let blank = 0;
  for (let line = lineEnd + 1; line < end; ) {
    let start = line;
    while (text.charCodeAt(start) === 32) start++;
    const first = text.charAt(start);
    if (first === '\t' || start >= end) return undefined;
    if (first !== '\n' && !text.startsWith('\r\n', start)) return start - line > parent ? { start, blank } : undefined;
    blank++;
    line = text.indexOf('\n', start) + 1;
  }
  return undefined;
}

/** What a backslash in front of `at` makes of what follows it. */
function escapeAt(text: string, at: number, end: number, parent: number): QuotedText | undefined {
  const letter = text.charAt(at);
  const single = LETTERS.get(letter);
  if (single !== undefined) return { text: single, end: at + 1 };
  if (letter === '\n' || text.startsWith('\r\n', at)) {
    const line = lineBelow(text, text.indexOf('\n', at), end, parent);
    return line && { text: '\n'.repeat(line.blank), end: line.start };
  }
  const digits = text.slice(at + 1, at + 1 + (DIGITS.get(letter) ?? 0));
  const code =
    /^[\dA-Fa-f]{2,}$/.test(digits) && digits.length === DIGITS.get(letter) ? Number.parseInt(digits, 16) : -1;
  return code < 0 || code > HIGHEST ? undefined : { text: String.fromCodePoint(code), end: at + 1 + digits.length };
}
