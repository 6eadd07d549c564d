import type { UnitFact, UnitKind } from '../../model/facts.ts';
import { lineEndAfter } from '../comments/literals.ts';
import { pythonStringEnd } from '../comments/python.ts';
import type { Comment } from '../comments.ts';
import { commentsBefore, documentationAbove } from './documentation.ts';
import { isLineBreak, trimmedEnd } from './whitespace.ts';

const AT_SIGN = 64;
const BACKSLASH = 92;
const CARRIAGE_RETURN = 13;
const DOUBLE_QUOTE = 34;
const FORM_FEED = 12;
const HASH = 35;
const LINE_FEED = 10;
const SINGLE_QUOTE = 39;
const TAB = 9;

/** A line with code, a literal, a comment, a bracket, or a joined line. */
const TOKEN = /[\n\r][ \t\f]*(?=[^\s#])|["'#()[\]{}]|\\(?:\r\n|[\s\S])/g;
const FIRST_LINE = /\ufeff?[ \t\f]*(?=[^\s#])/y;
const DEFINITION = /(?:async[ \t]+)?(def|class)[ \t]+([A-Za-z_\u0080-\ufefe][\w\u0080-\ufefe]*)[ \t\\]*[(:[]/y;
const OVERLOAD = /@[ \t]*(?:\w+[ \t]*\.[ \t]*)?overload\b/y;

/** A unit while it is read: its end is known when the next line with its indentation, or less, is met. */
interface OpenUnit {
  readonly index: number;
  readonly indent: number;
  readonly isClass: boolean;
  readonly qualifiedName: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };

/**
 * The functions, methods and classes of a Python text. A body reaches to its last statement, or to the last comment
 * behind it that is indented like the body. Signatures for type checkers (`@overload`) do not count.
 */
export function pythonUnits(text: string, comments: readonly Comment[]): readonly UnitFact[] {
  return new PythonScanner(text, comments).read();
}

class PythonScanner {
  readonly #text: string;
  readonly #comments: readonly Comment[];
  readonly #units: Mutable<UnitFact>[] = [];
  readonly #open: OpenUnit[] = [];
  #brackets = 0;
  /** Start of the first decorator in front of the next definition. */
  #decorators: number | undefined;
  #overload = false;

  constructor(text: string, comments: readonly Comment[]) {
    this.#text = text;
    this.#comments = comments;
  }

  read(): readonly UnitFact[] {
    const text = this.#text;
    FIRST_LINE.lastIndex = 0;
    let at = FIRST_LINE.test(text) ? this.#line(0, FIRST_LINE.lastIndex) : 0;
    for (;;) {
      TOKEN.lastIndex = at;
      const match = TOKEN.exec(text);
      if (!match) {
        this.#close(text.length, -1);
        return this.#units;
      }
      const found = match.index;
      at = found + match[0].length;
      switch (text.charCodeAt(found)) {
        case LINE_FEED:
        case CARRIAGE_RETURN:
          at = this.#line(found, at);
          break;
        case DOUBLE_QUOTE:
        case SINGLE_QUOTE:
          at = pythonStringEnd(text, found);
          break;
        case HASH:
          at = lineEndAfter(text, found);
          break;
        case BACKSLASH:
          break;
        default:
          this.#bracket(match[0]);
      }
    }
  }

  #bracket(bracket: string): void {
    if ('([{'.includes(bracket)) this.#brackets++;
    else if (this.#brackets > 0) this.#brackets--;
  }

  /** Reads the line whose break stands at `lineBreak` and whose code starts at `at`; gives where to go on. */
  #line(lineBreak: number, at: number): number {
    const text = this.#text;
    DEFINITION.lastIndex = at;
    const definition = DEFINITION.exec(text);
    if (this.#brackets > 0) {
      if (!definition) return at;
      // No definition stands in brackets: one of them is still being typed.
      this.#brackets = 0;
    }
    const indent = this.#indent(at);
    this.#close(lineBreak, indent);
    if (definition) return this.#define(definition, at, indent);
    if (text.charCodeAt(at) === AT_SIGN) {
      this.#decorators ??= at;
      OVERLOAD.lastIndex = at;
      this.#overload ||= OVERLOAD.test(text);
    } else {
      this.#decorators = undefined;
      this.#overload = false;
    }
    return at;
  }

  #define(definition: RegExpExecArray, at: number, indent: number): number {
    const [whole, keyword, name = ''] = definition;
    const outer = this.#decorators ?? at;
    const skipped = this.#overload;
    this.#decorators = undefined;
    this.#overload = false;
    const nameStart = at + whole.lastIndexOf(name);
    if (skipped) return nameStart;
    const parent = this.#open.at(-1);
    const isClass = keyword === 'class';
    const qualifiedName = parent ? `${parent.qualifiedName}.${name}` : name;
    const docSpan = documentationAbove(this.#text, this.#comments, outer, at);
    this.#units.push({
      kind: isClass ? 'class' : kindOf(name, parent),
      name,
      qualifiedName,
      nameSpan: { start: nameStart, end: nameStart + name.length },
      span: { start: at, end: at },
      ...(docSpan && { docSpan }),
      parent: parent?.index ?? -1,
    });
    this.#open.push({ index: this.#units.length - 1, indent, isClass, qualifiedName });
    return nameStart;
  }

  /** Ends the units that a line with this indentation, which starts at `at`, does not belong to. */
  #close(at: number, indent: number): void {
    for (let open = this.#open.at(-1); open && open.indent >= indent; open = this.#open.at(-1)) {
      this.#open.pop();
      const unit = this.#units[open.index];
      if (unit) unit.span.end = Math.max(unit.nameSpan.end, this.#bodyEnd(at, open.indent));
    }
  }

  /** Offset behind the last thing before `at` that belongs to a body of a definition with this indentation. */
  #bodyEnd(at: number, indent: number): number {
    let end = trimmedEnd(this.#text, at);
    for (let index = commentsBefore(this.#comments, end) - 1; index >= 0; index--) {
      const comment = this.#comments[index];
      if (comment?.kind !== 'line' || comment.span.end !== end) return end;
      if (!this.#standsAlone(comment.span.start) || this.#indent(comment.span.start) > indent) return end;
      end = trimmedEnd(this.#text, comment.span.start);
    }
    return end;
  }

  #lineStart(at: number): number {
    let start = at;
    while (start > 0 && !isLineBreak(this.#text.charCodeAt(start - 1))) start--;
    return start;
  }

  #standsAlone(at: number): boolean {
    return this.#text.slice(this.#lineStart(at), at).trim() === '';
  }

  /** Columns of white space in front of `at`; a tab goes on to the next multiple of eight. */
  #indent(at: number): number {
    let columns = 0;
    for (let index = this.#lineStart(at); index < at; index++) {
      const code = this.#text.charCodeAt(index);
      if (code === TAB) columns += 8 - (columns % 8);
      else if (code === FORM_FEED) columns = 0;
      else if (code === 32) columns++;
    }
    return columns;
  }
}

function kindOf(name: string, parent: OpenUnit | undefined): UnitKind {
  if (!parent?.isClass) return 'function';
  return name === '__init__' ? 'constructor' : 'method';
}
