import type { UnitFact } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import type { Comment } from '../comments/comment.ts';
import { cLiteralEnd } from '../comments/curly.ts';
import { quotedEnd } from '../comments/literals.ts';
import { Assembly } from './assembly.ts';
import type { Block } from './block.ts';
import { CHeader } from './cHeader.ts';
import { type CodeMarks, nextMark } from './codeMarks.ts';
import { startsLine } from './directiveLines.ts';
import { DEAD_CONDITION, type OpenBranch } from './openBranch.ts';
import { plainBlock } from './plainHeader.ts';
import type { Scope } from './scope.ts';
import { UnitScopes } from './unitScopes.ts';
import { behindSpace } from './whitespace.ts';

const BACKSLASH = 92;
const BRACE = 123;
const CLOSING_BRACE = 125;
const CLOSING_PARENTHESIS = 41;
const HASH = 35;
const QUOTE = 34;
const SEMICOLON = 59;
const SLASH = 47;
const STAR = 42;
const SPACE = 32;
const TAB = 9;

const LOWER_CASE = /[a-z]/;

/** What a text of C holds. */
export interface MarkedUnits {
  readonly units: readonly UnitFact[];
  /** The comments outside of functions and inside of declarations, and all in front of the first unit. */
  readonly comments: readonly Comment[];
}

/**
 * The units of a C text with marks: the same as `cUnits` gives, for a fraction of the time, since bodies are passed from
 * brace to brace and comments in them are not kept. Undefined for a text that it is not sure of: where braces do not add up,
 * or one branch of an `#if` opens what it does not close.
 */
export function markedCUnits(text: string, marks: CodeMarks): MarkedUnits | undefined {
  const scanner = new MarkedScanner(text, marks);
  return scanner.read() ? scanner : undefined;
}

class MarkedScanner implements MarkedUnits {
  readonly comments: Comment[] = [];
  readonly #text: string;
  readonly #structure: Uint32Array;
  readonly #declarations: Uint32Array;
  readonly #lineFeeds: Uint32Array;
  readonly #scopes: UnitScopes;
  readonly #branches: OpenBranch[] = [];
  readonly #assembly: Assembly;
  /** True among declarations, false in bodies. */
  #outside = true;
  /** Braces that are open in the innermost body. */
  #depth = 0;
  #at = 0;
  /** The line break that was looked for last. */
  #lineBreak = -1;
  /** Start of the current declaration, or of the white space before it. */
  #declaration = 0;
  /** True when the declaration is known to have begun. */
  #open = false;
  /** End of the last block among declarations, and the directives since then. */
  #region = 0;
  #holes: Span[] = [];
  /** What reads the declaration, once it had to be looked at closely. */
  #header: CHeader | undefined;
  #sure = true;

  constructor(text: string, { structure, declarations, lineFeeds }: CodeMarks) {
    this.#text = text;
    this.#structure = structure;
    this.#declarations = declarations;
    this.#lineFeeds = lineFeeds;
    this.#scopes = new UnitScopes(text, this.comments);
    this.#assembly = new Assembly(text);
  }

  get units(): readonly UnitFact[] {
    return this.#scopes.units;
  }

  /** Reads the text; false when its units are not sure. */
  read(): boolean {
    while (this.#sure && this.#at < this.#text.length) {
      if (this.#outside) this.#passDeclarations();
      else this.#passBody();
    }
    return this.#sure && this.#scopes.open.length === 0;
  }

  /** Reads on up to the next body, or up to the end. */
  #passDeclarations(): void {
    const text = this.#text;
    while (this.#outside && this.#sure) {
      const found = nextMark(this.#declarations, this.#at);
      if (found >= text.length) {
        this.#at = found;
        return;
      }
      this.#at = found + 1;
      switch (text.charCodeAt(found)) {
        case SEMICOLON:
          this.#startDeclaration(found + 1);
          break;
        case SLASH:
          this.#passComment(found);
          break;
        case HASH:
          if (startsLine(text, found)) this.#directive(found);
          break;
        case BRACE:
          this.#openBlock(found);
          break;
        case CLOSING_BRACE:
          this.#closeScope(found);
          break;
        default:
          this.#at = this.#literalEnd(found);
      }
    }
  }

  /**
   * Reads on behind the body that it is in, or behind the next directive. Most of a text is bodies: so it is kept apart from
   * what happens seldom.
   */
  #passBody(): void {
    const text = this.#text;
    const structure = this.#structure;
    let at = this.#at;
    for (;;) {
      const found = nextMark(structure, at);
      at = found + 1;
      if (found >= text.length) break;
      switch (text.charCodeAt(found)) {
        case BRACE:
          this.#depth++;
          break;
        case CLOSING_BRACE:
          if (this.#depth === 0) {
            this.#closeScope(found);
            return;
          }
          this.#depth--;
          break;
        case SLASH:
          at = Math.max(at, this.#commentEnd(found));
          break;
        case HASH:
          if (startsLine(text, found)) {
            this.#directive(found);
            return;
          }
          break;
        default:
          at = this.#literalEnd(found);
      }
    }
    this.#at = text.length;
  }

  #startDeclaration(at: number): void {
    this.#declaration = at;
    this.#open = false;
    this.#header = undefined;
  }

  #startRegion(at: number): void {
    this.#startDeclaration(at);
    this.#region = at;
    if (this.#holes.length > 0) this.#holes = [];
  }

  /** Notes whether the declaration has begun before `at`; if not, it starts at `end` at the earliest. */
  #passBlank(at: number, end: number): void {
    if (this.#open) return;
    if (behindSpace(this.#text, this.#declaration) >= at) this.#declaration = end;
    else this.#open = true;
  }

  /** Offset behind the literal that opens at `at`. */
  #literalEnd(at: number): number {
    const text = this.#text;
    if (text.charCodeAt(at) !== QUOTE) return cLiteralEnd(text, at);
    const lineEnd = this.#lineEnd(at);
    for (let end = nextMark(this.#structure, at + 1); end < lineEnd; end = nextMark(this.#structure, end + 1)) {
      if (text.charCodeAt(end) === QUOTE && !this.#isEscaped(end)) return end + 1;
    }
    return quotedEnd(text, at);
  }

  /**
   * Offset of the first line break at or behind `at`, which is never asked for in front of an earlier one: so a line is
   * gone through once, whatever stands on it.
   */
  #lineEnd(at: number): number {
    if (this.#lineBreak < at) this.#lineBreak = nextMark(this.#lineFeeds, at);
    return this.#lineBreak;
  }

  /** True when an odd number of backslashes stands in front of `at`. */
  #isEscaped(at: number): boolean {
    let before = at;
    while (this.#text.charCodeAt(before - 1) === BACKSLASH) before--;
    return (at - before) % 2 === 1;
  }

  /** Moves behind the comment at `at` among declarations, if one stands there. */
  #passComment(at: number): void {
    const end = this.#commentEnd(at);
    if (end === at) return;
    this.#passBlank(at, end);
    this.#at = end;
  }

  /** Offset behind the comment at `at`, which is noted where it counts; `at` when none stands there. */
  #commentEnd(at: number): number {
    const second = this.#text.charCodeAt(at + 1);
    if (second !== SLASH && second !== STAR) return at;
    const end = second === SLASH ? this.#joinedLineEnd(at) : this.#blockCommentEnd(at);
    if (this.#outside || this.units.length === 0 || this.#scopes.innermost?.kind === 'part')
      this.comments.push({ span: { start: at, end }, kind: second === SLASH ? 'line' : 'block' });
    return end;
  }

  /** Offset of the first line break behind `at` that no backslash joins. */
  #joinedLineEnd(at: number): number {
    let end = this.#lineEnd(at);
    while (end < this.#text.length && this.#text.charCodeAt(end - 1) === BACKSLASH) end = this.#lineEnd(end + 1);
    return end;
  }

  #blockCommentEnd(at: number): number {
    const text = this.#text;
    for (let end = at + 3; ; end++) {
      end = nextMark(this.#structure, end);
      if (end >= text.length) return text.length;
      if (text.charCodeAt(end) === SLASH && text.charCodeAt(end - 1) === STAR) return end + 1;
    }
  }

  #openBlock(at: number): void {
    const scopes = this.#scopes;
    const block = this.#blockAt(at);
    switch (block.kind) {
      case 'class':
        this.#enter(
          block.head
            ? scopes.pushUnit('class', block.head, at, -1)
            : scopes.pushNameless(at, block.definition ?? -1, -1),
        );
        this.#startRegion(at + 1);
        break;
      case 'function':
        this.#enter(scopes.pushUnit('function', block.head, at, -1));
        // What qualifies a method may be a space.
        this.#sure = block.head.qualifier === '' || block.head.kind === 'function';
        break;
      case 'space':
        this.#enter(scopes.push('space', at, undefined, scopes.prefix, -1));
        this.#startRegion(at + 1);
        break;
      case 'part':
      case 'other':
        this.#enter(scopes.push(block.kind, at, undefined, scopes.prefix, -1));
        break;
      default:
        this.#sure = false;
    }
  }

  #blockAt(at: number): Block {
    const text = this.#text;
    const plain = this.#header ? undefined : plainBlock(text, 'c', this.#declaration, at, undefined);
    if (plain) return plain;
    this.#header ??= new CHeader(
      { text, comments: this.comments, holes: this.#holes, literalEnd: cLiteralEnd },
      'c',
      this.#declaration,
      this.#region,
    );
    return this.#header.block(at, this.#scopes.innermost?.className);
  }

  #enter({ declares }: Scope): void {
    this.#outside = declares;
    this.#depth = 0;
  }

  /** Closes the innermost scope with the brace at `at`, behind which declarations go on, or the one that it is a part of. */
  #closeScope(at: number): void {
    const scope = this.#scopes.pop(at);
    if (!scope) {
      this.#sure = false;
      return;
    }
    this.#outside = this.#scopes.innermost?.declares ?? true;
    this.#at = at + 1;
    if (scope.kind === 'part') {
      this.#header?.passPart(scope.start, at + 1);
      return;
    }
    this.#scopes.define(scope, at + 1);
    this.#startRegion(at + 1);
  }

  #directive(at: number): void {
    const name = this.#directiveName(at);
    const text = this.#text;
    this.#at = this.#directiveEnd(at);
    if (text.startsWith('if', name)) this.#openBranch(at);
    else if (text.startsWith('el', name)) this.#nextBranch(at);
    else if (text.startsWith('endif', name) && !LOWER_CASE.test(text.charAt(name + 5))) this.#closeBranch();
    else this.#passAssembly(this.#assembly.endOf(at) ?? 0);
    if (!this.#outside) return;
    this.#passBlank(at, this.#at);
    this.#holes.push({ start: at, end: this.#at });
  }

  /** Goes on to the end of assembly, unless that is behind already. */
  #passAssembly(end: number): void {
    if (end <= this.#at) return;
    let at = this.#at;
    for (let found = nextMark(this.#structure, at); found < end; found = nextMark(this.#structure, at))
      at = this.#behindMark(found);
    // What begins in assembly and ends behind it may be read in another way there.
    if (at > end) this.#sure = false;
    this.#at = end;
  }

  /** Where the name of the directive at `at` begins. */
  #directiveName(at: number): number {
    let name = at + 1;
    for (;;) {
      const code = this.#text.charCodeAt(name);
      if (code !== SPACE && code !== TAB) return name;
      name++;
    }
  }

  /** Offset of the line break that ends the directive at `at`; joined lines and comments belong to it. */
  #directiveEnd(at: number): number {
    const text = this.#text;
    let end = this.#lineEnd(at);
    let found = nextMark(this.#structure, at + 1);
    for (;;) {
      if (found < end) {
        const behind = this.#behindMark(found);
        found = nextMark(this.#structure, behind);
        if (behind > end) end = this.#lineEnd(behind);
      } else if (end < text.length && text.charCodeAt(end - 1) === BACKSLASH) end = this.#lineEnd(end + 1);
      else return end;
    }
  }

  /** Offset behind the comment or literal at `at`, or behind what else is marked there. */
  #behindMark(at: number): number {
    switch (this.#text.charCodeAt(at)) {
      case SLASH:
        return Math.max(at + 1, this.#commentEnd(at));
      case BRACE:
      case CLOSING_BRACE:
      case HASH:
        return at + 1;
      default:
        return this.#literalEnd(at);
    }
  }

  #openBranch(at: number): void {
    if (this.#outside) this.#passBlank(at, at);
    DEAD_CONDITION.lastIndex = at;
    if (DEAD_CONDITION.test(this.#text) && !this.#skipDeadBranch()) return;
    this.#branches.push({
      scopes: this.#scopes.open.length,
      depth: this.#depth,
      outside: this.#outside,
      open: this.#open,
    });
  }

  #nextBranch(at: number): void {
    const branch = this.#branches.at(-1);
    if (!branch) return;
    if (this.#outside) this.#passBlank(at, at);
    if (this.#isElsewhere(branch) || (this.#outside && this.#isTorn(branch, at))) this.#sure = false;
    else if (!this.#outside) {
      if (this.#depth !== branch.depth) branch.settled ??= this.#depth;
      this.#depth = branch.depth;
    }
  }

  /** True when the branch that ends at `at` has begun a declaration, and may not have ended it. */
  #isTorn({ open }: OpenBranch, at: number): boolean {
    if (!this.#open || open) return false;
    let end = at;
    while (this.#text.charCodeAt(end - 1) <= SPACE) end--;
    const passed = Math.max(this.comments.at(-1)?.span.end ?? 0, this.#holes.at(-1)?.end ?? 0);
    return passed >= end || this.#text.charCodeAt(end - 1) !== CLOSING_PARENTHESIS;
  }

  #closeBranch(): void {
    const branch = this.#branches.pop();
    if (branch?.settled === undefined) return;
    if (this.#isElsewhere(branch)) this.#sure = false;
    else this.#depth = branch.settled;
  }

  #isElsewhere(branch: OpenBranch): boolean {
    return this.#scopes.open.length !== branch.scopes || this.#outside !== branch.outside;
  }

  /** Goes behind the `#else`, `#elif` or `#endif` that ends a branch which never counts; false for an `#endif`. */
  #skipDeadBranch(): boolean {
    const text = this.#text;
    let nested = 0;
    let at = this.#at;
    for (;;) {
      const found = nextMark(this.#structure, at);
      if (found >= text.length) {
        this.#at = text.length;
        return false;
      }
      at = this.#behindMark(found);
      if (text.charCodeAt(found) !== HASH) {
        // A line of a literal can look like a directive.
        if (text.charCodeAt(found) !== SLASH && this.#lineEnd(found) < at) this.#sure = false;
      } else if (startsLine(text, found)) {
        const name = this.#directiveName(found);
        const isEnd = text.startsWith('endif', name);
        if (text.startsWith('if', name)) nested++;
        else if (isEnd ? nested-- === 0 : nested === 0 && text.startsWith('el', name)) {
          this.#at = this.#directiveEnd(found);
          return !isEnd;
        }
      }
    }
  }
}
