import type { Candidate } from './candidate.ts';
import { ANNOTATION, UPPER_CASE } from './cWords.ts';
import { indentationOf } from './directiveLines.ts';
import { lineBreaksBetween } from './documentation.ts';
import type { Token } from './headerTokens.ts';
import { TEST_MACRO } from './testMacro.ts';

const EMPTY_LINE = /\n[ \t]*\r?\n|\r[ \t]*\r/;
const ALTERNATIVE = /[\n\r][ \t]*#[ \t]*el/;
/** More macros than that are a list of definitions, too. */
const MAX_ANNOTATIONS = 32;
const COMMENT_BELOW = /^[ \t]*(?:\r\n?|\n)[ \t]*\/[*/]/;

/**
 * Where a declaration of C or C++ begins. Macros without a semicolon may stand in front: some are a part of it (`RETURNS(int)`), some annotate it on the
 * lines above (`DEPRECATED("use start")`), others stand by themselves (`DEFINE_LOCK(a)`, `BEGIN_DECLS`).
 */
export class DeclarationStart {
  /** Index of the first token. */
  at = 0;
  /** Offset of the macros on the lines above that annotate the declaration: its documentation stands above them. */
  outer: number | undefined;
  /** True when the last candidate that was chosen stands in a list of macros. */
  listed = false;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  /** Where a candidate stood at the very start of the declaration. */
  #leading = -1;
  /** All candidates so far, those that were not chosen too. */
  #passed: Candidate[] = [];
  /** Index of the last token for which `#emptyLineBehind` looked, and what it found: many candidates ask for the same. */
  #looked = -1;
  #isEmptyLine = false;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  /** Begins anew at the token with that index: all in front is known not to be a part of the declaration. */
  restart(at: number): void {
    this.#beginAt(at);
    this.listed = false;
    this.#passed = [];
  }

  /** Notes a candidate. */
  pass(candidate: Candidate): void {
    if (candidate.start === this.at) this.#leading = candidate.start;
    this.#passed.push(candidate);
  }

  /** Moves on to the declaration of which `next` is the name, with so many words in between since the last candidate. */
  moveTo(next: Candidate, words: number): void {
    const macro = this.#passed.at(-1);
    if (!macro) return;
    if (words > 0 && !this.#isRightBehind(macro, next)) this.#moveBehind(macro, next);
    else if ((this.listed && next.macro) || this.#emptyLineBehind(macro)) this.#beginAt(next.start);
    else if (!ANNOTATION.test(macro.name) && this.#othersBefore(macro)) this.#beginAt(macro.start);
  }

  /** True when a name follows a candidate at once: what counted as words before it qualifies it, or is the name of a macro. */
  #isRightBehind({ end }: Candidate, next: Candidate): boolean {
    if (next.start !== end + 1) return false;
    return next.qualifier === '' || lineBreaksBetween(this.#text, ...this.#gapBehind(end)) === 0;
  }

  /** Begins anew behind a candidate. Where another branch of an `#if` has the same function, its documentation stands above the first. */
  #moveBehind({ name, start, end }: Candidate, next: Candidate): void {
    const isAlternative = name === next.name && ALTERNATIVE.test(this.#text.slice(...this.#gapBehind(end)));
    const outer = isAlternative ? (this.outer ?? this.#offset(this.firstBefore(start))) : undefined;
    this.#beginAt(end + 1);
    this.outer = outer ?? this.outer;
  }

  #beginAt(at: number): void {
    this.outer = this.#annotationsAbove(at);
    this.at = at;
  }

  /**
   * True for a macro that stands on a line of its own below the chosen one, with which the declaration begins: `RETURNS(int)` in front of
   * `NAME(a)`, or a list of definitions. What annotates a function stands behind it, or deeper on the next line.
   */
  isBelow(next: Candidate, chosen: Candidate): boolean {
    if (!chosen.macro || TEST_MACRO.test(chosen.name) || next.literal || !UPPER_CASE.test(next.name)) return false;
    if (chosen.start !== this.at && !this.listed) return false;
    const indentation = indentationOf(this.#text, this.#offset(next.start));
    if (indentation === undefined) return false;
    return indentation <= (indentationOf(this.#text, this.#offset(this.at)) ?? 0) || this.#emptyLineBehind(chosen);
  }

  /** Index of the first token, if the one at `limit` is a part of the declaration: words of macros that stand by themselves are none. */
  firstBefore(limit: number): number {
    let first = this.at;
    while (first < limit && this.#standsAlone(first)) first++;
    return first;
  }

  /** True when the declaration begins with other macros than the last one. */
  #othersBefore(last: Candidate): boolean {
    return last.start > this.at && this.#leading === this.at;
  }

  /**
   * Offset of the first of the macros on the lines directly above the token at `start`; undefined where there is none, and where one comes
   * twice or there are many: that is a list of definitions.
   */
  #annotationsAbove(start: number): number | undefined {
    const names = new Set<string>();
    let top = start;
    for (let index = this.#passed.length - 1; index >= 0; index--) {
      const macro = this.#passed[index];
      if (macro && macro.start >= start) continue;
      if (macro?.end !== top - 1 || lineBreaksBetween(this.#text, ...this.#gapBehind(macro.end)) !== 1) break;
      if (indentationOf(this.#text, this.#offset(macro.start)) === undefined) break;
      if (names.has(macro.name) || names.size === MAX_ANNOTATIONS) return undefined;
      names.add(macro.name);
      top = macro.start;
    }
    return top < start ? this.#offset(top) : undefined;
  }

  /** True for a word that macros are called by, behind which an empty line or a comment stands in front of the next token. */
  #standsAlone(index: number): boolean {
    if (!UPPER_CASE.test(this.#tokens[index]?.text ?? '')) return false;
    const gap = this.#text.slice(...this.#gapBehind(index));
    return EMPTY_LINE.test(gap) || COMMENT_BELOW.test(gap);
  }

  #emptyLineBehind({ end }: Candidate): boolean {
    if (this.#looked !== end) this.#isEmptyLine = EMPTY_LINE.test(this.#text.slice(...this.#gapBehind(end)));
    this.#looked = end;
    return this.#isEmptyLine;
  }

  /** From the end of the token with an index up to the next one. */
  #gapBehind(index: number): [start: number, end: number] {
    return [this.#tokens[index]?.end ?? 0, this.#offset(index + 1)];
  }

  /** Offset of the token with an index. */
  #offset(index: number): number {
    return this.#tokens[index]?.start ?? 0;
  }
}
