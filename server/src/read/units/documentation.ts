import type { Span } from '../../model/span.ts';
import type { Comment } from '../comments/comment.ts';
import { isSpace, trimmedEnd } from './whitespace.ts';

/**
 * A command at the start of a line: elsewhere it is a part of a path (`docs\file.txt`), or a parameter in the style of Linux, which `@file:`
 * documents.
 */
const FILE_COMMENT = /(?:^|[\n\r])[ \t/*!#]*[@\\](?:file\b(?![ \t]*:)|(?:fileoverview|packageDocumentation)\b)/i;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const NO_BREAK_SPACE = 0xa0;

/**
 * The span of the comments that document a declaration: those between `outer` (its first decorator or attribute) and
 * `start`, and those directly above `outer`: on the lines before without an empty line in between, and not behind
 * code of another line. Comments that describe the file (`@file`) and docstrings, which stand inside, never count. `isOther`
 * tells by the start of a comment behind `outer` that it is about something else.
 */
export function documentationAbove(
  text: string,
  comments: readonly Comment[],
  outer: number,
  start: number,
  isOther: (text: string, at: number) => boolean = isNone,
): Span | undefined {
  let index = commentsBefore(comments, start) - 1;
  let first: Comment | undefined;
  let last: Comment | undefined;
  let below = outer;
  for (; index >= 0; index--) {
    const comment = comments[index];
    if (!comment || comment.kind === 'doc') break;
    if (comment.span.start < outer) {
      const breaks = lineBreaksBetween(text, comment.span.end, below);
      if (breaks === undefined || breaks > 1) break;
      if (breaks === 1 && !standsFirst(text, comments, index)) break;
      if (describesFile(text, comment)) break;
      below = comment.span.start;
    } else if (isOther(text, comment.span.start)) continue;
    first = comment;
    last ??= comment;
  }
  return first && last ? { start: first.span.start, end: last.span.end } : undefined;
}

function isNone(): boolean {
  return false;
}

/** True for a comment that says that it describes the file: `@file`, `@fileoverview`, `@packageDocumentation`. */
export function describesFile(text: string, { span }: Comment): boolean {
  return FILE_COMMENT.test(text.slice(span.start, span.end));
}

/** How many of the comments start before `offset`. */
export function commentsBefore(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.span.start ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The end of the comment that `at` stands in, or `at`. */
export function behindComment(comments: readonly Comment[], at: number): number {
  return Math.max(at, comments[commentsBefore(comments, at) - 1]?.span.end ?? at);
}

/** Offset behind the last character before `at` that belongs to no white space and no comment. */
export function codeEndBefore(text: string, comments: readonly Comment[], at: number): number {
  let end = trimmedEnd(text, at);
  for (let index = commentsBefore(comments, end) - 1; ; index--) {
    const comment = comments[index];
    if (!comment || !endsAt(text, comment, end)) return end;
    end = trimmedEnd(text, comment.span.start);
  }
}

/** True when the comment, without white space behind its text, ends at `end`. */
export function endsAt(text: string, { span }: Comment, end: number): boolean {
  return span.end >= end && trimmedEnd(text, span.end) === end;
}

/** Line breaks in `[start, end)`, or undefined when anything but white space stands there. */
export function lineBreaksBetween(text: string, start: number, end: number): number | undefined {
  let breaks = 0;
  // From behind: many declarations may stand far below one comment.
  for (let at = end - 1; at >= start; at--) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) breaks++;
    else if (!isBlank(code)) return undefined;
  }
  return breaks;
}

/** True when nothing but white space and other comments stands before the comment on its line. */
export function standsFirst(text: string, comments: readonly Comment[], index: number): boolean {
  let at = comments[index]?.span.start ?? 0;
  for (let before = index; at > 0; ) {
    const code = text.charCodeAt(at - 1);
    const previous = comments[before - 1];
    if (code === LINE_FEED || code === CARRIAGE_RETURN) return true;
    if (previous?.span.end === at) {
      at = previous.span.start;
      before--;
    } else if (isBlank(code)) at--;
    else return false;
  }
  return true;
}

function isBlank(code: number): boolean {
  return isSpace(code) || code === NO_BREAK_SPACE;
}
