import type { UnitKind } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import { codeEndBefore } from './documentation.ts';
import type { WordRole } from './memberLanguage.ts';
import {
  areGlobalAttributes,
  behindAnnotation,
  behindBlank,
  behindWord,
  GroupCursor,
  type Groups,
  type MemberText,
} from './memberText.ts';

const AT_SIGN = 64;
const BRACKET = 91;
const CLOSING_BRACKET = 93;
const COLON = 58;
const DOT = 46;
const EQUALS = 61;
const GREATER = 62;
const LESS = 60;
const PARENTHESIS = 40;
const QUESTION = 63;
const SLASH = 47;
const STAR = 42;

const ANGLE = /[<>()=;"{}/]/g;
const SQUARE = /[[\]("/]/g;

/** What a declaration says in front of its body. */
export interface MemberHead {
  /**
   * `type`; `scope`: a namespace, or whatever else holds members without being a unit; `function`: with parameters;
   * `property`: without; `binding`: a name that is set to a value.
   */
  readonly form: 'type' | 'scope' | 'function' | 'property' | 'binding';
  /** Kind of the unit when it is a type, else `method`. */
  readonly kind: UnitKind;
  readonly name: string;
  readonly nameSpan: Span;
  /** The interface that a member is declared for explicitly, or the empty string. */
  readonly path: string;
  /** True when a type stands in front of the name. */
  readonly typed: boolean;
  /** True when it says who may use it, as nothing inside of a function does. */
  readonly exposed: boolean;
  /** Start of the declaration. */
  readonly start: number;
  /** Start of its attributes, or `start`. */
  readonly outer: number;
  /** Offset of the value when it is a binding. */
  readonly value: number;
}

/** Where a head stands. */
export interface HeadPlace {
  /** Offset of its first character. */
  readonly start: number;
  /** Offset of the directives that its documentation stands in front of, or `start`. */
  readonly outer: number;
  /** Offset of what follows it: a brace or an arrow. */
  readonly end: number;
  readonly groups: Groups;
  /** True in a function, and where statements may stand. */
  readonly isLocal: boolean;
}

/**
 * Reads the head of a declaration; undefined when it is none that can have a body. Time is linear in the length of the
 * head without what is in parentheses.
 */
export function readMemberHead(source: MemberText, place: HeadPlace): MemberHead | undefined {
  return new HeadReader(source, place).read();
}

class HeadReader {
  readonly #source: MemberText;
  readonly #text: string;
  readonly #place: HeadPlace;
  readonly #groups: GroupCursor;
  #at: number;
  #outer: number;
  #start = -1;
  #nameStart = -1;
  #nameEnd = -1;
  #path = '';
  #typed = false;
  #exposed = false;
  #afterDot = false;

  constructor(source: MemberText, place: HeadPlace) {
    this.#source = source;
    this.#text = source.text;
    this.#place = place;
    this.#groups = new GroupCursor(place.groups);
    this.#at = place.start;
    this.#outer = place.outer;
  }

  read(): MemberHead | undefined {
    const { end } = this.#place;
    while (this.#at < end) {
      const code = this.#text.charCodeAt(this.#at);
      const behind = this.#behindAttribute(code) ?? this.#behindToken(code);
      if (typeof behind !== 'number') return behind;
      this.#at = behindBlank(this.#source, behind);
    }
    return this.#head('property');
  }

  /** Offset behind the attribute here; undefined when none stands here. */
  #behindAttribute(code: number): number | undefined {
    if (code === AT_SIGN && this.#source.language.attributes === '@') {
      const behindName = behindAnnotation(this.#text, this.#at);
      if (behindName === this.#at) return undefined;
      return this.#groups.behind(behindBlank(this.#source, behindName)) ?? behindName;
    }
    const isList = code === BRACKET && this.#start < 0 && this.#source.language.attributes === '[';
    if (!isList) return undefined;
    const isGlobal = areGlobalAttributes(this.#source, this.#at);
    const behind = this.#behindBrackets();
    if (isGlobal && behind !== undefined) this.#outer = behindBlank(this.#source, behind);
    return behind;
  }

  /** Offset behind the token here, or the head when that tells all, or undefined when there is none. */
  #behindToken(code: number): number | MemberHead | undefined {
    if (this.#start < 0) this.#start = this.#at;
    switch (code) {
      case PARENTHESIS:
        return this.#behindParentheses();
      case LESS:
        return this.#behindTypes();
      case BRACKET: {
        const behind = this.#behindBrackets();
        return behind !== undefined && this.#name() === 'this' ? this.#head('property') : behind;
      }
      case DOT:
        this.#afterDot = true;
        return this.#at + 1;
      case COLON:
        if (this.#text.charCodeAt(this.#at + 1) !== COLON) return undefined;
        this.#afterDot = true;
        return this.#at + 2;
      case EQUALS: {
        const next = this.#text.charCodeAt(this.#at + 1);
        return next === EQUALS || next === GREATER ? undefined : this.#head('binding');
      }
      case QUESTION:
      case STAR:
        return this.#at + 1;
      case AT_SIGN:
        // An annotation would have been passed: this is `@interface`, whose words may stand apart.
        return this.#source.language.attributes === '@' ? this.#at + 1 : this.#behindWord();
      default:
        return this.#behindWord();
    }
  }

  #behindParentheses(): number | MemberHead | undefined {
    const behind = this.#groups.behind(this.#at);
    if (behind === undefined) return undefined;
    if (this.#nameStart >= 0) return this.#goesOnAsFunction(behind) ? this.#head('function') : undefined;
    // A tuple is the type of what follows.
    this.#typed = true;
    return behind;
  }

  /** True when what follows the parameters may stand between them and a body. */
  #goesOnAsFunction(behind: number): boolean {
    const at = behindBlank(this.#source, behind);
    if (at >= this.#place.end) return true;
    const code = this.#text.charCodeAt(at);
    if (this.#source.language.attributes === '@') {
      if (code === BRACKET || code === AT_SIGN) return this.#startsArray(at);
    } else if (code === COLON) return !this.#typed;
    return this.#text.slice(at, behindWord(this.#text, at)) === this.#source.language.behindParameters;
  }

  /** True when what stands at `at` makes an array of what a method gives: `[]`, with annotations in front or not. */
  #startsArray(at: number): boolean {
    let next = at;
    while (this.#text.charCodeAt(next) === AT_SIGN) {
      const behindName = behindBlank(this.#source, behindAnnotation(this.#text, next));
      const behind = this.#groups.behind(behindName) ?? behindName;
      if (behind === next) return false;
      next = behindBlank(this.#source, behind);
    }
    return this.#text.charCodeAt(next) === BRACKET;
  }

  /** Offset behind the type arguments or parameters that open here; undefined when it is another operator. */
  #behindTypes(): number | undefined {
    let depth = 0;
    ANGLE.lastIndex = this.#at;
    while (ANGLE.test(this.#text)) {
      const found = ANGLE.lastIndex - 1;
      if (found >= this.#place.end) return undefined;
      const code = this.#text.charCodeAt(found);
      if (code === LESS) depth++;
      else if (code === GREATER) {
        if (--depth === 0) return found + 1;
      } else {
        const behind = code === PARENTHESIS ? this.#groups.behind(found) : behindBlank(this.#source, found);
        if (behind === undefined || behind === found) return undefined;
        ANGLE.lastIndex = behind;
      }
    }
    return undefined;
  }

  #behindBrackets(): number | undefined {
    let depth = 0;
    SQUARE.lastIndex = this.#at;
    while (SQUARE.test(this.#text)) {
      const found = SQUARE.lastIndex - 1;
      if (found >= this.#place.end) return undefined;
      const code = this.#text.charCodeAt(found);
      if (code === BRACKET) depth++;
      else if (code === CLOSING_BRACKET) {
        if (--depth === 0) return found + 1;
      } else if (code === PARENTHESIS) SQUARE.lastIndex = this.#groups.behind(found) ?? found + 1;
      else if (code === SLASH) SQUARE.lastIndex = Math.max(found + 1, behindBlank(this.#source, found));
      else SQUARE.lastIndex = this.#source.language.literalEnd(this.#text, found);
    }
    return undefined;
  }

  #behindWord(): number | MemberHead | undefined {
    const start = this.#at;
    const end = behindWord(this.#text, start);
    if (end === start) return undefined;
    const role = this.#roleOf(start, end);
    if (role === 'never' || (role === 'neverLocal' && this.#place.isLocal)) return undefined;
    if (role === 'operator') return this.#operator();
    if (this.#afterDot) {
      this.#afterDot = false;
      this.#addToPath();
    } else {
      const head = role && this.#keyword(role, start, end);
      if (head) return head;
      if (role === 'access') this.#exposed = true;
      if (role === 'access' || role === 'modifier') return end;
      if (this.#nameStart >= 0) this.#typed = true;
      this.#path = '';
    }
    this.#setName(start, end);
    return end;
  }

  /** What the word at `[start, end)` means here. A modifier never stands behind a type: what does is a name (`Task partial()`). */
  #roleOf(start: number, end: number): WordRole | undefined {
    const role = this.#source.language.words.get(this.#text.slice(start, end));
    return role === 'modifier' && (this.#nameStart >= 0 || this.#typed) ? undefined : role;
  }

  /** The head that a keyword, at `[start, end)`, makes together with what follows it; undefined when it was just a name. */
  #keyword(role: WordRole, start: number, end: number): MemberHead | undefined {
    switch (role) {
      case 'class':
      case 'struct':
      case 'interface':
      case 'enum':
        return this.#type(role, end);
      case 'record':
        return this.#record(end);
      case 'scope':
        if (this.#nameStart >= 0) return undefined;
        this.#setName(start, end);
        return this.#head('scope');
      default:
        return undefined;
    }
  }

  #record(behind: number): MemberHead | undefined {
    const next = behindBlank(this.#source, behind);
    const end = behindWord(this.#text, next);
    const role = this.#source.language.words.get(this.#text.slice(next, end));
    return role === 'struct' || role === 'class' ? this.#type(role, end) : this.#type('class', behind);
  }

  /** The type whose name follows its keyword. */
  #type(kind: UnitKind, behind: number): MemberHead | undefined {
    const start = behindBlank(this.#source, behind);
    const end = behindWord(this.#text, start);
    if (start >= this.#place.end || start === end) return undefined;
    this.#setName(start, end);
    return this.#head('type', kind);
  }

  /** Reads an operator: `operator` and all that stands in front of its parameters make its name. */
  #operator(): MemberHead | undefined {
    const start = this.#at;
    let open = this.#groups.next(start);
    const behind = open === undefined ? undefined : this.#groups.behind(open);
    if (open === undefined || behind === undefined) return undefined;
    const next = behindBlank(this.#source, behind);
    // The first parentheses may be the tuple that is converted to.
    if (this.#groups.behind(next) !== undefined) open = next;
    if (this.#afterDot) this.#addToPath();
    this.#typed = true;
    this.#setName(start, codeEndBefore(this.#text, this.#source.comments, open));
    return this.#head('function');
  }

  #addToPath(): void {
    this.#path = this.#path === '' ? this.#name() : `${this.#path}.${this.#name()}`;
  }

  #setName(start: number, end: number): void {
    this.#nameStart = this.#text.charCodeAt(start) === AT_SIGN && end > start + 1 ? start + 1 : start;
    this.#nameEnd = end;
  }

  #name(): string {
    return this.#nameStart < 0 ? '' : this.#text.slice(this.#nameStart, this.#nameEnd);
  }

  #head(form: MemberHead['form'], kind: UnitKind = 'method'): MemberHead | undefined {
    if (this.#nameStart < 0) return undefined;
    return {
      form,
      kind,
      name: this.#name(),
      nameSpan: { start: this.#nameStart, end: this.#nameEnd },
      path: this.#path,
      typed: this.#typed,
      exposed: this.#exposed,
      start: this.#start,
      outer: this.#outer,
      value: this.#at + 1,
    };
  }
}
