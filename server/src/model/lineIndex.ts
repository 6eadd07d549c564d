import { grown } from './grown.ts';

/** Offsets of the first character of each line; the first entry is always 0. Lines end with `\n`, `\r\n` or `\r`. */
export type LineStarts = ArrayLike<number>;

/** A zero-based line and a zero-based UTF-16 column. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** There is room for so many lines and for those of a text whose lines are that long, before it turns out how many there are. */
const FEW_LINES = 16;
const USUAL_LINE = 20;

const LF = 10;
const CR = 13;
/**
 * Looked for by a pattern, which a compiler leaves where it stands: a plain search has no effect, so V8 moves it out of
 * loops, and then it goes through the whole text for each line that somebody asks for.
 */
const RETURN = /\r/;

/** Finds where each line of `text` starts, in one pass. */
export function lineStartsOf(text: string): LineStarts {
  let starts = new Int32Array(FEW_LINES + text.length / USUAL_LINE);
  let count = 1;
  const add = (start: number): void => {
    if (count === starts.length) starts = grown(starts);
    starts[count++] = start;
  };
  if (RETURN.test(text)) {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) add(at + 1);
    }
  } else for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) add(at + 1);
  return starts.slice(0, count);
}

/** Translates an offset to line and column; offsets past the end land on the last line. */
export function lineColumnAt(starts: LineStarts, offset: number): LineColumn {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: offset - (starts[low] ?? 0) };
}

/**
 * Translates line and column to an offset. A line past the end counts as the last one, a column behind its line as the end of that
 * line; where the last line ends is not known here.
 */
export function offsetAt(starts: LineStarts, position: LineColumn): number {
  const line = Math.max(0, Math.min(position.line, starts.length - 1));
  const start = starts[line] ?? 0;
  const next = starts[line + 1];
  const offset = start + Math.max(0, position.column);
  return next === undefined ? offset : Math.min(offset, next - 1);
}
