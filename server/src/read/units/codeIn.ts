import type { Comment } from '../comments/comment.ts';
import { commentsBefore } from './documentation.ts';

/** The text in `[start, end)` with blanks in place of comments. Time is linear in its length. */
export function codeIn(text: string, comments: readonly Comment[], start: number, end: number): string {
  let code = '';
  let at = start;
  for (let index = Math.max(0, commentsBefore(comments, start) - 1); at < end; index++) {
    const span = comments[index]?.span ?? { start: end, end };
    if (span.end <= at) continue;
    const from = Math.min(Math.max(at, span.start), end);
    const behind = Math.min(span.end, end);
    code += text.slice(at, from) + ' '.repeat(behind - from);
    at = behind;
  }
  return code;
}
