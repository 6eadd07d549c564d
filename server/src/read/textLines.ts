import { countWhile } from '../model/countWhile.ts';
import { type LineStarts, lineStartsOf } from '../model/lineIndex.ts';

/** A line with its place; the line break is not part of `text`. */
export interface Line {
  readonly text: string;
  readonly start: number;
}

const LF = 10;
const CR = 13;
const TAB = 9;
const SPACE = 32;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * The lines of one text, cut out only when they are asked for. Lines end with `\n`, `\r\n` or `\r`; behind the last
 * line every line is empty.
 */
export class TextLines {
  readonly text: string;
  #starts: LineStarts | undefined;

  constructor(text: string, starts?: LineStarts) {
    this.text = text;
    this.#starts = starts;
  }

  /** Offsets of the first characters of the lines; looked for when somebody asks for the first time. */
  get starts(): LineStarts {
    this.#starts ??= lineStartsOf(this.text);
    return this.#starts;
  }

  /** Number of lines; a line end at the end of the text opens one more, which is empty. */
  get count(): number {
    return this.starts.length;
  }

  /** Offset of the first character of a line; the end of the text for lines behind the last. */
  startOf(index: number): number {
    return this.starts[index] ?? this.text.length;
  }

  /** Offset behind the last character of a line, without its line break. */
  endOf(index: number): number {
    const next = this.starts[index + 1];
    if (next === undefined) return this.text.length;
    return this.text.charCodeAt(next - 1) === LF && this.text.charCodeAt(next - 2) === CR ? next - 2 : next - 1;
  }

  /** A line as a text of its own. */
  at(index: number): Line {
    const start = this.startOf(index);
    return { text: this.text.slice(start, this.endOf(index)), start };
  }

  /**
   * Offset of the first character of a line that is neither blank nor tab; the line's end when there is none. A byte order mark in front is passed
   * over: where files were put together it stands in front of a heading, and nobody sees it.
   */
  firstOf(index: number): number {
    let at = this.startOf(index);
    if (this.text.charCodeAt(at) === BYTE_ORDER_MARK) at++;
    while (at < this.text.length && isBlank(this.text.charCodeAt(at))) at++;
    return at;
  }

  /** Code of the character at {@link firstOf}; -1 at the end of the text, behind which an engine is slow to look. */
  firstCodeOf(index: number): number {
    const at = this.firstOf(index);
    return at < this.text.length ? this.text.charCodeAt(at) : -1;
  }

  /** Index of the line that starts at an offset, or undefined when none does. */
  indexAt(start: number): number | undefined {
    const index = countWhile(this.starts.length, (line) => (this.starts[line] ?? 0) < start);
    return this.starts[index] === start ? index : undefined;
  }
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
