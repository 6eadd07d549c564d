import type { LineStarts } from '../lineIndex.ts';
import type { Words } from './layout.ts';

const MORE = 0x80;
const BITS = 7;

/** Lines that stand as their lengths in bytes that may be others soon. */
export class LineLengths {
  /** Number of lines. */
  readonly count: number;
  /** What {@link writeLines} writes for them. */
  readonly bytes: Uint8Array;

  constructor(count: number, bytes: Uint8Array) {
    this.count = count;
    this.bytes = bytes;
  }
}

/** Lines by where they start, or by their lengths where those are known. */
export type Lines = LineStarts | LineLengths;

/** How many lines there are. */
export function countOfLines(lines: Lines): number {
  return lines instanceof LineLengths ? lines.count : lines.length;
}

/**
 * How many bytes lines take, of which the first starts at 0 and none below the one before.
 * They are kept as their lengths, line breaks included and the last line left out: most take one byte where an offset
 * takes four. A length is written by seven bits at a time, the lowest first; all bytes but its last have the highest bit set.
 */
export function sizeOfLines(lines: Lines): number {
  if (lines instanceof LineLengths) return lines.bytes.length;
  let size = 0;
  for (let line = 1, last = 0; line < lines.length; line++) {
    const start = lines[line] ?? last;
    size++;
    for (let rest = start - last; rest >= MORE; rest >>>= BITS) size++;
    last = start;
  }
  return size;
}

/** Writes lines to the beginning of bytes that have room for them. */
export function writeLines(lines: Lines, bytes: Uint8Array): void {
  if (lines instanceof LineLengths) {
    bytes.set(lines.bytes);
    return;
  }
  let at = 0;
  for (let line = 1, last = 0; line < lines.length; line++) {
    const start = lines[line] ?? last;
    let rest = start - last;
    for (; rest >= MORE; rest >>>= BITS) bytes[at++] = (rest & (MORE - 1)) | MORE;
    bytes[at++] = rest;
    last = start;
  }
}

/** Starts of so many lines that {@link writeLines} has written. */
export function readLines(bytes: Uint8Array, count: number): LineStarts {
  const starts = new Int32Array(count);
  let at = 0;
  for (let line = 1, start = 0; line < count; line++) {
    let byte = bytes[at++] ?? 0;
    let shift = 0;
    for (; byte >= MORE; shift += BITS) {
      start += (byte & (MORE - 1)) << shift;
      byte = bytes[at++] ?? 0;
    }
    start += byte << shift;
    starts[line] = start;
  }
  return starts;
}

/** The bytes of the words in `[start, end)`; a view. */
export function bytesOf(words: Words, start: number, end: number): Uint8Array {
  const size = words.BYTES_PER_ELEMENT;
  return new Uint8Array(words.buffer, words.byteOffset + size * start, size * (end - start));
}
