import type { UnitFact, UnitKind } from '../../model/facts.ts';
import type { Comment } from '../comments/comment.ts';
import { goLiteralEnd } from '../comments/curly.ts';
import { endOf, lineEndAfter, quotedRest } from '../comments/literals.ts';
import { BLOCK_COMMENT } from './blockComment.ts';
import { CodeCursor, END } from './codeCursor.ts';
import { codeEndBefore, commentsBefore, documentationAbove } from './documentation.ts';
import type { OpenUnit } from './openUnit.ts';
import { isLineBreak, isSpace, trimmedEnd } from './whitespace.ts';

const ASTERISK = 42;
const BACKSLASH = 92;
const BRACE = 123;
const BRACKET = 91;
const CARRIAGE_RETURN = 13;
const CLOSING_BRACE = 125;
const CLOSING_BRACKET = 93;
const CLOSING_PARENTHESIS = 41;
const DOUBLE_QUOTE = 34;
const LINE_FEED = 10;
const PARENTHESIS = 40;
const SEMICOLON = 59;
const SINGLE_QUOTE = 39;

const FILE_LEVEL = /[{}"'`/]|\b(?:func|type|var)\b/g;
/** A brace, or the end of what is no code: strings up to their end or first escape, raw strings, line comments. */
const BODY = /[{}']|"[^"\\\n\r]*["\\\n\r]|`[^`]*(?:`|$)|\/(?:\/[^\n\r]*(?:[\n\r]|$)|\*)/g;
const BODY_BY_COLUMN = new RegExp(`${BODY.source}|[\\n\\r](?=func[ \\t(])`, 'g');
const DECLARATION = /[{}()[\]"'`/;\n\r]/g;

const NAME = '[A-Za-z_\\u0080-\\ufefe][\\w\\u0080-\\ufefe]*';
const COMMENT = `(?:${BLOCK_COMMENT}|//[^\\n\\r]*[\\n\\r])`;
const RECEIVER = `[^(){}/]*(?:${COMMENT}[^(){}/]*)*`;
/** What may stand behind a keyword or an operator, and what behind a name or a parenthesis, where a line break would end a statement. */
const BLANK = `(?:\\s|${COMMENT})*`;
const BLANK_ON_LINE = `(?:[ \\t]|${BLOCK_COMMENT})*`;
const FUNCTION_HEAD = new RegExp(
  `func${BLANK}(?:\\((${RECEIVER})\\)${BLANK_ON_LINE})?(${NAME})(?=${BLANK_ON_LINE}[[(])`,
  'y',
);
/** What stands between the name of a variable and its value: its type, where it has one. */
const BEHIND_NAME = `(?:(?=[ \\t/])[^={};\\n\\r/]*(?:${BLOCK_COMMENT}[^={};\\n\\r/]*)*)?`;
const BOUND_FUNCTION = new RegExp(`(${NAME})${BEHIND_NAME}=${BLANK}func(?=${BLANK}\\()`, 'y');
const TYPE_NAME = new RegExp(`(${NAME})[ \\t]*`, 'y');
/** A parameter and a comma, or the start of its constraint; anything else in brackets is the length of an array. */
const TYPE_PARAMETERS = new RegExp(`\\[\\s*${NAME}(?:\\s*,|\\s+(?:[\\w\\u0080-\\ufefe~[(]|\\*(?!\\s)|<-))`, 'y');
const TYPE_KIND = /(=|struct\b|interface\b)?/y;
const CALLS = /[ \t]*\(/y;
const COMMENTS = new RegExp(COMMENT, 'g');
const TYPE_BEFORE_BRACE = /\b(?:struct|interface)$/;
const LONGEST_TYPE = 'interface'.length + 1;

/** Words that stand behind the parameters of a function's type, where a method has its name. */
const NO_NAMES = new Set(['func', 'map', 'chan', 'struct', 'interface']);

/**
 * The functions and methods of a Go text that have a body, function literals that a file-level `var` names, and the
 * types that it declares. A method is called `Type.Method`. Local functions and types are part of the function around
 * them. When braces do not add up, a second reading ends functions where a brace stands in the first column.
 */
export function goUnits(text: string, comments: readonly Comment[]): readonly UnitFact[] {
  const plain = new GoScanner(text, comments, false).read();
  return plain.balanced ? plain.units : new GoScanner(text, comments, true).read().units;
}

class GoScanner {
  readonly #text: string;
  readonly #cursor: CodeCursor;
  readonly #comments: readonly Comment[];
  /** True when a closing brace in the first column ends the block that is open. */
  readonly #byColumn: boolean;
  readonly #units: UnitFact[] = [];
  #balanced = true;

  constructor(text: string, comments: readonly Comment[], byColumn: boolean) {
    this.#text = text;
    this.#comments = comments;
    this.#cursor = new CodeCursor(text, comments, goLiteralEnd);
    this.#byColumn = byColumn;
  }

  read(): { readonly units: readonly UnitFact[]; readonly balanced: boolean } {
    for (let code = this.#cursor.next(FILE_LEVEL); code !== END; code = this.#cursor.next(FILE_LEVEL)) {
      if (code === BRACE) this.#passBlock();
      else if (code === CLOSING_BRACE) this.#balanced = false;
      else this.#keyword();
    }
    return { units: this.#units, balanced: this.#balanced };
  }

  /**
   * Goes behind the brace that closes the one just passed, or to where the block is given up. `start` is where its
   * declaration starts, if it is one of its own.
   */
  #passBlock(start?: number): void {
    const text = this.#text;
    const byColumn = this.#byColumn && start !== undefined && (start === 0 || isLineBreak(text.charCodeAt(start - 1)));
    const firstLine = byColumn ? lineEndAfter(text, this.#cursor.at) : 0;
    const pattern = this.#byColumn ? BODY_BY_COLUMN : BODY;
    for (let depth = 1; ; ) {
      pattern.lastIndex = this.#cursor.at;
      if (!pattern.test(text)) {
        this.#balanced = false;
        this.#cursor.at = trimmedEnd(text, text.length);
        return;
      }
      this.#cursor.at = pattern.lastIndex;
      switch (text.charCodeAt(this.#cursor.at - 1)) {
        case BRACE:
          depth++;
          break;
        case CLOSING_BRACE:
          depth--;
          if (byColumn && isLineBreak(text.charCodeAt(this.#cursor.at - 2))) return;
          if (depth > 0) break;
          if (!byColumn || this.#cursor.at <= firstLine) return;
          depth = 1;
          break;
        case BACKSLASH:
          this.#cursor.at = quotedRest(text, this.#cursor.at - 1, DOUBLE_QUOTE);
          break;
        case SINGLE_QUOTE:
          this.#cursor.at = goLiteralEnd(text, this.#cursor.at - 1);
          break;
        case ASTERISK:
          this.#cursor.at = endOf(text, '*/', this.#cursor.at);
          break;
        case LINE_FEED:
        case CARRIAGE_RETURN:
          if (!this.#byColumn || !this.#startsFunction(this.#cursor.at)) break;
          this.#cursor.at--;
          return;
      }
    }
  }

  #startsFunction(at: number): boolean {
    FUNCTION_HEAD.lastIndex = at;
    return FUNCTION_HEAD.test(this.#text);
  }

  /** Reads the declaration whose keyword was just passed. */
  #keyword(): void {
    const behind = this.#cursor.at;
    const text = this.#text;
    if (text.startsWith('func', behind - 4)) {
      if (this.#startsStatement(behind - 4)) this.#function(behind - 4);
    } else if (text.startsWith('type', behind - 4)) {
      if (this.#startsStatement(behind - 4)) this.#specifications(behind - 4, (start) => this.#type(start));
    } else if (this.#startsStatement(behind - 3)) {
      this.#specifications(behind - 3, (start) => this.#variable(start));
    }
  }

  /** True when nothing but white space and comments stands before `at` in its statement. */
  #startsStatement(at: number): boolean {
    const text = this.#text;
    let start = at;
    let comment = commentsBefore(this.#comments, at) - 1;
    while (start > 0) {
      const code = text.charCodeAt(start - 1);
      const before = this.#comments[comment];
      if (before?.span.end === start) start = this.#comments[comment--]?.span.start ?? 0;
      else if (isLineBreak(code)) return true;
      else if (isSpace(code)) start--;
      else return code === SEMICOLON || code === CLOSING_BRACE;
    }
    return true;
  }

  #function(start: number): void {
    FUNCTION_HEAD.lastIndex = start;
    const head = FUNCTION_HEAD.exec(this.#text);
    const [, receiver, name = ''] = head ?? [];
    if (!head || NO_NAMES.has(name)) return;
    const behind = FUNCTION_HEAD.lastIndex;
    const nameStart = behind - name.length;
    this.#cursor.at = behind;
    if (!this.#passSignature()) return;
    this.#passBlock(start);
    if (name === '_') return;
    const owner = receiver === undefined ? undefined : receiverType(receiver);
    this.#addUnit(owner ? 'method' : 'function', name, nameStart, start, owner);
  }

  /** Goes behind the brace that opens the body; false when the declaration has none, or breaks off. */
  #passSignature(): boolean {
    let depth = 0;
    for (;;) {
      const code = this.#cursor.next(DECLARATION);
      switch (code) {
        case PARENTHESIS:
        case BRACKET:
          depth++;
          break;
        case CLOSING_PARENTHESIS:
        case CLOSING_BRACKET:
          if (depth-- === 0) return false;
          break;
        case BRACE:
          if (!this.#isOfType(this.#cursor.at - 1)) {
            if (depth === 0) return true;
            this.#cursor.at--;
            return false;
          }
          this.#passBlock();
          break;
        case SEMICOLON:
        case LINE_FEED:
        case CARRIAGE_RETURN:
          if (depth === 0 || this.#startsFunction(this.#cursor.at)) return false;
          break;
        default:
          this.#cursor.at -= code === END ? 0 : 1;
          return false;
      }
    }
  }

  /** True for the brace of a type that is written out. */
  #isOfType(brace: number): boolean {
    const end = codeEndBefore(this.#text, this.#comments, brace);
    return TYPE_BEFORE_BRACE.test(this.#text.slice(Math.max(0, end - LONGEST_TYPE), end));
  }

  /** Reads what follows the keyword at `keyword`: one specification, or several in parentheses. */
  #specifications(keyword: number, read: (start: number) => void): void {
    if (this.#cursor.passBlank() !== PARENTHESIS) {
      read(keyword);
      return;
    }
    this.#cursor.at++;
    for (;;) {
      this.#cursor.passBlank();
      const start = this.#cursor.at;
      read(start);
      if (this.#cursor.at === start) this.#passSpecification();
      if (this.#cursor.at === start) {
        if (this.#text.charCodeAt(start) === CLOSING_PARENTHESIS) this.#cursor.at++;
        return;
      }
    }
  }

  /** Goes to the end of the specification: of its line, outside of brackets, or before the bracket that ends its group. */
  #passSpecification(start?: number): void {
    let depth = 0;
    for (;;) {
      const code = this.#cursor.next(DECLARATION);
      switch (code) {
        case BRACE:
          this.#passBlock(start);
          break;
        case PARENTHESIS:
        case BRACKET:
          depth++;
          break;
        case SEMICOLON:
        case LINE_FEED:
        case CARRIAGE_RETURN:
          if (depth === 0) return;
          break;
        case END:
          return;
        default:
          if (depth-- > 0 && code !== CLOSING_BRACE) break;
          this.#cursor.at--;
          return;
      }
    }
  }

  #type(start: number): void {
    const text = this.#text;
    const nameStart = this.#cursor.at;
    TYPE_NAME.lastIndex = nameStart;
    const name = TYPE_NAME.exec(text)?.[1];
    if (name === undefined) return;
    this.#cursor.at = TYPE_NAME.lastIndex;
    TYPE_PARAMETERS.lastIndex = this.#behindBlank();
    if (TYPE_PARAMETERS.test(text)) this.#passBrackets();
    TYPE_KIND.lastIndex = this.#behindBlank();
    const keyword = TYPE_KIND.exec(text)?.[1];
    const hasMembers = keyword === 'struct' || keyword === 'interface';
    if (hasMembers) this.#passToBrace(TYPE_KIND.lastIndex);
    else if (keyword === '=') this.#passEquals(TYPE_KIND.lastIndex);
    this.#passSpecification(start);
    if (keyword !== '=') this.#addUnit(hasMembers ? keyword : 'type', name, nameStart, start);
  }

  /** Goes behind a keyword that ends at `behind`, and to its brace, which may stand on a later line. */
  #passToBrace(behind: number): void {
    this.#cursor.at = behind;
    const brace = this.#behindBlank();
    if (this.#text.charCodeAt(brace) === BRACE) this.#cursor.at = brace;
  }

  /** Goes behind the `=` that ends at `behind`, and to what is assigned, which may stand on a later line. */
  #passEquals(behind: number): void {
    this.#cursor.at = behind;
    this.#cursor.passBlank();
  }

  /** Where what follows the white space and comments here starts. */
  #behindBlank(): number {
    const { at } = this.#cursor;
    this.#cursor.passBlank();
    const behind = this.#cursor.at;
    this.#cursor.return(at);
    return behind;
  }

  #passBrackets(): void {
    let depth = 0;
    for (;;) {
      const code = this.#cursor.next(DECLARATION);
      if (code === BRACE) this.#passBlock();
      else if (code === PARENTHESIS || code === BRACKET) depth++;
      else if (code === CLOSING_BRACE || code === END) return;
      else if ((code === CLOSING_PARENTHESIS || code === CLOSING_BRACKET) && --depth <= 0) return;
    }
  }

  #variable(start: number): void {
    const nameStart = this.#cursor.at;
    BOUND_FUNCTION.lastIndex = nameStart;
    const name = BOUND_FUNCTION.exec(this.#text)?.[1];
    if (name === undefined) return;
    this.#cursor.at = BOUND_FUNCTION.lastIndex;
    if (!this.#passSignature()) return;
    this.#passBlock(start);
    CALLS.lastIndex = this.#cursor.at;
    if (name !== '_' && !CALLS.test(this.#text)) this.#addUnit('function', name, nameStart, start);
  }

  /** Adds a unit that ends where the scanner stands. */
  #addUnit(kind: UnitKind, name: string, nameStart: number, start: number, owner?: string): void {
    const docSpan = documentationAbove(this.#text, this.#comments, start, start);
    const unit: OpenUnit = {
      kind,
      name,
      qualifiedName: owner ? `${owner}.${name}` : name,
      nameSpan: { start: nameStart, end: nameStart + name.length },
      span: { start, end: trimmedEnd(this.#text, this.#cursor.at) },
      parent: -1,
    };
    if (docSpan) unit.docSpan = docSpan;
    this.#units.push(unit);
  }
}

/** The type of a receiver without pointer, parameters and the receiver's name. */
function receiverType(receiver: string): string {
  const code = receiver.replace(COMMENTS, ' ');
  const bracket = code.indexOf('[');
  const type = (bracket < 0 ? code : code.slice(0, bracket)).replace(',', ' ').trimEnd();
  let start = type.length;
  while (start > 0 && !isSpace(type.charCodeAt(start - 1)) && type.charCodeAt(start - 1) !== ASTERISK) start--;
  return type.slice(start);
}
