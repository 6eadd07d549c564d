/** Letters of a box: its name, its title, and what else is said of it. */
export type TextStyle = 'name' | 'title' | 'note';

/** The width of a text on one line, in pixels. */
export type Measure = (text: string, style: TextStyle) => number;

/** Sizes of letters, in pixels; the page measures and draws with them. */
export const FONT_SIZE: Readonly<Record<TextStyle, number>> = { name: 13, title: 12, note: 11 };

/**
 * Breaks a text into at most `most` lines of a width, at blanks where it has them; what does not fit ends with `…`. Blanks and
 * line breaks of the text count as one blank each. An empty text has no lines.
 */
export function wrapped(text: string, style: TextStyle, width: number, most: number, measure: Measure): string[] {
  const lines: string[] = [];
  let rest = text.replace(/\s+/g, ' ').trim();
  while (rest !== '') {
    const fits = lengthThatFits(rest, style, width, measure);
    if (fits >= rest.length) return [...lines, rest];
    if (lines.length === most - 1) {
      const cut = lengthThatFits(rest, style, width - measure('…', style), measure);
      return [...lines, `${rest.slice(0, cut).trimEnd()}…`];
    }
    const blank = rest.lastIndexOf(' ', fits);
    const end = blank > 0 ? blank : fits;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return lines;
}

/** How many characters of the start of a text fit, at least one. */
function lengthThatFits(text: string, style: TextStyle, width: number, measure: Measure): number {
  let fits = 1;
  let most = Math.min(text.length, LONGEST);
  while (fits < most) {
    const middle = Math.ceil((fits + most) / 2);
    if (measure(text.slice(0, middle), style) <= width) fits = middle;
    else most = middle - 1;
  }
  // Half of a character is no character.
  return isHighSurrogate(text.charCodeAt(fits - 1)) && fits > 1 ? fits - 1 : fits;
}

/** No line of a box holds more, however narrow its letters are. */
const LONGEST = 400;

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
