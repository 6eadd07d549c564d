import type { Comment } from './comment.ts';
import { endOf, lineEndAfter, quotedEnd } from './literals.ts';

/** Token kinds beyond single characters, which stand for themselves by their character code. */
export const TOKEN_END = -1;
export const TOKEN_WORD = -2;
/** A string, a template without holes, or a regular expression. */
export const TOKEN_VALUE = -3;
export const TOKEN_ARROW = -4;
/** A comparison, or another operator of several characters that ends in `=`. */
export const TOKEN_OPERATOR = -5;

/** Which tokens a lexer finds: all of them, or only those that decide where comments are, at a fraction of the time. */
export type Detail = 'all' | 'forComments';

/** What decides where comments are. */
const DECISIVE = /["'`{}</]/g;

const BACKSLASH = 92;
const BACKTICK = 96;
const CLOSING_BRACE = 125;
const CLOSING_PARENTHESIS = 41;
const COMMA = 44;
const EQUALS = 61;
const GREATER = 62;
const HASH = 35;
const LESS = 60;
const OPENING_BRACE = 123;
const OPENING_PARENTHESIS = 40;
const SLASH = 47;
const STAR = 42;

/** What stands around the place that is read. */
const NOTHING = 0;
const BRACES = 1;
const TEMPLATE_HOLE = 2;
const JSX_CHILD = 3;
const JSX_ATTRIBUTE = 4;
const JSX_TAG = 5;
const JSX_ELEMENT = 6;

/** Classes of characters: what a token that starts with one may be. */
const BLANK = 0;
const IN_WORD = 1;
/** Stands for itself. */
const MARK = 2;
/** May be the first character of an operator, or `=>`. */
const OPERATOR = 3;
/** Decides where comments are. */
const SPECIAL = 4;
const CLASSES = classesOfCharacters();

/** At the start of a line, what hid a script from browsers that knew none. The rest of the line is a comment. */
const HTML_COMMENT = /<!--(?<=(?:^|[\n\r])[ \t\ufeff]*<!--)/y;
const TEMPLATE_STOP = /[`\\$]/g;
const TAG_STOP = /[>{"'/]/g;
const CHILDREN_STOP = /[{<]/g;
const WORD = /[\w$\u0080-\uffff]/;
const REGULAR_EXPRESSION_STOP = /[\\/[\]\n\r]/g;
const FLAGS = /[a-z]*/y;
/** Name, what closes the tag at once, first attribute, its value, spread. */
const JSX_OPENING =
  /<(?:>|([A-Za-z_$][\w$.:-]*)(?:<(?:[^<>(){};]|<[^<>(){};]*>){0,200}>)?(?:\s*(\/?>)|\s+(?!extends\b)([A-Za-z_$][\w$:.-]*)(\s*=\s*["'{])?|\s+(\{\s*\.\.\.)))/y;
const TYPE_ARGUMENTS = /(?:<(?:[^<>(){};]|<[^<>(){};]*>){0,200}>)?/y;
const JSX_CLOSING = /<\/\s*([\w$.:-]*)\s*>/g;
const JSX_NAME = /[A-Za-z_$][\w$.:-]*/y;
const BEFORE_EXPRESSION = new Set(
  'return typeof case in of delete void instanceof new throw yield await else do default'.split(' '),
);
/** A failed attempt to read a regular expression costs the rest of its line; so many are allowed per line. */
const ATTEMPTS_PER_LINE = 16;
/** How far a tag without a closing one may reach before its `/>`. */
const SELF_CLOSING_REACH = 4000;

/**
 * Reads JavaScript and TypeScript, JSX included, token by token. Comments are collected on the way. A template with
 * holes and a JSX element come as parentheses around the tokens of the code that they hold in braces; JSX names,
 * attributes and text give no tokens.
 * Whether a slash divides and whether `<` opens an element is told from what stands around it.
 */
export class ScriptLexer {
  readonly comments: Comment[] = [];
  /** Offset of the token that `next` found. */
  start = 0;
  /** Offset behind it. */
  end = 0;

  readonly #text: string;
  readonly #all: boolean;
  /** Frames around the innermost one. */
  readonly #outer: number[] = [];
  #frame = NOTHING;
  #closings: ReadonlyMap<string, number> | undefined;
  #failures = 0;
  #failuresUntil = 0;

  constructor(text: string, detail: Detail) {
    this.#text = text;
    this.#all = detail === 'all';
    const first = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.end = text.startsWith('#!', first) ? lineEndAfter(text, first) : first;
  }

  /** Moves to the next token and gives its kind, `TOKEN_END` behind the last one. */
  next(): number {
    for (;;) {
      const kind = this.#frame < JSX_TAG ? this.#code() : this.#frame === JSX_TAG ? this.#tag() : this.#children();
      if (kind !== undefined) return kind;
    }
  }

  #push(frame: number): void {
    this.#outer.push(this.#frame);
    this.#frame = frame;
  }

  /** Leaves the innermost frame and gives it. */
  #pop(): number {
    const frame = this.#frame;
    this.#frame = this.#outer.pop() ?? NOTHING;
    return frame;
  }

  #token(kind: number, start: number, end: number): number {
    this.start = start;
    this.end = end;
    return kind;
  }

  #code(): number | undefined {
    if (this.#all) return this.#anyToken();
    const text = this.#text;
    DECISIVE.lastIndex = this.end;
    if (!DECISIVE.test(text)) return this.#token(TOKEN_END, text.length, text.length);
    const start = DECISIVE.lastIndex - 1;
    return this.#special(text.charCodeAt(start), start);
  }

  #anyToken(): number | undefined {
    const text = this.#text;
    const { length } = text;
    let start = this.end;
    let kind = BLANK;
    for (; start < length; start++) {
      kind = classAt(text, start);
      if (kind !== BLANK) break;
    }
    switch (kind) {
      case BLANK:
        return this.#token(TOKEN_END, length, length);
      case IN_WORD:
        return this.#token(TOKEN_WORD, start, wordEnd(text, start + 1));
      case SPECIAL:
        return this.#special(text.charCodeAt(start), start);
      case OPERATOR:
        return this.#operator(text.charCodeAt(start), start);
      default:
        return this.#token(text.charCodeAt(start), start, start + 1);
    }
  }

  /** Reads what starts with `=`, `!`, `>` or `#`. */
  #operator(code: number, start: number): number {
    const text = this.#text;
    if (code === HASH) {
      const end = wordEnd(text, start + 1);
      return this.#token(end > start + 1 ? TOKEN_WORD : HASH, start, end);
    }
    if (code === EQUALS && text.charCodeAt(start + 1) === GREATER) return this.#token(TOKEN_ARROW, start, start + 2);
    const end = behindEquals(text, start);
    return this.#token(end > start + 1 ? TOKEN_OPERATOR : code, start, end);
  }

  #special(code: number, start: number): number | undefined {
    const text = this.#text;
    const end = start + 1;
    switch (code) {
      case BACKTICK:
        return this.#template(start, end);
      case OPENING_BRACE:
        this.#push(BRACES);
        return this.#token(OPENING_BRACE, start, end);
      case CLOSING_BRACE:
        return this.#closeBrace(start, end);
      case SLASH:
        return this.#slash(start);
      case LESS:
        return this.#less(start);
      default:
        return this.#token(TOKEN_VALUE, start, quotedEnd(text, start));
    }
  }

  #closeBrace(start: number, end: number): number | undefined {
    switch (this.#pop()) {
      case TEMPLATE_HOLE:
        return this.#template(start, end);
      case JSX_CHILD:
      case JSX_ATTRIBUTE:
        return this.#token(CLOSING_PARENTHESIS, start, end);
      default:
        return this.#token(CLOSING_BRACE, start, end);
    }
  }

  /** Reads template text from `from` on; `start` is the backtick or the brace that closed the hole before. */
  #template(start: number, from: number): number {
    const text = this.#text;
    const resumed = text.charCodeAt(start) === CLOSING_BRACE;
    TEMPLATE_STOP.lastIndex = from;
    while (TEMPLATE_STOP.test(text)) {
      const found = TEMPLATE_STOP.lastIndex - 1;
      const code = text.charCodeAt(found);
      if (code === BACKTICK) return this.#token(resumed ? CLOSING_PARENTHESIS : TOKEN_VALUE, start, found + 1);
      if (code === BACKSLASH) TEMPLATE_STOP.lastIndex = found + 2;
      else if (text.charCodeAt(found + 1) === OPENING_BRACE) {
        this.#push(TEMPLATE_HOLE);
        return this.#token(resumed ? COMMA : OPENING_PARENTHESIS, start, found + 2);
      }
    }
    return this.#token(resumed ? CLOSING_PARENTHESIS : TOKEN_VALUE, start, text.length);
  }

  #slash(start: number): number | undefined {
    const text = this.#text;
    if (this.#comment(start)) return undefined;
    if (this.#startsExpression(start) && this.#mayBeRegularExpression(start)) {
      const end = regularExpressionEnd(text, start);
      if (end !== undefined) return this.#token(TOKEN_VALUE, start, end);
      this.#failures++;
    }
    return this.#token(SLASH, start, start + 1);
  }

  #mayBeRegularExpression(start: number): boolean {
    if (start >= this.#failuresUntil) {
      this.#failures = 0;
      this.#failuresUntil = lineEndAfter(this.#text, start);
    }
    return this.#failures < ATTEMPTS_PER_LINE;
  }

  /** Takes the comment at `start`, if one stands there. */
  #comment(start: number): boolean {
    const second = this.#text.charCodeAt(start + 1);
    if (second !== SLASH && second !== STAR) return false;
    const end = second === SLASH ? lineEndAfter(this.#text, start + 2) : endOf(this.#text, '*/', start + 2);
    this.#takeComment(start, end, second === SLASH ? 'line' : 'block');
    return true;
  }

  #takeComment(start: number, end: number, kind: Comment['kind']): void {
    this.comments.push({ span: { start, end }, kind });
    this.end = end;
  }

  #less(start: number): number | undefined {
    HTML_COMMENT.lastIndex = start;
    if (HTML_COMMENT.test(this.#text)) {
      this.#takeComment(start, lineEndAfter(this.#text, start), 'line');
      return undefined;
    }
    const name = this.#elementAt(start);
    if (name === undefined) {
      const end = this.#all ? behindEquals(this.#text, start) : start + 1;
      return this.#token(end > start + 1 ? TOKEN_OPERATOR : LESS, start, end);
    }
    this.#push(JSX_TAG);
    return this.#token(OPENING_PARENTHESIS, start, this.#behindTypeArguments(start + 1 + name.length));
  }

  /** Name of the JSX element that opens at `start` (empty for a fragment), or undefined when none does. */
  #elementAt(start: number): string | undefined {
    JSX_OPENING.lastIndex = start;
    const match = JSX_OPENING.exec(this.#text);
    // What follows another `<` is the rest of a shift.
    if (!match || this.#text.charCodeAt(start - 1) === LESS || !this.#startsExpression(start)) return undefined;
    const [, name = '', closing, attribute, value, spread] = match;
    if (closing === '/>' || value !== undefined || spread !== undefined) return name;
    if (this.#closes(name, start)) return name;
    if (attribute === undefined) return undefined;
    const greater = this.#text.slice(start, start + SELF_CLOSING_REACH).indexOf('>');
    return this.#text[start + greater - 1] === '/' ? name : undefined;
  }

  #closes(name: string, start: number): boolean {
    if (!this.#closings) {
      const closings = new Map<string, number>();
      for (const match of this.#text.matchAll(JSX_CLOSING)) closings.set(match[1] ?? '', match.index);
      this.#closings = closings;
    }
    return (this.#closings.get(name) ?? -1) > start;
  }

  #behindTypeArguments(at: number): number {
    TYPE_ARGUMENTS.lastIndex = at;
    return TYPE_ARGUMENTS.test(this.#text) ? TYPE_ARGUMENTS.lastIndex : at;
  }

  /** Reads attributes; gives a token where one holds code. */
  #tag(): number | undefined {
    const text = this.#text;
    TAG_STOP.lastIndex = this.end;
    while (TAG_STOP.test(text)) {
      const end = TAG_STOP.lastIndex;
      switch (text.charCodeAt(end - 1)) {
        case GREATER:
          this.#frame = JSX_ELEMENT;
          this.end = end;
          return undefined;
        case OPENING_BRACE:
          this.#push(JSX_ATTRIBUTE);
          return this.#token(OPENING_PARENTHESIS, end - 1, end);
        case SLASH:
          if (text.charCodeAt(end) === GREATER) {
            this.#pop();
            return this.#token(CLOSING_PARENTHESIS, end - 1, end + 1);
          }
          if (this.#comment(end - 1)) TAG_STOP.lastIndex = this.end;
          break;
        default:
          TAG_STOP.lastIndex = endOf(text, text.charAt(end - 1), end);
      }
    }
    return this.#abandon();
  }

  /** Reads the text of an element up to code, another element, or its closing tag. */
  #children(): number | undefined {
    const text = this.#text;
    CHILDREN_STOP.lastIndex = this.end;
    while (CHILDREN_STOP.test(text)) {
      const end = CHILDREN_STOP.lastIndex;
      if (text.charCodeAt(end - 1) === OPENING_BRACE) {
        this.#push(JSX_CHILD);
        return this.#token(OPENING_PARENTHESIS, end - 1, end);
      }
      const next = text.charCodeAt(end);
      if (next === SLASH) {
        this.#pop();
        return this.#token(CLOSING_PARENTHESIS, end - 1, endOf(text, '>', end));
      }
      JSX_NAME.lastIndex = end;
      if (next === GREATER || JSX_NAME.test(text)) {
        this.#push(JSX_TAG);
        const behind = next === GREATER ? end : this.#behindTypeArguments(JSX_NAME.lastIndex);
        return this.#token(OPENING_PARENTHESIS, end - 1, behind);
      }
    }
    return this.#abandon();
  }

  #abandon(): undefined {
    this.#outer.length = 0;
    this.#frame = NOTHING;
    this.end = this.#text.length;
    return undefined;
  }

  /** True when an expression, not an operator, is expected at `start`, by the code in front of it. */
  #startsExpression(start: number): boolean {
    const text = this.#text;
    let comment = this.comments.length - 1;
    let at = start;
    let lineBreak = false;
    for (; at > 0; at--) {
      while (comment >= 0 && this.comments[comment]?.span.end === at) at = this.comments[comment--]?.span.start ?? at;
      const code = text.charCodeAt(at - 1);
      if (code === 10 || code === 13) lineBreak = true;
      else if (code !== 32 && code !== 9 && code !== 0xfeff && code !== 0xa0) break;
    }
    if (at <= 0) return true;
    const before = text.charAt(at - 1);
    switch (before) {
      case ')':
      case ']':
      case '"':
      case "'":
      case '`':
        return false;
      case '}':
        return lineBreak;
      case '+':
      case '-':
        return text.charAt(at - 2) !== before;
      case '!':
        return !/[\w$)\]]/.test(text.charAt(at - 2));
      default:
        return !WORD.test(before) || isKeywordBefore(text, at);
    }
  }
}

function classesOfCharacters(): Uint8Array {
  const classes = new Uint8Array(128);
  for (let code = 33; code < 128; code++) {
    const character = String.fromCharCode(code);
    const inWord = /[\w$]/.test(character);
    classes[code] = inWord
      ? IN_WORD
      : '=!>#'.includes(character)
        ? OPERATOR
        : '"\'`{}</'.includes(character)
          ? SPECIAL
          : MARK;
  }
  return classes;
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (CLASSES[code] ?? MARK) : classOfWide(code);
}

/** Class of a character beyond ASCII: letters are not told from other signs where scripts have both. */
function classOfWide(code: number): number {
  if ((code >= 0xaa && code <= 0x1fff) || (code >= 0x2c00 && code <= 0xfefe))
    return code === 0x1680 || code === 0x3000 ? BLANK : IN_WORD;
  return code === 0xfeff ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f
    ? BLANK
    : MARK;
}

function wordEnd(text: string, from: number): number {
  const { length } = text;
  let end = from;
  while (end < length && classAt(text, end) === IN_WORD) end++;
  return end;
}

/** Offset behind the sign at `start` and the `=` that make an operator with it; an `=` in front of `>` is an arrow's. */
function behindEquals(text: string, start: number): number {
  let end = start + 1;
  while (text.charCodeAt(end) === EQUALS) end++;
  return end > start + 1 && text.charCodeAt(end) === GREATER ? end - 1 : end;
}

function isKeywordBefore(text: string, end: number): boolean {
  const word = /(?:^|[^\w$.])([a-z]+)$/.exec(text.slice(Math.max(0, end - 12), end))?.[1];
  return word !== undefined && BEFORE_EXPRESSION.has(word);
}

/** Offset behind the regular expression, flags included, whose first slash stands at `start`; none ends its line. */
function regularExpressionEnd(text: string, start: number): number | undefined {
  let inClass = false;
  REGULAR_EXPRESSION_STOP.lastIndex = start + 1;
  while (REGULAR_EXPRESSION_STOP.test(text)) {
    const end = REGULAR_EXPRESSION_STOP.lastIndex;
    switch (text.charAt(end - 1)) {
      case '\\':
        if (/[\n\r]/.test(text.charAt(end))) return undefined;
        REGULAR_EXPRESSION_STOP.lastIndex = end + 1;
        break;
      case '[':
        inClass = true;
        break;
      case ']':
        inClass = false;
        break;
      case '/':
        if (inClass) break;
        FLAGS.lastIndex = end;
        return FLAGS.test(text) ? FLAGS.lastIndex : end;
      default:
        return undefined;
    }
  }
  return undefined;
}
