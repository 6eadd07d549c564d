import type { UnitFact } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import type { Comment } from '../comments/comment.ts';
import { lineEndAfter } from '../comments/literals.ts';
import { NearestOf } from '../comments/nearestOf.ts';
import { Assembly } from './assembly.ts';
import { type Block, type ClassBlock, type Header, OTHER, type UnitHead } from './block.ts';
import { startsLine } from './directiveLines.ts';
import { behindComment, commentsBefore } from './documentation.ts';
import type { TokenSource } from './headerTokens.ts';
import { DEAD_CONDITION, type OpenBranch } from './openBranch.ts';
import { boundedPrefix } from './qualifiedName.ts';
import type { Scope, ScopeKind } from './scope.ts';
import { UnitScopes } from './unitScopes.ts';
import { behindSpace, isLineBreak } from './whitespace.ts';

/** What a language of the C family adds to braces, comments and directives. */
export interface BlockLanguage {
  /** Offset behind the literal whose quote stands at `at`; always greater than `at`. */
  readonly literalEnd: (text: string, at: number) => number;
  /** True when strings may go over several lines. */
  readonly rawStrings: boolean;
  /**
   * The block that the brace at `at` opens in a declaration that starts at `start` and has no braces before, where that
   * can be told without tokens: the same as `header` would give. `className` is that of the innermost class around.
   */
  readonly plain: (text: string, start: number, at: number, className: string | undefined) => Block | undefined;
  /**
   * Begins to read the declaration at `start`. `region` is the end of the last block before it, from which old-style
   * parameters are looked for.
   */
  readonly header: (source: TokenSource, start: number, region: number) => Header;
  /** The class whose members the brace at `at` opens inside of a body that goes from `floor` on, if it does. */
  readonly localClass?: (source: TokenSource, floor: number, at: number) => ClassBlock | undefined;
}

const BACKSLASH = 92;
const BRACE = 123;
const CLOSING_BRACE = 125;
const HASH = 35;
const PARENTHESIS = 40;
const SEMICOLON = 59;
const SLASH = 47;

/** What matters in a body, and what matters among declarations. */
const IN_BODY = `{}"'#/`;
const AMONG_DECLARATIONS = `;${IN_BODY}`;
const LITERAL = /["'/]/g;
const DIRECTIVE = /#[ \t]*([a-z]*)/y;
/** A line that defines or includes something, if no next line can belong to it. */
const PLAIN_DIRECTIVE =
  /#[ \t]*(?:define|include|undef)\b[^\n\r\\/"]*(?:(?:\/(?![/*])|(?<!R)")[^\n\r\\/"]*)*(?:\/\*[^*\n\r]*\*\/[ \t]*|\/\/[^\n\r\\/]*)?(?=[\n\r])/
    .source;
const PLAIN_DIRECTIVES = new RegExp(`${PLAIN_DIRECTIVE}(?:[ \\t\\n\\r]+${PLAIN_DIRECTIVE})*`, 'y');
const CONDITIONAL_LINE = /(?:^|[\n\r])[ \t]*#[ \t]*(if|el|endif)/g;

/** First words of declarations that have parameters and declare no function. */
const NO_FUNCTION = /^(?:typedef|using|friend|static_assert|_Static_assert)\b/;
const LONGEST_KEYWORD = 20;

/** How many directives and comments are looked behind to tell whether a declaration is complete. */
const MAX_HOPS = 64;

/**
 * The units of a text in a language of the C family. Branches of `#if` are read so that braces stay balanced: all of
 * them where each is complete, the first where one opens more than it closes. What `#if 0` hides does not count. When
 * braces do not add up, a second reading ends units where a brace stands in the first column.
 */
export function unitsInBlocks(
  text: string,
  comments: readonly Comment[],
  language: BlockLanguage,
): readonly UnitFact[] {
  const plain = new BlockScanner(text, comments, language, false);
  plain.read();
  if (plain.balanced) return plain.units;
  const byColumn = new BlockScanner(text, comments, language, true);
  byColumn.read();
  return byColumn.units;
}

/**
 * The functions that a text declares without a body, by their qualified names. Each stands under the offset of its first
 * token and under that of the semicolon behind it. Names that are declared several times, as those of overloads, are
 * left out.
 */
export function declarationsInBlocks(
  text: string,
  comments: readonly Comment[],
  language: BlockLanguage,
): ReadonlyMap<number, string> {
  const scanner = new BlockScanner(text, comments, language, false);
  const declared: DeclaredFunction[] = [];
  scanner.declared = declared;
  scanner.read();
  const times = new Map<string, number>();
  for (const { name } of declared) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(
    declared.flatMap(({ name, places }) =>
      times.get(name) === 1 ? places.map((place) => [place, name] as const) : [],
    ),
  );
}

/** A function without a body. */
interface DeclaredFunction {
  readonly name: string;
  /** Offsets of its first token, with and without what is no part of the declaration, and of the semicolon behind it. */
  readonly places: readonly number[];
}

class BlockScanner {
  balanced = true;
  /** Where the functions without a body are to be put, when somebody asks for them. */
  declared: DeclaredFunction[] | undefined;
  readonly #text: string;
  readonly #comments: readonly Comment[];
  readonly #language: BlockLanguage;
  readonly #sourceInBody: TokenSource;
  /** Where the last brace in the first column stands, when those close units; else -1. */
  readonly #lastInColumn: number;
  readonly #scopes: UnitScopes;
  /** How many of the scopes only a brace in the first column may close. */
  #openInColumn = 0;
  readonly #branches: OpenBranch[] = [];
  readonly #assembly: Assembly;
  /** Prefixes of the namespaces that have been opened. */
  readonly #spaces = new Set<string>();
  /** True among declarations, false in bodies. */
  #outside = true;
  #at = 0;
  #comment = 0;
  /** Start of the current declaration, or of the white space before it. */
  #declaration = 0;
  /** True when the declaration is known to have begun. */
  #open = false;
  #header: Header | undefined;
  /** Directives and skipped branches inside of the current declaration, and of those since `#region`. */
  #holes: Span[] = [];
  /** End of the last block among declarations. */
  #region = 0;

  constructor(text: string, comments: readonly Comment[], language: BlockLanguage, byColumn: boolean) {
    this.#text = text;
    this.#comments = comments;
    this.#language = language;
    this.#assembly = new Assembly(text);
    this.#scopes = new UnitScopes(text, comments);
    this.#sourceInBody = this.#sourceOf([]);
    this.#lastInColumn = byColumn ? Math.max(text.lastIndexOf('\n}'), text.lastIndexOf('\r}')) + 1 : -1;
  }

  get units(): readonly UnitFact[] {
    return this.#scopes.units;
  }

  read(): void {
    const text = this.#text;
    const amongDeclarations = new NearestOf(text, AMONG_DECLARATIONS);
    const inBody = new NearestOf(text, IN_BODY);
    for (;;) {
      const found = (this.#outside ? amongDeclarations : inBody).next(this.#at);
      if (found >= text.length) break;
      this.#at = found + 1;
      switch (text.charCodeAt(found)) {
        case SEMICOLON:
          if (this.declared) this.#noteDeclared(this.declared, found);
          this.#startDeclaration(found + 1);
          break;
        case SLASH:
          this.#passComment(found);
          break;
        case HASH:
          if (startsLine(text, found)) this.#directive(found);
          break;
        case BRACE:
          this.#openBrace(found);
          break;
        case CLOSING_BRACE:
          this.#closeBrace(found);
          break;
        default:
          this.#at = this.#language.literalEnd(text, found);
      }
    }
    this.#closeAll();
  }

  get #depth(): number {
    return this.#scopes.innermost?.depth ?? 0;
  }

  #startDeclaration(at: number): void {
    this.#declaration = at;
    this.#open = false;
    this.#header = undefined;
  }

  /** Notes the function that is declared in front of the semicolon at `at`, if it is one. */
  #noteDeclared(declared: DeclaredFunction[], at: number): void {
    const first = this.#firstToken();
    if (first >= at || NO_FUNCTION.test(this.#text.slice(first, first + LONGEST_KEYWORD))) return;
    this.#header ??= this.#language.header(this.#sourceOf(this.#holes), this.#declaration, this.#declaration);
    const block = this.#header.block(at, this.#scopes.innermost?.className);
    if (block.kind !== 'function') return;
    const { name, qualifier, start } = block.head;
    declared.push({ name: this.#scopes.prefix + qualifier + name, places: [first, start, at] });
  }

  #startRegion(at: number): void {
    this.#startDeclaration(at);
    this.#region = at;
    this.#holes = [];
  }

  /** Notes whether the declaration has begun before `at`; if not, it starts at `end` at the earliest. */
  #passBlank(at: number, end: number): void {
    if (this.#open) return;
    if (this.#firstToken() >= at) this.#declaration = end;
    else this.#open = true;
  }

  /** Moves behind the comment at `at`, if one stands there. */
  #passComment(at: number): void {
    const comment = this.#commentAt(at);
    if (!comment) return;
    if (this.#outside) this.#passBlank(at, comment.span.end);
    this.#at = comment.span.end;
  }

  #commentAt(at: number): Comment | undefined {
    while ((this.#comments[this.#comment]?.span.start ?? at) < at) this.#comment++;
    const comment = this.#comments[this.#comment];
    return comment?.span.start === at ? comment : undefined;
  }

  #openBrace(at: number): void {
    const scope = this.#scopes.innermost;
    if (!scope || this.#outside) {
      this.#openBlock(at, scope);
      return;
    }
    const inBody = scope.kind === 'function' || scope.kind === 'lambda';
    const local = inBody ? this.#language.localClass?.(this.#sourceInBody, scope.start + 1, at) : undefined;
    if (local) this.#openClass(local, at);
    else scope.depth++;
  }

  #sourceOf(holes: readonly Span[]): TokenSource {
    return { text: this.#text, comments: this.#comments, holes, literalEnd: this.#language.literalEnd };
  }

  /** Reads the brace at `at` among declarations. */
  #openBlock(at: number, scope: Scope | undefined): void {
    const block = this.#blockAt(at, scope?.className);
    switch (block.kind) {
      case 'space':
        this.#push('space', at, this.#spacePrefix(block.qualifier), -1);
        this.#spaces.add(this.#scopes.prefix);
        this.#startRegion(at + 1);
        break;
      case 'class':
        this.#openClass(block, at);
        break;
      case 'function':
      case 'lambda':
        this.#openUnit(block.kind, this.#settledHead(block.head), at);
        break;
      case 'part':
        this.#push('part', at, this.#scopes.prefix, -1);
        break;
      default:
        this.#push('other', at, this.#scopes.prefix, this.#lineEndOf(this.#firstToken(), at));
    }
  }

  #spacePrefix(qualifier: string): string {
    return boundedPrefix(this.#scopes.prefix + qualifier, this.#scopes.prefix);
  }

  #blockAt(at: number, className: string | undefined): Block {
    // A literal that goes on behind a directive can put literals and comments at odds.
    const start = this.#firstToken();
    if (behindComment(this.#comments, start) > start) return OTHER;
    const plain = this.#header ? undefined : this.#language.plain(this.#text, this.#declaration, at, className);
    if (plain) return plain;
    this.#header ??= this.#language.header(this.#sourceOf(this.#holes), this.#declaration, this.#region);
    return this.#header.block(at, className);
  }

  #openClass({ head, definition = -1, qualifier }: ClassBlock, at: number): void {
    if (head) this.#openUnit('class', head, at);
    else this.#enter(this.#scopes.pushNameless(at, definition, this.#lineEndOf(this.#firstToken(), at), qualifier));
    this.#startRegion(at + 1);
  }

  /** A function that is qualified by a namespace is not a method. */
  #settledHead(head: UnitHead): UnitHead {
    const inSpace =
      head.kind === 'method' && head.qualifier !== '' && this.#spaces.has(this.#scopes.prefix + head.qualifier);
    return inSpace ? { ...head, kind: 'function' } : head;
  }

  #push(kind: ScopeKind, at: number, prefix: string, lineEnd: number): void {
    this.#enter(this.#scopes.push(kind, at, undefined, prefix, lineEnd));
  }

  #openUnit(kind: ScopeKind, head: UnitHead, at: number): void {
    this.#enter(this.#scopes.pushUnit(kind, head, at, this.#lineEndOf(head.start, at)));
  }

  #enter({ lineEnd, declares }: Scope): void {
    if (lineEnd >= 0) this.#openInColumn++;
    this.#outside = declares;
  }

  /** `Scope.lineEnd` for the block at `at` of a declaration that starts at `start`. */
  #lineEndOf(start: number, at: number): number {
    return at < this.#lastInColumn && this.#isInColumn(start) ? lineEndAfter(this.#text, at) : -1;
  }

  #isInColumn(at: number): boolean {
    return at === 0 || isLineBreak(this.#text.charCodeAt(at - 1));
  }

  #firstToken(): number {
    return behindSpace(this.#text, this.#declaration);
  }

  #closeBrace(at: number): void {
    const scope = this.#scopes.innermost;
    if (this.#openInColumn > 0 && this.#isInColumn(at)) this.#closeByColumn(at);
    else if (!scope) {
      this.balanced = false;
      this.#startRegion(at + 1);
    } else if (scope.depth > 0) scope.depth--;
    else if (scope.lineEnd < 0 || scope.lineEnd > at) this.#closeScope(at);
  }

  /** Closes the innermost block that only a brace in the first column may close, with all that is inside. */
  #closeByColumn(at: number): void {
    for (let scope = this.#scopes.innermost; scope && scope.lineEnd < 0; scope = this.#scopes.innermost) {
      // What follows the brace names the block that the brace belongs to.
      scope.definition = -1;
      this.#closeScope(at);
    }
    this.#closeScope(at);
  }

  /** Closes the innermost scope with the brace at `at`. */
  #closeScope(at: number): void {
    const scope = this.#scopes.pop(at);
    if (!scope) return;
    if (scope.lineEnd >= 0) this.#openInColumn--;
    this.#outside = this.#scopes.innermost?.declares ?? true;
    if (scope.kind === 'lambda' && this.#isCalled(at + 1)) this.#forget(scope.unit);
    this.#scopes.define(scope, at + 1);
    if (scope.kind === 'part') this.#header?.passPart(scope.start, at + 1);
    else if (this.#outside) this.#startRegion(at + 1);
    this.#at = at + 1;
  }

  #isCalled(at: number): boolean {
    return this.#text.charCodeAt(behindSpace(this.#text, at)) === PARENTHESIS;
  }

  #forget(unit: number): void {
    if (unit === this.#scopes.units.length - 1) this.#scopes.units.pop();
  }

  /** Ends what is not closed with the text. */
  #closeAll(): void {
    const end = this.#text.trimEnd().length;
    for (const scope of this.#scopes.open) {
      if (scope.kind === 'space') continue;
      this.balanced = false;
      if (scope.owner) scope.owner.span.end = Math.max(scope.start + 1, end);
    }
  }

  /** Reads the directive at `at` and goes behind it, behind the plain ones that follow, or behind the branch that it tells to skip. */
  #directive(at: number): void {
    if (!this.#passPlainDirectives(at)) {
      DIRECTIVE.lastIndex = at;
      const name = DIRECTIVE.exec(this.#text)?.[1] ?? '';
      this.#at = this.#directiveEnd(at, name === 'define' && this.#language.rawStrings);
      if (name.startsWith('if')) this.#openBranch(at);
      else if (name.startsWith('el')) this.#nextBranch(at);
      else if (name === 'endif') this.#closeBranch();
      else this.#at = behindComment(this.#comments, this.#assembly.endOf(at) ?? this.#at);
    }
    if (!this.#outside) return;
    this.#passBlank(at, this.#at);
    this.#holes.push({ start: at, end: this.#at });
  }

  /** Goes behind the lines from `at` on that only define and include; false when none stands there. */
  #passPlainDirectives(at: number): boolean {
    PLAIN_DIRECTIVES.lastIndex = at;
    if (!PLAIN_DIRECTIVES.test(this.#text) || this.#inComment(at)) return false;
    this.#at = PLAIN_DIRECTIVES.lastIndex;
    return true;
  }

  #openBranch(at: number): void {
    this.#passBlankOutside(at);
    DEAD_CONDITION.lastIndex = at;
    const dead = DEAD_CONDITION.test(this.#text);
    if (dead && !this.#skipBranch(true)) return;
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
    this.#passBlankOutside(at);
    const scope = this.#scopes.innermost;
    const left = this.#scopes.open.length !== branch.scopes;
    if (left || branch.outside || !scope) {
      if (left || (this.#open && !branch.open && !this.#endsWithParenthesis(at))) {
        this.#skipBranch(false);
        this.#branches.pop();
      }
      return;
    }
    if (scope.depth !== branch.depth) branch.settled ??= scope.depth;
    scope.depth = branch.depth;
  }

  #closeBranch(): void {
    const branch = this.#branches.pop();
    const scope = this.#scopes.innermost;
    if (branch?.settled !== undefined && scope && this.#scopes.open.length === branch.scopes)
      scope.depth = branch.settled;
  }

  #passBlankOutside(at: number): void {
    if (this.#outside) this.#passBlank(at, at);
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

  /**
   * Offset of the line break that ends the directive at `at`; joined lines, comments and raw strings over lines belong to
   * it.
   */
  #directiveEnd(at: number, mayHoldRawStrings = false): number {
    const text = this.#text;
    let start = at;
    for (;;) {
      let end = lineEndAfter(text, start);
      const holdsRawString = mayHoldRawStrings && text.slice(start, end).includes('R"');
      const behind = holdsRawString ? this.#behindLiterals(start, end) : end;
      if (behind > end) end = behind;
      else if (this.#inComment(end)) end = this.#comments[this.#comment]?.span.end ?? end;
      else if (end >= text.length || text.charCodeAt(end - 1) !== BACKSLASH) return end;
      else end += text.startsWith('\r\n', end) ? 2 : 1;
      if (end >= text.length) return end;
      start = end;
    }
  }

  /** Offset behind the last literal or comment that begins in `[start, end)`, or behind what follows. */
  #behindLiterals(start: number, end: number): number {
    let at = start;
    while (at < end) {
      LITERAL.lastIndex = at;
      if (!LITERAL.test(this.#text) || LITERAL.lastIndex > end) return end;
      const found = LITERAL.lastIndex - 1;
      const isSlash = this.#text.charCodeAt(found) === SLASH;
      at = isSlash ? behindComment(this.#comments, found + 1) : this.#language.literalEnd(this.#text, found);
    }
    return at;
  }
}
