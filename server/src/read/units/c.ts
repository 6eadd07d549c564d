import type { UnitFact } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import { cLiteralEnd } from '../comments/curly.ts';
import { lineEndAfter } from '../comments/literals.ts';
import type { Comment } from '../comments.ts';
import { type CHeader, functionIn, isLinkage, oldStyleFunctionIn } from './cHeader.ts';
import { commentsBefore, documentationAbove } from './documentation.ts';

const BACKSLASH = 92;
const BRACE = 123;
const CARRIAGE_RETURN = 13;
const CLOSING_BRACE = 125;
const HASH = 35;
const LINE_FEED = 10;
const SEMICOLON = 59;
const SLASH = 47;

const FILE_LEVEL = /[;{}"'#/]/g;
const BODY = /[{}"'#/]/g;
const BLANK = /[\s\ufeff]*/y;
const CONDITION = /[ \t]*#[ \t]*if/y;
const DIRECTIVE = /#[ \t]*([a-z]*)/y;
const DEAD_CONDITION = /#[ \t]*if[ \t]+(?:0\b|\([ \t]*0[ \t]*\))/y;
const CONDITIONAL_LINE = /(?:^|[\n\r])[ \t]*#[ \t]*(if|el|endif)/g;

/** How many `#if` lines may stand between a function and its documentation. */
const MAX_CONDITIONS = 4;
/** How many directives and comments are looked behind to tell whether a declaration is complete. */
const MAX_HOPS = 64;

/**
 * The functions of a C text that have a body, also behind macros and attributes and in the old style. Branches of
 * `#if` are read so that braces stay balanced: all of them where each is complete, the first where one opens more
 * than it closes. What `#if 0` hides does not count. When braces do not add up, a second reading ends functions where
 * a brace stands in the first column.
 */
export function cUnits(text: string, comments: readonly Comment[]): readonly UnitFact[] {
  const plain = new CScanner(text, comments, false).read();
  return plain.balanced ? plain.units : new CScanner(text, comments, true).read().units;
}

/** An `#if` whose `#endif` has not come yet. */
interface Branch {
  /** Open braces at the `#if`. */
  readonly depth: number;
  /** True when the `#if` stands inside of a declaration. */
  readonly open: boolean;
  /** Open braces behind the first branch that changed them. */
  settled?: number;
}

class CScanner {
  readonly #text: string;
  readonly #comments: readonly Comment[];
  /** True when a closing brace in the first column ends a function that starts there. */
  #byColumn: boolean;
  readonly #units: UnitFact[] = [];
  #branches: Branch[] = [];
  #at = 0;
  #comment = 0;
  #depth = 0;
  #balanced = true;
  /** Start of the current declaration, or of the white space before it. */
  #declaration = 0;
  /** True when the declaration is known to have begun. */
  #open = false;
  /** Directives and skipped branches inside of the current declaration, and of those since `#region`. */
  #holes: Span[] = [];
  /** End of the last body at file level: old-style parameters are looked for behind it. */
  #region = 0;
  /** `extern "C" {` that are open. */
  #linkages = 0;

  constructor(text: string, comments: readonly Comment[], byColumn: boolean) {
    this.#text = text;
    this.#comments = comments;
    this.#byColumn = byColumn;
  }

  read(): { readonly units: readonly UnitFact[]; readonly balanced: boolean } {
    const text = this.#text;
    for (;;) {
      FILE_LEVEL.lastIndex = this.#at;
      if (!FILE_LEVEL.test(text)) return { units: this.#units, balanced: this.#balanced };
      const found = FILE_LEVEL.lastIndex - 1;
      this.#at = found + 1;
      switch (text.charCodeAt(found)) {
        case SEMICOLON:
          this.#startDeclaration(found + 1);
          break;
        case SLASH:
          this.#passComment(found);
          break;
        case HASH:
          if (this.#startsLine(found)) this.#directive(found);
          break;
        case BRACE:
          this.#block(found);
          break;
        case CLOSING_BRACE:
          if (this.#linkages > 0) this.#linkages--;
          else this.#balanced = false;
          this.#startRegion(found + 1);
          break;
        default:
          this.#at = cLiteralEnd(text, found);
      }
    }
  }

  #startDeclaration(at: number): void {
    this.#declaration = at;
    this.#open = false;
  }

  #startRegion(at: number): void {
    this.#startDeclaration(at);
    this.#region = at;
    this.#holes = [];
  }

  /** Notes whether the declaration has begun before `at`; if not, it starts at `end` at the earliest. */
  #passBlank(at: number, end: number): void {
    if (this.#open) return;
    BLANK.lastIndex = this.#declaration;
    BLANK.test(this.#text);
    if (BLANK.lastIndex >= at) this.#declaration = end;
    else this.#open = true;
  }

  /** Moves behind the comment at `at`, if one stands there. */
  #passComment(at: number): boolean {
    const comment = this.#commentAt(at);
    if (!comment) return false;
    if (this.#depth === 0) this.#passBlank(at, comment.span.end);
    this.#at = comment.span.end;
    return true;
  }

  #commentAt(at: number): Comment | undefined {
    while ((this.#comments[this.#comment]?.span.start ?? at) < at) this.#comment++;
    const comment = this.#comments[this.#comment];
    return comment?.span.start === at ? comment : undefined;
  }

  #startsLine(at: number): boolean {
    for (let before = at - 1; before >= 0; before--) {
      const code = this.#text.charCodeAt(before);
      if (code === LINE_FEED || code === CARRIAGE_RETURN) return true;
      if (!isBlank(code)) return false;
    }
    return true;
  }

  /** Reads the braces at `at` on file level: a body, a type, an initialiser, or a linkage specification. */
  #block(at: number): void {
    const header: CHeader = {
      text: this.#text,
      comments: this.#comments,
      holes: this.#holes,
      start: this.#declaration,
      end: at,
    };
    if (isLinkage(header)) {
      this.#linkages++;
      this.#startRegion(at + 1);
      return;
    }
    const found = functionIn(header) ?? oldStyleFunctionIn(header, this.#region);
    const end = this.#blockEnd(at, this.#startsInFirstColumn(found?.start ?? this.#firstToken()));
    if (found) this.#addUnit(found.name, found.start, end);
    this.#startRegion(end);
    this.#at = end;
  }

  #firstToken(): number {
    BLANK.lastIndex = this.#declaration;
    return BLANK.test(this.#text) ? BLANK.lastIndex : this.#declaration;
  }

  #addUnit(nameSpan: Span, start: number, end: number): void {
    const name = this.#text.slice(nameSpan.start, nameSpan.end);
    const docSpan = documentationAbove(this.#text, this.#comments, this.#aboveConditions(start), start);
    this.#units.push({
      kind: 'function',
      name,
      qualifiedName: name,
      nameSpan,
      span: { start, end },
      ...(docSpan && { docSpan }),
      parent: -1,
    });
  }

  /** Start of the `#if` lines directly above `at`: documentation above a conditional function is still its own. */
  #aboveConditions(at: number): number {
    const text = this.#text;
    let start = at;
    for (let hops = 0; hops < MAX_CONDITIONS; hops++) {
      let lineStart = start;
      while (isBlank(text.charCodeAt(lineStart - 1))) lineStart--;
      if (lineStart === 0 || !isLineBreak(text.charCodeAt(lineStart - 1))) return start;
      const previousEnd = lineStart - (text.startsWith('\r\n', lineStart - 2) ? 2 : 1);
      let previous = previousEnd;
      while (previous > 0 && !isLineBreak(text.charCodeAt(previous - 1))) previous--;
      CONDITION.lastIndex = previous;
      if (!CONDITION.test(text) || CONDITION.lastIndex > previousEnd) return start;
      start = previous;
    }
    return start;
  }

  #startsInFirstColumn(at: number): boolean {
    return at === 0 || isLineBreak(this.#text.charCodeAt(at - 1));
  }

  /** Offset behind the brace that closes the one at `open`. */
  #blockEnd(open: number, inFirstColumn: boolean): number {
    const text = this.#text;
    const byColumn = this.#byColumn && inFirstColumn;
    const lineEnd = byColumn ? lineEndAfter(text, open) : text.length;
    let counted: { readonly end: number; readonly branches: Branch[] } | undefined;
    this.#depth = 1;
    this.#at = open + 1;
    for (;;) {
      BODY.lastIndex = this.#at;
      if (!BODY.test(text)) break;
      const found = BODY.lastIndex - 1;
      this.#at = found + 1;
      switch (text.charCodeAt(found)) {
        case BRACE:
          this.#depth++;
          break;
        case CLOSING_BRACE:
          this.#depth--;
          if (byColumn && isLineBreak(text.charCodeAt(found - 1))) {
            this.#depth = 0;
            return found + 1;
          }
          if (this.#depth > 0) break;
          if (lineEnd > found) {
            this.#depth = 0;
            return found + 1;
          }
          counted ??= { end: found + 1, branches: [...this.#branches] };
          this.#depth = 1;
          break;
        case SLASH:
          this.#passComment(found);
          break;
        case HASH:
          if (this.#startsLine(found)) this.#directive(found);
          break;
        default:
          this.#at = cLiteralEnd(text, found);
      }
    }
    this.#depth = 0;
    this.#balanced = false;
    if (!counted) return Math.max(open + 1, text.trimEnd().length);
    // No brace in the first column is left, so counting is all there is from here on.
    this.#byColumn = false;
    this.#branches = counted.branches;
    this.#comment = commentsBefore(this.#comments, counted.end);
    return counted.end;
  }

  /** Reads the directive at `at` and goes behind it, or behind the branch that it tells to skip. */
  #directive(at: number): void {
    const text = this.#text;
    DIRECTIVE.lastIndex = at;
    const name = DIRECTIVE.exec(text)?.[1] ?? '';
    this.#at = this.#directiveEnd(at);
    if (name.startsWith('if')) this.#openBranch(at);
    else if (name.startsWith('el')) this.#nextBranch(at);
    else if (name === 'endif') this.#closeBranch();
    if (this.#depth > 0) return;
    this.#passBlank(at, this.#at);
    this.#holes.push({ start: at, end: this.#at });
  }

  #openBranch(at: number): void {
    this.#passBlankOutside(at);
    DEAD_CONDITION.lastIndex = at;
    const dead = DEAD_CONDITION.test(this.#text);
    if (dead && !this.#skipBranch(true)) return;
    this.#branches.push({ depth: this.#depth, open: this.#open });
  }

  #nextBranch(at: number): void {
    const branch = this.#branches.at(-1);
    if (!branch) return;
    this.#passBlankOutside(at);
    const outside = branch.depth === 0 || this.#depth === 0;
    if (outside && (this.#depth !== branch.depth || (this.#open && !branch.open && !this.#endsWithParenthesis(at)))) {
      this.#skipBranch(false);
      this.#branches.pop();
      return;
    }
    if (outside) return;
    if (this.#depth !== branch.depth) branch.settled ??= this.#depth;
    this.#depth = branch.depth;
  }

  #closeBranch(): void {
    const branch = this.#branches.pop();
    if (branch?.settled !== undefined && this.#depth > 0) this.#depth = branch.settled;
  }

  #passBlankOutside(at: number): void {
    if (this.#depth === 0) this.#passBlank(at, at);
  }

  /** True when the declaration so far ends with `)`: a complete header, or a macro that needs no semicolon. */
  #endsWithParenthesis(at: number): boolean {
    let end = at;
    let hole = this.#holes.length - 1;
    let comment = commentsBefore(this.#comments, at) - 1;
    for (let hops = 0; hops < MAX_HOPS; ) {
      const code = this.#text.charCodeAt(end - 1);
      if (code === 32 || (code >= 9 && code <= 13)) end--;
      else if (this.#holes[hole]?.end === end) {
        end = this.#holes[hole--]?.start ?? end;
        hops++;
      } else if (this.#comments[comment]?.span.end === end) {
        end = this.#comments[comment--]?.span.start ?? end;
        hops++;
      } else return code === 41;
    }
    return false;
  }

  /** Goes behind the `#endif`, or with `toAlternative` behind the `#else` or `#elif`; true when it is the latter. */
  #skipBranch(toAlternative: boolean): boolean {
    const text = this.#text;
    let nested = 0;
    CONDITIONAL_LINE.lastIndex = this.#at;
    for (;;) {
      const match = CONDITIONAL_LINE.exec(text);
      if (!match) {
        this.#at = text.length;
        return false;
      }
      const hash = CONDITIONAL_LINE.lastIndex - (match[0].length - match[0].indexOf('#'));
      if (this.#inComment(hash)) continue;
      const keyword = match[1];
      if (keyword === 'if') nested++;
      else if (keyword === 'endif' ? nested-- === 0 : toAlternative && nested === 0) {
        this.#at = this.#directiveEnd(hash);
        return keyword === 'el';
      }
    }
  }

  #inComment(at: number): boolean {
    while ((this.#comments[this.#comment]?.span.end ?? at + 1) <= at) this.#comment++;
    return (this.#comments[this.#comment]?.span.start ?? at) < at;
  }

  /** Offset of the line break that ends the directive at `at`; joined lines and comments over lines belong to it. */
  #directiveEnd(at: number): number {
    const text = this.#text;
    let end = at;
    for (;;) {
      end = lineEndAfter(text, end);
      if (this.#inComment(end)) {
        end = this.#comments[this.#comment]?.span.end ?? end;
        if (end >= text.length) return end;
        continue;
      }
      if (end >= text.length || text.charCodeAt(end - 1) !== BACKSLASH) return end;
      end += text.startsWith('\r\n', end) ? 2 : 1;
    }
  }
}

function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xfeff;
}
