import type { Comment } from '../comments/comment.ts';
import { behindComment, commentsBefore } from './documentation.ts';

const BACKQUOTE = 96;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const SLASH = 47;

const BLANK = /[\s\ufeff]*/y;

/** What `next` gives when nothing is left. */
export const END = -1;

/** A place in a text of a language with `//` comments, that moves over code and passes literals and comments. */
export class CodeCursor {
  /** Offset of what comes next. */
  at = 0;
  readonly #text: string;
  readonly #comments: readonly Comment[];
  readonly #literalEnd: (text: string, at: number) => number;
  /** Index of the comment that `commentAt` found last, or of the next one. */
  #comment = 0;

  /** `literalEnd` gives the offset behind the literal whose quote stands at `at`. */
  constructor(text: string, comments: readonly Comment[], literalEnd: (text: string, at: number) => number) {
    this.#text = text;
    this.#comments = comments;
    this.#literalEnd = literalEnd;
  }

  /**
   * Goes behind the next match outside of comments and literals and gives its last character, or `END`. The pattern is
   * global, and has quotes and the slash among its alternatives.
   */
  next(pattern: RegExp): number {
    for (;;) {
      pattern.lastIndex = this.at;
      if (!pattern.test(this.#text)) {
        this.at = this.#text.length;
        return END;
      }
      this.at = pattern.lastIndex;
      const code = this.#text.charCodeAt(this.at - 1);
      switch (code) {
        case DOUBLE_QUOTE:
        case SINGLE_QUOTE:
        case BACKQUOTE:
          this.at = this.#literalEnd(this.#text, this.at - 1);
          break;
        case SLASH:
          this.at = this.commentAt(this.at - 1)?.span.end ?? this.at;
          break;
        default:
          return code;
      }
    }
  }

  /** The comment that starts at `at`. Places are asked for in ascending order. */
  commentAt(at: number): Comment | undefined {
    while ((this.#comments[this.#comment]?.span.start ?? at) < at) this.#comment++;
    const comment = this.#comments[this.#comment];
    return comment?.span.start === at ? comment : undefined;
  }

  /** Goes behind white space and comments; gives the character that follows, NaN at the end. */
  passBlank(): number {
    for (;;) {
      BLANK.lastIndex = this.at;
      BLANK.test(this.#text);
      this.at = BLANK.lastIndex;
      const code = this.#text.charCodeAt(this.at);
      const comment = code === SLASH ? this.commentAt(this.at) : undefined;
      if (!comment) return code;
      this.at = comment.span.end;
    }
  }

  /** Goes back to `at`, or behind the comment that stands there. */
  return(at: number): void {
    this.#comment = commentsBefore(this.#comments, at);
    this.at = behindComment(this.#comments, at);
  }
}
