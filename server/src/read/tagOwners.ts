import { ACTIVE_KINDS, type LanguageId, type TagFact, type UnitFact } from '../model/facts.ts';
import type { Span } from '../model/span.ts';
import type { Comment } from './comments/comment.ts';
import { lineEndAfter } from './comments/literals.ts';
import { behindPrologue, openerAt } from './lineOpeners.ts';
import { createUnitLocator, type UnitPlace } from './unitLocator.ts';
import { commentsBefore, describesFile, lineBreaksBetween, standsFirst } from './units/documentation.ts';
import { isLineBreak, isSpace } from './units/whitespace.ts';
import { declarationsIn } from './units.ts';

/** A text of code, with what has been found in it. */
export interface CodeText {
  readonly text: string;
  readonly language: LanguageId;
  readonly comments: readonly Comment[];
  readonly units: readonly UnitFact[];
}

/** What something in a comment belongs to. */
export interface Owner {
  /** The innermost unit that it belongs to or stands in, or -1 for the file. */
  readonly unit: number;
  /** True when it belongs to its own place alone, not to the unit or file. */
  readonly local: boolean;
  /** Qualified name of the function that is declared in its place, without a body. */
  readonly declares?: string | undefined;
}

/** What a fact says of its owner. */
export function ownerFact({ unit, local, declares }: Owner): Pick<TagFact, 'unit' | 'local' | 'declares'> {
  if (!local) return { unit };
  return declares === undefined ? { unit, local } : { unit, local, declares };
}

/** Comments that stand together: on one line or on lines below each other, with nothing in between. */
interface CommentGroup {
  readonly first: number;
  readonly last: number;
  readonly span: Span;
  /** True when no code stands in front on the line. */
  readonly leads: boolean;
  /** Offset of the code that stands on the same line or on the one below; -1 for none. */
  readonly code: number;
}

/** How long the head of a class may be that a comment stands in or behind. */
const MAX_HEAD = 1000;
/** How far a line is looked back along. */
const MAX_LINE = 1000;
const IN_HEAD = /^[^;{}]*(?:\{[ \t]*)?$/;
const IN_PYTHON_HEAD = /^[^\n\r]*$/;
const DECLARED_NAME = /(?:[\w*]+\s+){0,8}?(?:\*\s*)?([\w$#\u0080-\uffff]+)\s*(?:[?!]\s*)?[(<]/y;

/**
 * Tells what a tag or suppression belongs to. In the documentation of a function or class, behind it on its last line,
 * and inside of a function it belongs to that unit. Among declarations, of a file or a class, it belongs to
 * what it describes: a comment on something that is no unit has its own place alone; one that describes nothing, or the
 * head of a file, belongs to the file or class around if none of its units stands before. Time is linear in what is
 * asked for and in the length of the text, when places are asked for in order.
 */
export class TagOwners {
  readonly #code: CodeText;
  readonly #locate: (place: Span) => UnitPlace;
  #group: CommentGroup | undefined;
  #headEnd: number | undefined;
  #declarations: ReadonlyMap<number, string> | undefined;
  /** The comment that was asked about last, and whether it says what it belongs to. */
  #asked: Comment | undefined;
  #speaks = false;

  constructor(code: CodeText) {
    this.#code = code;
    this.#locate = createUnitLocator(code.text, code.units);
  }

  /** What a place belongs to: a comment, or code that holds a tag. */
  of(place: Span): Owner {
    const { unit, inside, before } = this.#locate(place);
    const fact = this.#code.units[unit];
    if (!inside || (fact && ACTIVE_KINDS.has(fact.kind))) return { unit, local: false };
    const index = this.#commentAt(place);
    if (index < 0) return { unit, local: true };
    const group = this.#groupOf(index);
    if (this.#saysWhole(index) || (fact && this.#isInHead(fact, group))) return { unit, local: false };
    if (group.leads && this.#isWhole(group, unit, before)) return { unit, local: false };
    const implementation = this.#implementationOf(group, unit, before);
    if (implementation >= 0) return { unit: implementation, local: false };
    return { unit, local: true, declares: this.#declaredAt(group) };
  }

  /** The code that a comment speaks for: the unit or file that it belongs to, or its place with what it describes there. */
  scopeOf(place: Span): Span {
    const { unit, local } = this.of(place);
    if (local) return this.#extentOf(place);
    const fact = this.#code.units[unit];
    if (!fact) return { start: 0, end: this.#code.text.length };
    return { start: Math.min(fact.span.start, fact.docSpan?.start ?? fact.span.start), end: fact.span.end };
  }

  /** A comment with what it describes, up to the end of the line. */
  #extentOf(place: Span): Span {
    const { text } = this.#code;
    const index = this.#commentAt(place);
    if (index < 0) return place;
    const { span, code, leads } = this.#groupOf(index);
    let { start } = span;
    if (!leads) while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
    return { start, end: lineEndAfter(text, leads && code >= 0 ? code : span.end) };
  }

  /** Index of the comment that a place stands in, or -1. */
  #commentAt({ start }: Span): number {
    const { comments } = this.#code;
    const index = commentsBefore(comments, start + 1) - 1;
    return (comments[index]?.span.end ?? start) > start ? index : -1;
  }

  /** True for docstrings, for comments that describe the file, and for those that describe what is around in Rust. */
  #saysWhole(index: number): boolean {
    const { text, language, comments } = this.#code;
    const comment = comments[index];
    if (!comment || comment === this.#asked) return this.#speaks;
    const inner = language === 'rust' && text.charAt(comment.span.start + 2) === '!';
    this.#asked = comment;
    this.#speaks = comment.kind === 'doc' || inner || describesFile(text, comment);
    return this.#speaks;
  }

  #groupOf(index: number): CommentGroup {
    const known = this.#group;
    if (known && known.first <= index && index <= known.last) return known;
    const { text, comments } = this.#code;
    let first = index;
    while (this.#isJoined(first - 1, true)) first--;
    const leads = standsFirst(text, comments, first);
    let last = index;
    while (this.#isJoined(last, leads)) last++;
    const span = { start: comments[first]?.span.start ?? 0, end: comments[last]?.span.end ?? 0 };
    this.#group = { first, last, span, leads, code: leads ? codeBelow(text, span.end) : -1 };
    return this.#group;
  }

  /** True when the comment of an index and the next one stand together; on one line only, unless `below` is allowed. */
  #isJoined(index: number, below: boolean): boolean {
    const { text, comments } = this.#code;
    const upper = comments[index];
    const lower = comments[index + 1];
    const breaks = upper && lower && lineBreaksBetween(text, upper.span.end, lower.span.start);
    if (breaks === undefined || breaks > 1) return false;
    return breaks === 0 || (below && standsFirst(text, comments, index));
  }

  /** True when a comment stands between the name of a unit and its body, or right behind the brace that opens it. */
  #isInHead({ nameSpan, span }: UnitFact, group: CommentGroup): boolean {
    const { text, language, comments } = this.#code;
    let from = nameSpan.end <= group.span.start ? nameSpan.end : span.start;
    if (group.span.start - from > MAX_HEAD) return false;
    let head = '';
    for (let index = commentsBefore(comments, from); index < group.first; index++) {
      const comment = comments[index];
      if (!comment) break;
      head += text.slice(from, comment.span.start);
      from = comment.span.end;
    }
    head += text.slice(from, group.span.start);
    return (language === 'python' ? IN_PYTHON_HEAD : IN_HEAD).test(head);
  }

  /** True when the comments describe the file or class around, whose first unit is the one behind it. */
  #isWhole({ code, span }: CommentGroup, around: number, before: number): boolean {
    const { text, language, units } = this.#code;
    const opener = code < 0 ? 'room' : openerAt(text, language, code);
    if (opener === 'head') return span.start < this.#endOfHead();
    if (opener === 'other' || before > around + 1) return false;
    // What stands further in than the units does so inside of something that is none.
    const first = units[before]?.parent === around ? units[before] : undefined;
    return !first || indentation(text, span.start) <= indentation(text, first.span.start);
  }

  /** Offset of the first code of the file but what every file begins with. */
  #endOfHead(): number {
    const { text, language, comments } = this.#code;
    if (this.#headEnd !== undefined) return this.#headEnd;
    let comment = 0;
    let at = 0;
    for (;;) {
      while (at < text.length && isSpace(text.charCodeAt(at))) at++;
      const next = comments[comment];
      if (next && next.span.start <= at) {
        at = Math.max(at, next.span.end);
        comment++;
        continue;
      }
      const end = behindPrologue(text, language, at);
      if (end === at) break;
      at = end;
    }
    this.#headEnd = at;
    return at;
  }

  /** The function that is declared below comments, or in front of them on the same line. */
  #declaredAt({ code, leads, span }: CommentGroup): string | undefined {
    const { text, language, comments } = this.#code;
    this.#declarations ??= declarationsIn(text, language, comments);
    if (leads) return this.#declarations.get(code);
    let end = span.start;
    while (end > 0 && isSpace(text.charCodeAt(end - 1)) && !isLineBreak(text.charCodeAt(end - 1))) end--;
    return this.#declarations.get(end - 1);
  }

  /** In TypeScript a function may be declared several times before it is defined: the definition, or -1. */
  #implementationOf({ code }: CommentGroup, around: number, next: number): number {
    const { text, language, units } = this.#code;
    const unit = units[next];
    if (language !== 'typescript' || code < 0 || !unit || unit.parent !== around || !ACTIVE_KINDS.has(unit.kind))
      return -1;
    DECLARED_NAME.lastIndex = code;
    return DECLARED_NAME.exec(text)?.[1] === unit.name ? next : -1;
  }
}

/** How many characters stand before the first word of the line of `at`. */
function indentation(text: string, at: number): number {
  let start = at;
  while (start > 0 && at - start < MAX_LINE && !isLineBreak(text.charCodeAt(start - 1))) start--;
  let word = start;
  while (word < at && isSpace(text.charCodeAt(word))) word++;
  return word - start;
}

/** Offset of what follows on the same line or on the next, or -1. */
function codeBelow(text: string, from: number): number {
  let breaks = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isSpace(code)) return breaks > 1 ? -1 : at;
    if (isLineBreak(code) && !(code === 13 && text.charCodeAt(at + 1) === 10)) breaks++;
  }
  return -1;
}
