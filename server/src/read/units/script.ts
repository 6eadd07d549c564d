import type { UnitFact, UnitKind } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import type { Comment } from '../comments/comment.ts';
import { TOKEN_ARROW, TOKEN_VALUE, TOKEN_WORD } from '../comments/scriptLexer.ts';
import { documentationAbove } from './documentation.ts';
import type { OpenUnit } from './openUnit.ts';
import { boundedPrefix, dotted } from './qualifiedName.ts';
import { isName, ScriptLookahead } from './scriptLookahead.ts';
import {
  ASTERISK,
  AT_SIGN,
  BRACE,
  BRACKET,
  COLON,
  COMMA,
  DOT,
  EQUALS,
  EXCLAMATION,
  LESS,
  PARENTHESIS,
  QUESTION,
  ScriptTokens,
  wordFilter,
} from './scriptTokens.ts';
import { type Wrapped, WrappedFunctions } from './wrappedFunctions.ts';

/** The words that `#keyword` knows. */
const KEYWORDS = wordFilter(
  'function class interface enum type declare namespace module const let var default case as satisfies'.split(' '),
);
const MEMBER_MODIFIERS = new Set(
  'public private protected static abstract override readonly async accessor declare get set'.split(' '),
);
const PROPERTY_MODIFIERS = new Set(['async', 'get', 'set']);
const PROPERTY_FILTER = wordFilter([...PROPERTY_MODIFIERS]);
const DECLARED = new Set('class abstract namespace module global enum'.split(' '));
/** Words in front of parentheses that are no arguments. */
const CONDITIONS = new Set(
  'if while for with switch catch else do return throw new await yield typeof void delete'.split(' '),
);
const STRING_WITH_TEXT = /["'][^\s"']/y;
/** Names in brackets are cut there. */
const MAX_KEY = 200;
/** Words of an assignment's path that say where it is put rather than what it is. */
const PLACES = new Set('module exports prototype this window globalThis self'.split(' '));

/**
 * The functions, methods, constructors and classes of a JavaScript or TypeScript text, JSX included: declarations on
 * every level, and what is bound to a name outside of functions (variables, fields, properties of objects, assignments).
 * Functions and classes that `wrappers` hand on are bound to what the call is bound to. Signatures without a body and what
 * is only declared do not count.
 */
export function scriptUnits(
  text: string,
  comments: readonly Comment[],
  wrappers: ReadonlySet<string>,
): readonly UnitFact[] {
  return new ScriptScanner(text, comments, wrappers).read();
}

/** A region of tokens that is read in one way. */
interface Scope {
  readonly kind: 'block' | 'class' | 'object';
  /** Index of the token that ends it. */
  readonly end: number;
  /** Index of the innermost unit around, or -1. */
  readonly unit: number;
  /** Qualified name of what is around, or the empty string. */
  readonly prefix: string;
  readonly inFunction: boolean;
  /** In an object: true where a property starts. */
  atProperty: boolean;
}

/** A name as it is declared. */
interface Name {
  readonly text: string;
  readonly span: Span;
}

/** What is needed to make a unit of a declaration once its body is known. */
interface Declaration {
  readonly kind: UnitKind;
  readonly name: Name;
  /** Qualification beyond that of the scope. */
  readonly path: string;
  readonly start: number;
  /** Start of the decorators, or `start`. */
  readonly outer: number;
}

class ScriptScanner {
  readonly #text: string;
  readonly #comments: readonly Comment[];
  readonly #tokens: ScriptTokens;
  readonly #ahead: ScriptLookahead;
  readonly #wrapped: WrappedFunctions;
  readonly #units: OpenUnit[] = [];
  readonly #scopes: Scope[] = [];
  #scope: Scope;
  /** The last run of decorators: index of its first token, and of the token behind it. */
  #decorators = -1;
  #decorated = -1;
  /** Index of the colon of the last `case`, or -1. */
  #caseColon = -1;
  /** The furthest last part of a path that was looked through: no bracket up to it starts a path. */
  #pathEnd = -1;
  /** The last assignment that was met: index of its `=`, and what it declares if its value is a function. */
  #awaited: { readonly sign: number; readonly declaration: Declaration } | undefined;

  constructor(text: string, comments: readonly Comment[], wrappers: ReadonlySet<string>) {
    this.#text = text;
    this.#comments = comments;
    this.#tokens = new ScriptTokens(text);
    this.#ahead = new ScriptLookahead(this.#tokens);
    this.#wrapped = new WrappedFunctions(this.#tokens, this.#ahead, wrappers);
    this.#scope = {
      kind: 'block',
      end: this.#tokens.count + 1,
      unit: -1,
      prefix: '',
      inFunction: false,
      atProperty: false,
    };
  }

  read(): readonly UnitFact[] {
    const { count } = this.#tokens;
    for (let at = 0; at < count; ) {
      while (at >= this.#scope.end) this.#leave();
      const { kind } = this.#scope;
      at = kind === 'class' ? this.#member(at) : kind === 'object' ? this.#property(at) : this.#statement(at);
    }
    return this.#units;
  }

  #enter(
    kind: Scope['kind'],
    end: number,
    inFunction = this.#scope.inFunction,
    prefix = this.#scope.prefix,
    unit = this.#scope.unit,
  ): void {
    this.#scopes.push(this.#scope);
    const bounded = boundedPrefix(prefix, this.#scope.prefix);
    this.#scope = { kind, end, unit, prefix: bounded, inFunction, atProperty: true };
  }

  #leave(): void {
    this.#scope = this.#scopes.pop() ?? this.#scope;
  }

  /** Reads the token at `at` as a part of statements or expressions; gives where to go on. */
  #statement(at: number): number {
    const tokens = this.#tokens;
    switch (tokens.kind(at)) {
      case TOKEN_WORD:
        return tokens.kind(at - 1) === DOT ? at + 1 : this.#statementWord(at);
      case BRACE:
        return this.#brace(at);
      case TOKEN_ARROW:
        return this.#looseArrow(at);
      case PARENTHESIS: {
        if (this.#scope.inFunction) return at + 1;
        const body = this.#ahead.arrowBody(at);
        if (body !== undefined) return body - 1;
        return at > this.#pathEnd && this.#ahead.startsStatement(at) ? this.#assignment(at) : at + 1;
      }
      case LESS: {
        const behind = this.#scope.inFunction ? at : tokens.behindTypeArguments(at);
        return behind > at && tokens.kind(behind) === PARENTHESIS ? behind : at + 1;
      }
      case AT_SIGN:
        return this.#decorator(at);
      case COMMA:
        return this.#goesOnDeclaring(at + 1) ? this.#declarator(at + 1, tokens.start(at + 1)) : this.#sequel(at + 1);
      case EQUALS:
        return this.#awaited?.sign === at ? this.#awaitedValue(at + 1, this.#awaited.declaration) : at + 1;
      default:
        return at + 1;
    }
  }

  /** True when a further variable of a declaration, or what looks the same, stands at `at` on module level. */
  #goesOnDeclaring(at: number): boolean {
    const tokens = this.#tokens;
    if (this.#scope.inFunction) return false;
    const behind = tokens.kind(tokens.closing(at) + 1);
    if (tokens.kind(at) === TOKEN_WORD) return behind === EQUALS || behind === COLON;
    return behind === COLON && (tokens.kind(at) === BRACE || tokens.kind(at) === BRACKET);
  }

  /** Reads what follows a comma: on module level it may assign something, too (`a.b = 1, a.c = () => 2`). */
  #sequel(at: number): number {
    const isWord = !this.#scope.inFunction && this.#tokens.kind(at) === TOKEN_WORD;
    return isWord && !this.#tokens.mayBe(at, KEYWORDS) ? this.#assignment(at) : at;
  }

  #statementWord(at: number): number {
    const behind = this.#tokens.mayBe(at, KEYWORDS) ? this.#keyword(at) : undefined;
    if (behind !== undefined) return behind;
    return !this.#scope.inFunction && this.#ahead.startsStatement(at) ? this.#assignment(at) : at + 1;
  }

  /** Reads what the keyword at `at` begins; undefined when the word is no keyword here. */
  #keyword(at: number): number | undefined {
    const tokens = this.#tokens;
    const { inFunction } = this.#scope;
    switch (tokens.word(at)) {
      case 'function':
        return this.#function(at);
      case 'class':
        return this.#class(at, undefined);
      case 'interface': {
        const body = tokens.kind(at + 1) === TOKEN_WORD ? this.#ahead.bodyOfType(at + 2) : undefined;
        return body === undefined ? undefined : tokens.closing(body) + 1;
      }
      case 'enum':
        return tokens.kind(at + 2) === BRACE ? tokens.closing(at + 2) + 1 : undefined;
      case 'type': {
        const equals = tokens.kind(at + 1) === TOKEN_WORD ? tokens.behindTypeArguments(at + 2) : at;
        return tokens.kind(equals) === EQUALS ? tokens.behindType(equals + 1) : undefined;
      }
      case 'declare':
        return this.#declare(at);
      case 'namespace':
      case 'module':
        return this.#namespace(at);
      case 'const':
      case 'let':
      case 'var': {
        if (inFunction || tokens.isWord(at + 1, 'enum')) return at + 1;
        const first = tokens.isWord(at - 1, 'export') ? at - 1 : at;
        return this.#declarator(at + 1, tokens.start(first));
      }
      case 'default':
        return inFunction ? undefined : this.#defaultExport(at);
      case 'case':
        this.#caseColon = this.#ahead.colonOfCase(at + 1);
        return at + 1;
      case 'as':
      case 'satisfies':
        return inFunction || !tokens.endsOperand(at - 1) || (tokens.startsLine(at) && this.#ahead.startsStatement(at))
          ? undefined
          : tokens.behindType(at + 1);
      default:
        return undefined;
    }
  }

  #function(at: number): number {
    const tokens = this.#tokens;
    const body = this.#ahead.functionBody(at);
    if (body === undefined) return at + 1;
    if (tokens.kind(body) !== BRACE) return body;
    let first = at;
    if (tokens.isWord(first - 1, 'async')) first--;
    let nameAt = tokens.isWord(first - 1, 'default') ? first - 1 : undefined;
    first = nameAt ?? first;
    if (tokens.isWord(first - 1, 'export')) first--;
    const named = tokens.kind(at + 1) === ASTERISK ? at + 2 : at + 1;
    if (tokens.kind(named) === TOKEN_WORD) nameAt = named;
    if (nameAt === undefined || !this.#startsDeclaration(first)) {
      this.#enter('block', tokens.closing(body), true);
      return body + 1;
    }
    const start = tokens.start(first);
    const name = this.#wordName(nameAt);
    return this.#enterFunction({ kind: 'function', name, path: '', start, outer: start }, body);
  }

  #startsDeclaration(at: number): boolean {
    if (this.#ahead.startsStatement(at)) return true;
    return this.#scope.kind === 'block' && this.#ahead.followsLabel(at, this.#caseColon);
  }

  /** Makes a unit of the declaration and goes into its body, a block or an expression. */
  #enterFunction(declaration: Declaration, body: number): number {
    const tokens = this.#tokens;
    const block = tokens.kind(body) === BRACE;
    const end = block ? tokens.closing(body) : tokens.behindExpression(body);
    const unit = this.#addUnit(declaration, block ? tokens.end(end) : tokens.end(end - 1));
    this.#enterUnit(unit, end);
    return block ? body + 1 : body;
  }

  /** Goes into a function, or into a call that hands one on. */
  #enterUnit(unit: number, end: number): void {
    this.#enter('block', end, true, this.#units[unit]?.qualifiedName ?? '', unit);
  }

  /** Makes a unit of what wrappers hand on to the declaration's name, and of the call with it, and goes into its body. */
  #enterWrapped(declaration: Declaration, { at, isClass, end }: Wrapped): number {
    const tokens = this.#tokens;
    if (isClass) return this.#class(at, { ...declaration, kind: 'class' }, end);
    if (end === undefined) return this.#enterFunction(declaration, at);
    this.#enterUnit(this.#addUnit(declaration, tokens.end(end)), end);
    if (tokens.kind(at) !== BRACE) return at;
    this.#enter('block', tokens.closing(at));
    return at + 1;
  }

  #addUnit(declaration: Declaration, end: number): number {
    const { kind, name, path, start, outer } = declaration;
    const docSpan = documentationAbove(this.#text, this.#comments, outer, start);
    this.#extendParents(end);
    this.#units.push({
      kind,
      name: name.text,
      qualifiedName: dotted(dotted(this.#scope.prefix, path), name.text),
      nameSpan: name.span,
      span: { start, end },
      ...(docSpan && { docSpan }),
      parent: this.#scope.unit,
    });
    return this.#units.length - 1;
  }

  /** Lets what is around reach to `end`: an expression that seemed to end with a line may go on with the body of a class. */
  #extendParents(end: number): void {
    for (let unit = this.#units[this.#scope.unit]; unit && unit.span.end < end; unit = this.#units[unit.parent]) {
      unit.span = { start: unit.span.start, end };
    }
  }

  /**
   * Reads the class at `at`; `bound` is the declaration that gives it its name, if one does, and `call` where the call ends
   * that hands it on to that name.
   */
  #class(at: number, bound: Declaration | undefined, call?: number): number {
    const tokens = this.#tokens;
    const ownName = this.#ahead.nameOfClass(at);
    const body = this.#ahead.bodyOfType(ownName === undefined ? at + 1 : ownName + 1);
    if (body === undefined) return at + 1;
    const end = tokens.closing(body);
    const declaration = bound ?? this.#classDeclaration(at, ownName);
    if (declaration) {
      const { inFunction } = this.#scope;
      const unit = this.#addUnit(declaration, tokens.end(call ?? end));
      if (call !== undefined) this.#enterUnit(unit, call);
      this.#enter('class', end, inFunction, this.#units[unit]?.qualifiedName ?? '', unit);
    } else {
      this.#enter('class', end);
    }
    return body + 1;
  }

  #classDeclaration(at: number, ownName: number | undefined): Declaration | undefined {
    const tokens = this.#tokens;
    let first = at;
    let exported: number | undefined;
    // Decorators stand in front of `export` or behind it.
    for (let hops = 0; hops < 4; hops++) {
      if (first === this.#decorated) first = this.#decorators;
      const before = tokens.word(first - 1);
      if (before === 'default') exported = first - 1;
      if (before === 'default' || before === 'export' || before === 'abstract') first--;
    }
    const nameAt = ownName ?? exported;
    if (nameAt === undefined) return undefined;
    const outer = tokens.start(first);
    let start = first;
    while (start < at && tokens.kind(start) === AT_SIGN) start = this.#ahead.behindDecorator(start);
    return { kind: 'class', name: this.#wordName(nameAt), path: '', start: tokens.start(start), outer };
  }

  /** Skips what is only declared. */
  #declare(at: number): number | undefined {
    const tokens = this.#tokens;
    if (tokens.kind(at + 1) !== TOKEN_WORD || tokens.startsLine(at + 1)) return undefined;
    let keyword = at + 1;
    while (tokens.isWord(keyword, 'export') || tokens.isWord(keyword, 'default')) keyword++;
    const word = tokens.word(keyword);
    if (word === 'function') return this.#ahead.functionBody(keyword) ?? keyword + 1;
    if (word === 'const' || word === 'let' || word === 'var') {
      return tokens.kind(keyword + 2) === COLON ? tokens.behindType(keyword + 3) : keyword + 1;
    }
    if (!DECLARED.has(word)) return keyword;
    const body = this.#ahead.bodyOfType(word === 'abstract' ? keyword + 2 : keyword + 1);
    return body === undefined ? keyword + 1 : tokens.closing(body) + 1;
  }

  #namespace(at: number): number | undefined {
    const tokens = this.#tokens;
    let next = at + 1;
    if (tokens.kind(next) !== TOKEN_WORD || tokens.startsLine(next)) return undefined;
    while (tokens.kind(next + 1) === DOT && tokens.kind(next + 2) === TOKEN_WORD) next += 2;
    if (tokens.kind(next + 1) !== BRACE) return undefined;
    const path = this.#text.slice(tokens.start(at + 1), tokens.end(next)).replace(/\s/g, '');
    this.#enter('block', tokens.closing(next + 1), this.#scope.inFunction, dotted(this.#scope.prefix, path));
    return next + 2;
  }

  /** Reads one variable of a declaration; `start` is where the declaration starts. */
  #declarator(at: number, start: number): number {
    const tokens = this.#tokens;
    let next = at;
    const isPattern = tokens.kind(next) === BRACE || tokens.kind(next) === BRACKET;
    if (!isPattern && tokens.kind(next) !== TOKEN_WORD) return next;
    next = tokens.closing(next) + 1;
    if (tokens.kind(next) === EXCLAMATION) next++;
    if (tokens.kind(next) === COLON) next = tokens.behindType(next + 1);
    if (isPattern || tokens.kind(next) !== EQUALS) return next;
    return this.#value(next + 1, { kind: 'function', name: this.#wordName(at), path: '', start, outer: start });
  }

  #defaultExport(at: number): number | undefined {
    const tokens = this.#tokens;
    const value = tokens.isWord(at + 1, 'async') ? at + 2 : at + 1;
    if (!tokens.isWord(at - 1, 'export') || tokens.isWord(value, 'function')) return undefined;
    const isClass = tokens.isParenthesis(value) && this.#ahead.classAt(value) !== undefined;
    const isBound = isClass || this.#ahead.boundBody(at + 1) !== undefined;
    const wrapped = isBound ? undefined : this.#wrapped.in(at + 1);
    if (!isBound && !wrapped) return undefined;
    const ownName = wrapped ? wrapped.ownName : this.#ahead.ownName(at + 1);
    const start = tokens.start(at - 1);
    const name = this.#wordName(ownName ?? at);
    const declaration: Declaration = { kind: 'function', name, path: '', start, outer: start };
    return wrapped ? this.#enterWrapped(declaration, wrapped) : this.#value(at + 1, declaration);
  }

  /**
   * Reads `a.b = value`. Where the path has brackets, what they hold comes first, and the value when its sign is met.
   * Goes on behind the first token if nothing is assigned: words behind a dot start nothing.
   */
  #assignment(at: number): number {
    if (this.#tokens.kind(at + 1) === PARENTHESIS && CONDITIONS.has(this.#tokens.word(at))) return at + 1;
    const first = this.#tokens.isWord(at, 'new') ? at + 1 : at;
    const last = this.#ahead.lastOfPath(first);
    if (last > this.#pathEnd) this.#pathEnd = last;
    const value = this.#ahead.assignedTo(last);
    if (value === undefined) return at + 1;
    const start = this.#tokens.start(at);
    this.#awaited = { sign: value - 1, declaration: { ...this.#target(first, last), start, outer: start } };
    return at + 1;
  }

  /**
   * Reads the value of an assignment whose sign was met. Where units stand in the path's brackets, it begins with its name only, so that units
   * stay in order; where they stand in the name itself, it is none.
   */
  #awaitedValue(at: number, declaration: Declaration): number {
    const last = this.#units.at(-1)?.span.start ?? -1;
    if (last < declaration.start) return this.#value(at, declaration);
    const { start } = declaration.name.span;
    return last < start ? this.#value(at, { ...declaration, start, outer: start }) : at;
  }

  /** What the path from `first` to `last` says of the value that is assigned to it. */
  #target(first: number, last: number): Pick<Declaration, 'kind' | 'name' | 'path'> {
    const parts: string[] = [];
    for (let index = first; index < last; index = this.#ahead.nextOfPath(index) ?? last) {
      if (this.#tokens.kind(index) !== PARENTHESIS) parts.push(this.#nameAt(index).text);
      else if (index === first) parts.push(...this.#castPath(index));
    }
    return {
      kind: parts.includes('prototype') ? 'method' : 'function',
      name: this.#nameAt(last),
      path: parts.filter((part) => !PLACES.has(part)).join('.'),
    };
  }

  /** What a path in parentheses says: `window` of `(window as any)` and `(<any>window)`. */
  #castPath(at: number): string[] {
    const tokens = this.#tokens;
    const first = tokens.behindTypeArguments(at + 1);
    if (tokens.kind(first) !== TOKEN_WORD) return [];
    const last = this.#ahead.lastOfPath(first);
    if (!this.#ahead.reaches(tokens.closing(at), this.#ahead.behindPart(last))) return [];
    const { name, path } = this.#target(first, last);
    return [...(path === '' ? [] : path.split('.')), name.text];
  }

  /**
   * Reads the value that is bound to the declaration's name: a function, a class, an object, or anything else. The value
   * of `a = b = value` is called by the first name that says what it is.
   */
  #value(from: number, declaration: Declaration): number {
    const tokens = this.#tokens;
    let at = from;
    let bound = declaration;
    for (;;) {
      const first = this.#ahead.inParentheses(at);
      if (tokens.kind(first) !== TOKEN_WORD) break;
      const last = this.#ahead.lastOfPath(first);
      const value = this.#ahead.assignedTo(last);
      if (value === undefined) break;
      if (PLACES.has(bound.name.text)) bound = { ...bound, ...this.#target(first, last) };
      at = value;
    }
    const body = this.#ahead.boundBody(at);
    if (body !== undefined) return this.#enterFunction(bound, body);
    const named = this.#ahead.classAt(at);
    if (named !== undefined) return this.#class(named, { ...bound, kind: 'class' });
    const wrapped = this.#wrapped.in(at);
    if (wrapped) return this.#enterWrapped(bound, wrapped);
    if (tokens.kind(at) !== BRACE || this.#scope.inFunction) return at;
    const name = PLACES.has(bound.name.text) ? '' : bound.name.text;
    const prefix = dotted(dotted(this.#scope.prefix, bound.path), name);
    this.#enter('object', tokens.closing(at), this.#scope.inFunction, prefix);
    return at + 1;
  }

  /** Goes into an arrow function without a name: nothing in it is on module level. */
  #looseArrow(at: number): number {
    if (this.#scope.inFunction) return at + 1;
    const block = this.#tokens.kind(at + 1) === BRACE;
    const end = block ? this.#tokens.closing(at + 1) : this.#tokens.behindExpression(at + 1);
    this.#enter('block', end, true);
    return block ? at + 2 : at + 1;
  }

  #brace(at: number): number {
    // Behind a property's name no label can stand.
    const isValue = this.#scope.kind === 'object' && this.#tokens.kind(at - 1) === COLON;
    const isObject = isValue || this.#ahead.opensObject(at, this.#caseColon);
    this.#enter(isObject ? 'object' : 'block', this.#tokens.closing(at));
    return at + 1;
  }

  #decorator(at: number): number {
    const behind = this.#ahead.behindDecorator(at);
    if (this.#decorated !== at) this.#decorators = at;
    this.#decorated = behind;
    return behind;
  }

  /** Reads the member of a class that starts at `at`. */
  #member(at: number): number {
    const tokens = this.#tokens;
    if (tokens.kind(at) === AT_SIGN) return this.#decorator(at);
    let next = at;
    let isStatic = false;
    while (MEMBER_MODIFIERS.has(tokens.word(next)) && this.#ahead.startsName(next + 1)) {
      isStatic ||= tokens.isWord(next, 'static');
      next++;
    }
    if (tokens.isWord(next, 'static') && tokens.kind(next + 1) === BRACE) {
      this.#enter('block', tokens.closing(next + 1), true);
      return next + 2;
    }
    if (tokens.kind(next) === ASTERISK) next++;
    if (!isName(tokens.kind(next))) return at + 1;
    const name = this.#nameAt(next);
    const mayConstruct = !isStatic && tokens.kind(next) !== BRACKET;
    next = tokens.closing(next) + 1;
    if (tokens.kind(next) === QUESTION || tokens.kind(next) === EXCLAMATION) next++;
    const kind = name.text === 'constructor' && mayConstruct ? 'constructor' : 'method';
    const start = tokens.start(at);
    const declaration: Declaration = {
      kind,
      name,
      path: '',
      start,
      outer: this.#decorated === at ? tokens.start(this.#decorators) : start,
    };
    const parameters = tokens.behindTypeArguments(next);
    if (tokens.kind(parameters) === PARENTHESIS) {
      const behind = this.#ahead.behindSignature(parameters);
      return tokens.kind(behind) === BRACE ? this.#enterFunction(declaration, behind) : behind;
    }
    if (tokens.kind(next) === COLON) next = tokens.behindType(next + 1);
    return tokens.kind(next) === EQUALS ? this.#field(next + 1, declaration) : next;
  }

  #field(at: number, declaration: Declaration): number {
    const body = this.#ahead.boundBody(at);
    if (body !== undefined) return this.#enterFunction(declaration, body);
    const named = this.#ahead.classAt(at);
    if (named !== undefined) return this.#class(named, { ...declaration, kind: 'class' });
    const wrapped = this.#wrapped.in(at);
    if (wrapped) return this.#enterWrapped(declaration, wrapped);
    const { prefix } = this.#scope;
    const end = this.#tokens.behindExpression(at);
    if (end > at) this.#enter('block', end, true);
    if (this.#tokens.kind(at) !== BRACE) return at;
    this.#enter('object', this.#tokens.closing(at), false, dotted(prefix, declaration.name.text));
    return at + 1;
  }

  /** Reads an object's property, or what is left of its value. */
  #property(at: number): number {
    const tokens = this.#tokens;
    const kind = tokens.kind(at);
    if (kind === COMMA) {
      this.#scope.atProperty = true;
      return at + 1;
    }
    if (!this.#scope.atProperty) {
      if (kind === PARENTHESIS || kind === BRACKET) this.#enter('block', tokens.closing(at));
      return this.#statement(at);
    }
    this.#scope.atProperty = false;
    let next = at;
    while (
      tokens.mayBe(next, PROPERTY_FILTER) &&
      PROPERTY_MODIFIERS.has(tokens.word(next)) &&
      this.#ahead.startsName(next + 1)
    )
      next++;
    if (tokens.kind(next) === ASTERISK) next++;
    if (!isName(tokens.kind(next))) return at + 1;
    const behind = tokens.closing(next) + 1;
    if (tokens.kind(behind) === COLON) {
      return this.#scope.inFunction || tokens.kind(behind + 1) === TOKEN_VALUE
        ? behind + 1
        : this.#value(behind + 1, this.#propertyAt(at, next));
    }
    const parameters = tokens.behindTypeArguments(behind);
    if (tokens.kind(parameters) !== PARENTHESIS) return next === at ? this.#shorthand(at, behind) : behind;
    const body = this.#ahead.behindSignature(parameters);
    if (tokens.kind(body) !== BRACE) return at + 1;
    if (!this.#scope.inFunction) return this.#enterFunction(this.#propertyAt(at, next), body);
    this.#enter('block', tokens.closing(body));
    return body + 1;
  }

  /** The property whose modifiers start at `at` and whose name stands at `named`. */
  #propertyAt(at: number, named: number): Declaration {
    const start = this.#tokens.start(at);
    return { kind: 'method', name: this.#nameAt(named), path: '', start, outer: start };
  }

  /** Goes on behind a property without a value; what looks like a statement was no object. */
  #shorthand(at: number, behind: number): number {
    const isStatement = this.#tokens.kind(at) === TOKEN_WORD && this.#tokens.kind(behind) === TOKEN_WORD;
    return isStatement ? this.#statement(at) : behind;
  }

  #wordName(at: number): Name {
    const span = { start: this.#tokens.start(at), end: this.#tokens.end(at) };
    return { text: this.#text.slice(span.start, span.end), span };
  }

  /** The name of a member: a word, a string, which may stand in brackets, or another expression in brackets. */
  #nameAt(at: number): Name {
    const tokens = this.#tokens;
    const kind = tokens.kind(at);
    if (kind === BRACKET && tokens.closing(at) === at + 2 && this.#holdsString(at + 1)) return this.#nameAt(at + 1);
    const name = this.#wordName(at);
    if (kind === TOKEN_WORD) return name;
    if (kind === TOKEN_VALUE) return { ...name, text: name.text.replace(/^(["'])(.+)\1$/s, '$2') };
    const span = { start: name.span.start, end: tokens.end(tokens.closing(at)) };
    const end = Math.min(span.end, span.start + MAX_KEY);
    return { text: this.#text.slice(span.start, end).replace(/\s+/g, ' '), span };
  }

  /** True for a string that can be read as a name. */
  #holdsString(at: number): boolean {
    STRING_WITH_TEXT.lastIndex = this.#tokens.start(at);
    return this.#tokens.kind(at) === TOKEN_VALUE && STRING_WITH_TEXT.test(this.#text);
  }
}
