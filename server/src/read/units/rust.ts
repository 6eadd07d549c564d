import type { UnitFact, UnitKind } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import type { Comment } from '../comments/comment.ts';
import { rustLiteralEnd } from '../comments/curly.ts';
import { lineEndAfter } from '../comments/literals.ts';
import { CodeCursor, END } from './codeCursor.ts';
import { codeIn } from './codeIn.ts';
import { commentsBefore, documentationAbove } from './documentation.ts';
import type { OpenUnit } from './openUnit.ts';
import { boundedPrefix } from './qualifiedName.ts';
import { implementedType, isTestAttribute } from './rustSyntax.ts';
import { isLineBreak, isSpace, trimmedEnd } from './whitespace.ts';

const ASTERISK = 42;
const BRACE = 123;
const BRACKET = 91;
const BYTE_ORDER_MARK = 0xfeff;
const CLOSING_BRACE = 125;
const CLOSING_BRACKET = 93;
const CLOSING_PARENTHESIS = 41;
const DOUBLE_QUOTE = 34;
const EXCLAMATION = 33;
const GREATER = 62;
const HASH = 35;
const LESS = 60;
const PARENTHESIS = 40;
const SEMICOLON = 59;
const SINGLE_QUOTE = 39;

const SHEBANG = /^\ufeff?#!(?!\s*\[)/;
const FRONTMATTER = /\s*^(---+)[^\n\r-]*$[\s\S]*?^\1\s*$/my;
const NAME = '(?:r#)?[A-Za-z_\\u0080-\\ufefe][\\w\\u0080-\\ufefe]*';
const BRACKETS = /[{}()[\]"'/]/g;
/**
 * A brace, an attribute or literal, what a macro call gets, an item's keyword, or the end of a line comment, which is
 * passed over at once.
 */
const STATEMENTS =
  /[{}"'#]|!\s*[([]|\/(?:\/[^\n\r]*(?:[\n\r]|$)|\*)|fn(?=[\s/])|impl(?=[\s</])|trait(?=[\s/])|mod(?=[\s/])|macro_rules\b/g;
const HEADER = new RegExp(`[-=]>|[{};()[\\]<>"'/]|\\bfn\\s+(?=${NAME})`, 'g');

const IN_COMMENT = '[^*/]*(?:(?:\\*(?!/)|/(?!\\*))[^*/]*)*';
const INNER_COMMENT = `/\\*${IN_COMMENT}\\*/`;
/** A comment that holds others at most at one level: with more, what stands behind is taken for no item. */
const COMMENT = `(?://[^\\n\\r]*[\\n\\r]|/\\*${IN_COMMENT}(?:${INNER_COMMENT}${IN_COMMENT})*\\*/)`;
/** What may stand between the words of an item. */
const BLANK = `(?:\\s|${COMMENT})`;
const VISIBILITY = `pub(?:${BLANK}*\\((?:[^(){};/]|${COMMENT})*\\))?`;
const ABI = `extern(?:${BLANK}*r?#*"[^"]*"#*)?`;
const QUALIFIER = `(?:${VISIBILITY}|default|async|auto|const|final|gen|unsafe|safe|${ABI})`;
const QUALIFIERS = new RegExp(`(?:${QUALIFIER}(?:${BLANK}+|(?=[{"])|(?<=\\))))*`, 'y');
const QUALIFIERS_BEFORE = new RegExp(`(?:(?<![\\w#])${QUALIFIER}(?:${BLANK}+|(?<=\\))))*$`);
const KEYWORD = new RegExp(
  `(?:(fn|trait|mod|struct|enum|union|macro)${BLANK}+(${NAME})|(impl)\\b|macro_rules${BLANK}*!${BLANK}*(?:${NAME})?)\\s*`,
  'y',
);
/** What is no item, up to what ends it; a function that starts a line does so, too, whatever is missing in front. */
const REST = new RegExp(`[{};()[\\]"'/]|[\\n\\r](?=[ \\t]*(?:${QUALIFIER}[ \\t]+){0,5}fn\\s+${NAME})`, 'g');
/** The same in what a macro call gets. */
const REST_OF_MACRO = new RegExp(`,|${REST.source}`, 'g');
/** What stands in front of the braces of a macro call. */
const MACRO_BEFORE = new RegExp(`[\\w\\u0080-\\ufefe]\\s?!\\s*(?:${NAME}\\s*)?$`);
/** The end of a macro call's name in front of what it gets, at once or behind white space; tokens may be printed apart. */
const CALLS_MACRO = /\w!$/;
const CALLS_MACRO_APART = /\w ?!$/;
const ATTRIBUTE = /#\s*(?:!\s*)?\[/y;
/** Blocks in macros that choose between items, as in `cfg_if!`. */
const CHOICE = /(?:if|else)\b/y;

/** How far behind an item's keyword its qualifiers are looked for. */
const MAX_QUALIFIERS = 120;
/** How long an attribute may be where brackets do not add up. */
const MAX_ATTRIBUTE = 500;
/** Units are not told apart in blocks that are nested deeper. */
const MAX_NESTING = 100;

/** Braces that are open, and what stands in them. */
interface Scope {
  /** True between items, false between statements. */
  readonly items: boolean;
  /** True in the braces of a macro call. */
  readonly macro: boolean;
  /** Index of the unit whose braces these are, or -1. */
  readonly unit: number;
  /** Index of the innermost unit around what stands inside, or -1. */
  readonly parent: number;
  /** What the names of units inside start with. */
  readonly prefix: string;
  /** Kind of the functions inside. */
  readonly kind: UnitKind;
  /** Indentation of the line on which the item starts; -1 when it is not the first thing there. */
  readonly column: number;
  /** End of the line on which the braces open, where that matters. */
  readonly lineEnd: number;
  /** True in code that only tests are compiled with. */
  test: boolean;
  /** Blocks that are open inside. */
  depth: number;
}

/** An item up to its name. */
interface Item {
  readonly kind: UnitKind;
  readonly name: string;
  readonly nameSpan: Span;
  readonly start: number;
  /** Start of its first attribute, or its own. */
  readonly outer: number;
  readonly test: boolean;
}

/**
 * The functions and methods of a Rust text that have a body, also nested ones, and the modules, types, traits and
 * `impl` blocks around them. A method is called `Type::method`. Items in calls of macros between items are read
 * (`cfg_x! { … }`), bodies of `macro_rules!` and of calls between statements are not. Closures are part of the function
 * around them. What is compiled for tests only is marked. When braces do not add up, a second reading ends items where
 * a brace stands below their start.
 */
export function rustUnits(text: string, comments: readonly Comment[]): readonly UnitFact[] {
  const plain = new RustScanner(text, comments, false).read();
  return plain.balanced ? plain.units : new RustScanner(text, comments, true).read().units;
}

class RustScanner {
  readonly #text: string;
  readonly #cursor: CodeCursor;
  readonly #comments: readonly Comment[];
  /** The comments that may document what follows: those of the language's inner kind document what is around. */
  readonly #documentation: readonly Comment[];
  readonly #byColumn: boolean;
  readonly #units: OpenUnit[] = [];
  readonly #scopes: Scope[] = [];
  #scope: Scope;
  #balanced = true;

  constructor(text: string, comments: readonly Comment[], byColumn: boolean) {
    this.#text = text;
    this.#comments = comments;
    this.#cursor = new CodeCursor(text, comments, rustLiteralEnd);
    this.#documentation = comments.filter(({ span }) => text.charCodeAt(span.start + 2) !== EXCLAMATION);
    this.#byColumn = byColumn;
    this.#scope = {
      items: true,
      macro: false,
      unit: -1,
      parent: -1,
      prefix: '',
      kind: 'function',
      column: -1,
      lineEnd: 0,
      test: false,
      depth: 0,
    };
  }

  read(): { readonly units: readonly UnitFact[]; readonly balanced: boolean } {
    const { length } = this.#text;
    this.#passHead();
    while (this.#cursor.at < length) {
      if (this.#scope.items) this.#items();
      else this.#statements();
    }
    this.#balanced &&= this.#scopes.length === 0;
    this.#cursor.at = trimmedEnd(this.#text, length);
    while (this.#scopes.length > 0) this.#leave();
    return { units: this.#units, balanced: this.#balanced };
  }

  /** Goes behind the line that says what runs the file, and behind what a package's manifest would say. */
  #passHead(): void {
    const text = this.#text;
    if (SHEBANG.test(text)) this.#cursor.at = lineEndAfter(text, 0);
    FRONTMATTER.lastIndex = this.#cursor.at;
    if (FRONTMATTER.test(text)) this.#cursor.return(FRONTMATTER.lastIndex);
  }

  /** Goes behind the attribute whose bracket was just passed. One that is still being typed ends with its line. */
  #passAttribute(): void {
    const start = this.#cursor.at;
    const limit = this.#byColumn ? start + MAX_ATTRIBUTE : this.#text.length;
    if (this.#passBrackets(limit) || !this.#byColumn) return;
    this.#cursor.return(lineEndAfter(this.#text, start));
  }

  /**
   * Goes behind the bracket that closes the one just passed. False, and behind `limit` or the last word of the text,
   * when it stands further away.
   */
  #passBrackets(limit = this.#text.length): boolean {
    for (let depth = 1; depth > 0; ) {
      const code = this.#cursor.next(BRACKETS);
      if (code === END) {
        this.#balanced = false;
        this.#cursor.at = trimmedEnd(this.#text, this.#text.length);
      }
      if (code === END || this.#cursor.at > limit) return false;
      depth += code === BRACE || code === PARENTHESIS || code === BRACKET ? 1 : -1;
    }
    return true;
  }

  /** Reads on between items: one item, or what stands in its place. */
  #items(): void {
    const code = this.#cursor.passBlank();
    if (code === CLOSING_BRACE) {
      this.#cursor.at++;
      this.#closingBrace();
    } else if (code === SEMICOLON) this.#cursor.at++;
    else if (!this.#item(this.#cursor.at)) this.#rest();
  }

  /** Reads on between statements, up to the next one that matters. */
  #statements(): void {
    const text = this.#text;
    for (;;) {
      STATEMENTS.lastIndex = this.#cursor.at;
      if (!STATEMENTS.test(text)) {
        this.#cursor.at = text.length;
        return;
      }
      const behind = STATEMENTS.lastIndex;
      this.#cursor.at = behind;
      switch (text.charCodeAt(behind - 1)) {
        case BRACE:
          if (this.#opensMacro(behind - 1)) this.#passBrackets();
          else this.#scope.depth++;
          break;
        case PARENTHESIS:
        case BRACKET:
          // What lacks its bracket would go on to the end.
          if (!this.#byColumn && this.#opensMacro(behind - 1)) this.#passBrackets();
          break;
        case CLOSING_BRACE:
          if (!this.#closingBrace()) break;
          return;
        case DOUBLE_QUOTE:
        case SINGLE_QUOTE:
          this.#cursor.at = rustLiteralEnd(text, behind - 1);
          break;
        case ASTERISK:
          this.#cursor.at = this.#cursor.commentAt(behind - 2)?.span.end ?? behind;
          break;
        case HASH:
          if (!this.#opensAttribute(behind - 1)) break;
          this.#cursor.at = behind - 1;
          if (this.#item(behind - 1)) return;
          break;
        default:
          if (isLineBreak(text.charCodeAt(behind - 1))) break;
          if (this.#itemBefore(behind)) return;
          this.#cursor.at = behind;
      }
    }
  }

  #opensMacro(bracket: number): boolean {
    const end = trimmedEnd(this.#text, bracket);
    if (this.#text.charCodeAt(end - 1) !== EXCLAMATION) return false;
    const call = end < bracket ? CALLS_MACRO_APART : CALLS_MACRO;
    return call.test(this.#text.slice(Math.max(0, end - 3), end));
  }

  #opensAttribute(hash: number): boolean {
    ATTRIBUTE.lastIndex = hash;
    return ATTRIBUTE.test(this.#text);
  }

  /** Reads the item among statements whose keyword ends at `behind`; false when none starts there. */
  #itemBefore(behind: number): boolean {
    const text = this.#text;
    let keyword = behind;
    while (/\w/.test(text.charAt(keyword - 1))) keyword--;
    const before = text.slice(Math.max(0, keyword - MAX_QUALIFIERS), keyword);
    this.#cursor.return(keyword - (QUALIFIERS_BEFORE.exec(before)?.[0].length ?? 0));
    this.#cursor.passBlank();
    const start = this.#cursor.at;
    return start <= keyword && this.#startsStatement(start) && this.#item(start);
  }

  #startsStatement(start: number): boolean {
    const end = trimmedEnd(this.#text, start);
    if ('{};]'.includes(this.#text.charAt(end - 1))) return true;
    return this.#comments[commentsBefore(this.#comments, start) - 1]?.span.end === end;
  }

  /** Reads the item that starts at `outer`, attributes included. False, and behind those, when none starts there. */
  #item(outer: number): boolean {
    const text = this.#text;
    let test = false;
    while (this.#opensAttribute(this.#cursor.at)) {
      const content = ATTRIBUTE.lastIndex;
      const inner = text.slice(this.#cursor.at, content).includes('!');
      this.#cursor.at = content;
      this.#passAttribute();
      const isTest = isTestAttribute(codeIn(text, this.#comments, content, this.#cursor.at - 1));
      if (inner) this.#scope.test ||= isTest;
      else test ||= isTest;
      this.#cursor.passBlank();
    }
    test ||= this.#scope.test;
    const start = this.#cursor.at;
    this.#cursor.return(start);
    // What lacks a bracket can put literals and comments at odds.
    if (this.#cursor.at > start) return true;
    QUALIFIERS.lastIndex = start;
    QUALIFIERS.test(text);
    KEYWORD.lastIndex = QUALIFIERS.lastIndex;
    const match = KEYWORD.exec(text);
    const [, keyword, name = '', isImplementation] = match ?? [];
    if (!match) {
      if (!this.#scope.items || text.charCodeAt(QUALIFIERS.lastIndex) !== BRACE) return false;
      this.#cursor.at = QUALIFIERS.lastIndex + 1;
      this.#enterBlock(true, start, test);
      return true;
    }
    this.#cursor.at = KEYWORD.lastIndex;
    if (isImplementation) return this.#implementation(start, outer, test);
    const nameStart = match.index + match[0].lastIndexOf(name);
    const nameSpan = { start: nameStart, end: nameStart + name.length };
    const declared = (kind: UnitKind): Item => ({ kind, name, nameSpan, start, outer, test });
    switch (keyword) {
      case 'fn':
        if (this.#passHeader() === BRACE) this.#enterUnit(declared(this.#scope.kind), false, 'function');
        return true;
      case 'trait':
        if (this.#passHeader() === BRACE) this.#enterUnit(declared('interface'), true, 'method');
        return true;
      case 'mod':
        if (this.#cursor.passBlank() !== BRACE) return true;
        this.#cursor.at++;
        this.#enterUnit(declared('module'), true, 'function');
        return true;
      case 'struct':
      case 'union':
      case 'enum':
        this.#type(declared(keyword === 'enum' ? 'enum' : 'struct'));
        return true;
      default:
        this.#macro();
        return true;
    }
  }

  /** Goes behind a definition of a macro, of which the head up to the name was passed. */
  #macro(): void {
    for (
      let code = this.#cursor.passBlank();
      code === PARENTHESIS || code === BRACKET || code === BRACE;
      code = this.#cursor.passBlank()
    ) {
      this.#cursor.at++;
      this.#passBrackets();
      if (code === BRACE) return;
    }
  }

  #type(item: Item): void {
    const code = this.#passHeader();
    if (code === BRACE) this.#passBrackets();
    const isComplete = code === BRACE || code === SEMICOLON;
    if (isComplete && this.#scope.items) this.#addUnit(item, this.#cursor.at);
  }

  #implementation(start: number, outer: number, test: boolean): boolean {
    const header = this.#cursor.at;
    if (this.#passHeader() !== BRACE) return true;
    const { name, span } = implementedType(codeIn(this.#text, this.#comments, header, this.#cursor.at - 1), header);
    if (name === '') {
      this.#enter(true, 'method', start, test, -1, this.#scope.prefix);
      return true;
    }
    const item: Item = { kind: 'implementation', name, nameSpan: span, start, outer, test };
    this.#enterUnit(item, true, 'method');
    return true;
  }

  /** Goes to the end of an item's header and gives the brace or semicolon that ends it, else where it breaks off. */
  #passHeader(): number {
    let round = 0;
    let angle = 0;
    for (;;) {
      const code = this.#cursor.next(HEADER);
      switch (code) {
        case PARENTHESIS:
        case BRACKET:
          round++;
          break;
        case CLOSING_PARENTHESIS:
        case CLOSING_BRACKET:
          if (round-- > 0) break;
          return END;
        case LESS:
          if (round === 0) angle++;
          break;
        case GREATER:
          if (round === 0 && angle > 0 && !/[-=]/.test(this.#text.charAt(this.#cursor.at - 2))) angle--;
          break;
        case BRACE:
          if (round === 0 && angle === 0) return BRACE;
          this.#passBrackets();
          break;
        case SEMICOLON:
          if (round > 0) break;
          return SEMICOLON;
        case CLOSING_BRACE:
          this.#cursor.at--;
          return END;
        case END:
          return END;
        default:
          this.#cursor.at = this.#text.lastIndexOf('fn', this.#cursor.at);
          return END;
      }
    }
  }

  /** Goes behind what is no item: to its semicolon, or into its braces. */
  #rest(): void {
    const text = this.#text;
    const start = this.#cursor.at;
    const pattern = this.#scope.macro ? REST_OF_MACRO : REST;
    for (let depth = 0; ; ) {
      const code = this.#cursor.next(pattern);
      switch (code) {
        case PARENTHESIS:
        case BRACKET:
          if (MACRO_BEFORE.test(text.slice(Math.max(start, this.#cursor.at - 60), this.#cursor.at - 1)))
            this.#passBrackets();
          else depth++;
          break;
        case CLOSING_PARENTHESIS:
        case CLOSING_BRACKET:
          if (depth > 0) depth--;
          break;
        case BRACE: {
          CHOICE.lastIndex = start;
          const before = text.slice(Math.max(start, this.#cursor.at - 60), this.#cursor.at - 1);
          const macro = MACRO_BEFORE.test(before);
          this.#enterBlock(macro || CHOICE.test(text), start, this.#scope.test, macro);
          return;
        }
        case CLOSING_BRACE:
          this.#cursor.at--;
          return;
        case END:
          return;
        default:
          if (depth > 0) break;
          return;
      }
    }
  }

  /** Adds a unit and goes on inside of its brace, which was just passed. */
  #enterUnit(item: Item, items: boolean, kind: UnitKind): void {
    const unit = this.#addUnit(item, this.#cursor.at);
    const prefix = boundedPrefix(`${this.#units[unit]?.qualifiedName}::`, this.#scope.prefix);
    this.#enter(items, kind, item.start, item.test, unit, prefix);
  }

  /** Goes on inside of a brace that is no unit's. */
  #enterBlock(items: boolean, start: number, test: boolean, macro = false): void {
    this.#enter(items, this.#scope.kind, start, test, -1, this.#scope.prefix, macro);
  }

  #enter(
    items: boolean,
    kind: UnitKind,
    start: number,
    test: boolean,
    unit: number,
    prefix: string,
    macro = false,
  ): void {
    if (this.#scopes.length >= MAX_NESTING) {
      this.#passBrackets();
      this.#endUnit(unit);
      return;
    }
    const column = this.#byColumn ? this.#columnOf(start) : -1;
    const lineEnd = column < 0 ? 0 : lineEndAfter(this.#text, this.#cursor.at);
    const parent = unit >= 0 ? unit : this.#scope.parent;
    this.#scopes.push(this.#scope);
    this.#scope = { items, macro, unit, parent, prefix, kind, column, lineEnd, test, depth: 0 };
  }

  /** Takes the closing brace just passed; true when it closes the scope. */
  #closingBrace(): boolean {
    const column = this.#scope.column < 0 ? -1 : this.#columnOf(this.#cursor.at - 1);
    if (column >= 0 && column <= this.#scope.column) {
      while (this.#scope.column > column) this.#leave();
      if (this.#scope.column === column) this.#leave();
      return true;
    }
    if (this.#scope.depth > 0) {
      this.#scope.depth--;
      return false;
    }
    if (this.#scope.column >= 0 && this.#cursor.at > this.#scope.lineEnd) return false;
    if (this.#scopes.length > 0) this.#leave();
    else this.#balanced = false;
    return true;
  }

  /** Ends the innermost scope where the scanner stands. */
  #leave(): void {
    this.#endUnit(this.#scope.unit);
    this.#scope = this.#scopes.pop() ?? this.#scope;
  }

  #endUnit(index: number): void {
    const unit = this.#units[index];
    if (unit) unit.span = { start: unit.span.start, end: Math.max(unit.span.end, this.#cursor.at) };
  }

  /** Number of characters in front of `at` on its line, or -1 when they are not all white space. */
  #columnOf(at: number): number {
    for (let start = at; ; start--) {
      const code = this.#text.charCodeAt(start - 1);
      if (start === 0 || isLineBreak(code) || code === BYTE_ORDER_MARK) return at - start;
      if (!isSpace(code)) return -1;
    }
  }

  #addUnit({ kind, name, nameSpan, start, outer, test }: Item, end: number): number {
    const docSpan = documentationAbove(this.#text, this.#documentation, outer, start);
    const qualifiedName = this.#scope.prefix + name;
    const unit: OpenUnit = { kind, name, qualifiedName, nameSpan, span: { start, end }, parent: this.#scope.parent };
    if (docSpan) unit.docSpan = docSpan;
    if (test) unit.test = true;
    this.#units.push(unit);
    return this.#units.length - 1;
  }
}
