import type { UnitFact, UnitKind } from '../../model/facts.ts';
import type { Comment } from '../comments/comment.ts';
import { lineEndAfter } from '../comments/literals.ts';
import { pythonStringEnd } from '../comments/python.ts';
import { codeEndBefore, commentsBefore, documentationAbove, endsAt } from './documentation.ts';
import { boundedPrefix, dotted } from './qualifiedName.ts';
import { isLineBreak, trimmedEnd } from './whitespace.ts';

const AT_SIGN = 64;
const BACKSLASH = 92;
const BRACE = 123;
const BRACKET = 91;
const CLOSING_BRACE = 125;
const CLOSING_BRACKET = 93;
const CLOSING_PARENTHESIS = 41;
const DOUBLE_QUOTE = 34;
const FORM_FEED = 12;
const HASH = 35;
const PARENTHESIS = 40;
const SINGLE_QUOTE = 39;
const TAB = 9;

/** White space in front of a line of code, or what starts a literal, a comment, brackets, or a joined line. */
const TOKEN = /[\n\r][ \t\f]*(?=[^\s#])|["'#()[\]{}\\]/g;
/** Type parameters and bases of a class that only describes others. */
const PROTOCOL = /(?:\[[^\]]{0,300}\])?[ \t]*\([^()#]{0,300}\bProtocol\b/y;
const STARTS_DEFINITION = /[acd]/;
const FIRST_LINE = /\ufeff?[ \t\f]*(?=[^\s#])/y;
/** White space in a line, of which the next one may be a part. */
const GAP = '(?:[ \\t\\f]|\\\\(?:\\r\\n|[\\n\\r]))';
const DEFINITION = new RegExp(
  `(?:async${GAP}+)?(def|class)${GAP}+([A-Za-z_\\u0080-\\ufefe][\\w\\u0080-\\ufefe]*)${GAP}*[(:[]`,
  'y',
);
const HEADER = /["'#:()[\]{}]/g;
const BLANK = /(?:[\s\ufeff]|\\[\n\r])*/y;
const NO_BODY = '...';
const OVERLOAD = /@[ \t]*(?:\w+[ \t]*\.[ \t]*)?overload\b/y;

/** A unit while it is read: its end is known when the next line with its indentation, or less, is met. */
interface OpenUnit {
  readonly index: number;
  readonly indent: number;
  readonly isClass: boolean;
  /** What the names of units inside start with. */
  readonly prefix: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };

/**
 * The functions, methods and classes of a Python text. A body reaches to its last statement, or to the last comment
 * behind it that is indented like the body. Signatures for type checkers (`@overload`) and functions whose body is `...`
 * only declare, and do not count; nor do lambdas.
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
    let at = FIRST_LINE.test(text) ? this.#line(FIRST_LINE.lastIndex) : 0;
    for (;;) {
      TOKEN.lastIndex = at;
      if (!TOKEN.test(text)) {
        this.#close(text.length, -1);
        return this.#units;
      }
      at = TOKEN.lastIndex;
      switch (text.charCodeAt(at - 1)) {
        case DOUBLE_QUOTE:
        case SINGLE_QUOTE:
          at = pythonStringEnd(text, at - 1);
          break;
        case HASH:
          at = lineEndAfter(text, at);
          break;
        case BACKSLASH:
          at += text.startsWith('\r\n', at) ? 2 : 1;
          break;
        case PARENTHESIS:
        case BRACKET:
        case BRACE:
          this.#brackets++;
          break;
        case CLOSING_PARENTHESIS:
        case CLOSING_BRACKET:
        case CLOSING_BRACE:
          if (this.#brackets > 0) this.#brackets--;
          break;
        default:
          at = this.#line(at);
      }
    }
  }

  /** Reads the line whose code starts at `at`; gives where to go on. */
  #line(at: number): number {
    const text = this.#text;
    if (text.charCodeAt(at) === BACKSLASH) return at;
    const definition = STARTS_DEFINITION.test(text.charAt(at)) ? this.#definitionAt(at) : null;
    if (this.#brackets > 0) {
      if (!definition) return at;
      // No definition stands in brackets: one of them is still being typed.
      this.#brackets = 0;
    }
    const indent = this.#indent(at);
    this.#close(at, indent);
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

  #definitionAt(at: number): RegExpExecArray | null {
    DEFINITION.lastIndex = at;
    return DEFINITION.exec(this.#text);
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
    const outside = parent?.prefix ?? '';
    const qualifiedName = dotted(outside, name);
    const docSpan = documentationAbove(this.#text, this.#comments, outer, at);
    this.#units.push({
      kind: isClass ? this.#classKind(at + whole.length - 1) : kindOf(name, parent),
      name,
      qualifiedName,
      nameSpan: { start: nameStart, end: nameStart + name.length },
      span: { start: at, end: at },
      ...(docSpan && { docSpan }),
      parent: parent?.index ?? -1,
    });
    this.#open.push({ index: this.#units.length - 1, indent, isClass, prefix: boundedPrefix(qualifiedName, outside) });
    return nameStart;
  }

  #classKind(behindName: number): UnitKind {
    PROTOCOL.lastIndex = behindName;
    return PROTOCOL.test(this.#text) ? 'interface' : 'class';
  }

  /** Ends the units that a line with this indentation, which starts at `at`, does not belong to. */
  #close(at: number, indent: number): void {
    for (let open = this.#open.at(-1); open && open.indent >= indent; open = this.#open.at(-1)) {
      this.#open.pop();
      const unit = this.#units[open.index];
      if (!unit) continue;
      unit.span.end = Math.max(unit.nameSpan.end, this.#bodyEnd(at, open.indent));
      if (!open.isClass && open.index === this.#units.length - 1 && this.#onlyDeclares(unit)) this.#units.pop();
    }
  }

  /** True for a function whose body is `...`, with or without a docstring. */
  #onlyDeclares({ nameSpan, span }: UnitFact): boolean {
    const end = codeEndBefore(this.#text, this.#comments, span.end);
    if (!this.#text.startsWith(NO_BODY, end - NO_BODY.length)) return false;
    return this.#firstStatement(nameSpan.end, end) === end - NO_BODY.length;
  }

  /** Start of the first statement behind the header that goes on at `at`, and behind the docstring; undefined for a header that goes on at `end`. */
  #firstStatement(at: number, end: number): number | undefined {
    const text = this.#text;
    HEADER.lastIndex = at;
    for (let depth = 0; HEADER.test(text) && HEADER.lastIndex <= end; ) {
      const found = HEADER.lastIndex - 1;
      const character = text.charAt(found);
      if (character === ':' && depth === 0) return this.#behindComments(found + 1);
      if ('([{'.includes(character)) depth++;
      else if (')]}'.includes(character)) depth--;
      else if (character === '#') HEADER.lastIndex = lineEndAfter(text, found);
      else if (character !== ':') HEADER.lastIndex = pythonStringEnd(text, found);
    }
    return undefined;
  }

  #behindComments(at: number): number {
    for (let next = at, index = commentsBefore(this.#comments, at); ; index++) {
      BLANK.lastIndex = next;
      BLANK.test(this.#text);
      const comment = this.#comments[index];
      if (comment?.span.start !== BLANK.lastIndex) return BLANK.lastIndex;
      next = comment.span.end;
    }
  }

  /** Offset behind the last thing before `at` that belongs to a body of a definition with this indentation. */
  #bodyEnd(at: number, indent: number): number {
    let end = trimmedEnd(this.#text, at);
    for (let index = commentsBefore(this.#comments, end) - 1; index >= 0; index--) {
      const comment = this.#comments[index];
      if (comment?.kind !== 'line' || !endsAt(this.#text, comment, end)) return end;
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
