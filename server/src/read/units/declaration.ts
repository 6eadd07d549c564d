import { type Block, OTHER, PART, type UnitHead } from './block.ts';
import { type Candidate, isLiteral, isMacro, parenthesisedName } from './candidate.ts';
import { classOf } from './classHead.ts';
import { kindOfFunction } from './cNames.ts';
import {
  ACCESS,
  ANNOTATION,
  ATTRIBUTES,
  CLASS_KEYS,
  NEVER_A_NAME,
  NEVER_A_NAME_IN_CPP,
  ONLY_CPP,
  QUALIFIERS,
  STORAGE,
  TYPES,
  UPPER_CASE,
} from './cWords.ts';
import { DeclarationStart } from './declarationStart.ts';
import type { Token } from './headerTokens.ts';
import { definedNameIn, TEST_CLASS_MACRO, TEST_MACRO, TEST_SUITE, testNameIn } from './testMacro.ts';

/** What of COM takes the type and the name of a method: `STDMETHOD_(ULONG, AddRef)()`. */
const METHOD_MACRO = /^[A-Z]+METHOD_$/;
const PROPERTY = new Set(['property', 'event']);
const OPERATOR = /^(?:<=>|<<=|>>=|->\*|&&|\|\||\+\+|--|<<|>>|->|[-+*/%^&|=!<>]=|[-+*/%^&|~!=<>,])/;

/** Of how many tokens the type that an operator converts to, and an operator's symbol, consist at most. */
const MAX_NAME = 100;
const MAX_SYMBOLS = 3;

/** Reads the tokens in front of an opening brace that stands outside of all parentheses. */
export class Declaration {
  readonly #tokens: readonly Token[];
  readonly #cpp: boolean;
  readonly #className: string | undefined;
  readonly #start: DeclarationStart;
  #at = 0;
  #chosen: Candidate | undefined;
  /** Index of the last `class`, `struct`, `union` or `enum`. */
  #classKey = -1;
  /** Words and types since the chosen candidate, or since the start. */
  #words = 0;
  #types = 0;
  #storage = 0;
  /** True when nothing but storage classes stands before the chosen candidate. */
  #afterStorage = false;
  /** True when the chosen candidate annotates a function for compilers of Microsoft, if one follows. */
  #isAnnotation = false;
  #template = false;
  #friend = false;
  #typedef = false;

  /** `className` is that of the innermost class around, if any. */
  constructor(text: string, tokens: readonly Token[], language: 'c' | 'cpp', className: string | undefined) {
    this.#start = new DeclarationStart(text, tokens);
    this.#tokens = tokens;
    this.#cpp = language === 'cpp';
    this.#className = className;
  }

  read(): { readonly block: Block; readonly constructing?: UnitHead } {
    const tokens = this.#tokens;
    for (; this.#at < tokens.length; this.#at++) {
      const token = tokens[this.#at];
      if (!token) break;
      if (token.word) {
        const block = this.#word(token);
        if (block) return { block };
        continue;
      }
      switch (token.text) {
        case ':':
          if (!this.#isAccess(this.#at - 1)) {
            if (this.#chosen) return this.#initialised();
            if (this.#classKey >= 0) return { block: this.#class(this.#at) };
          }
          this.#restart(this.#at + 1);
          break;
        case '=':
          return { block: this.#value() };
        case ',':
          if (this.#chosen) return { block: OTHER };
          break;
        case '->':
          if (this.#chosen) return { block: this.#function() };
          break;
        case '(': {
          const candidate = this.#parenthesised();
          if (candidate) this.#choose(candidate);
          else if (!this.#skipPair(token)) return { block: OTHER };
          break;
        }
        case '[':
        case '<':
          this.#skipPair(token);
          break;
        case ')':
          // What ends at a semicolon between parentheses was a macro: `SETTER(rate, self->rate = rate;)`.
          if (this.#at !== this.#start.at) return { block: OTHER };
          this.#restart(this.#at + 1);
          break;
        case ']':
          return { block: OTHER };
        case '*':
          this.#words++;
          this.#types++;
          break;
      }
    }
    if (this.#chosen) return { block: this.#function() };
    return { block: this.#classKey >= 0 ? this.#class(tokens.length) : this.#property() };
  }

  /** The accessors of a property or event of C++/CLI: `property int rate { int get() { … } }`. */
  #property(): Block {
    const tokens = this.#tokens;
    if (this.#className === undefined) return OTHER;
    let at = this.#start.at;
    while (tokens[at]?.text === '[' && (tokens[at]?.pair ?? -1) > at) at = (tokens[at]?.pair ?? at) + 1;
    if (this.#isStorage(tokens[at]?.text ?? '')) at++;
    let last = tokens.length - 1;
    if (tokens[last]?.text === ']') last = (tokens[last]?.pair ?? 0) - 1;
    const name = tokens[last];
    const isOne = name?.word && last > at + 1 && PROPERTY.has(tokens[at]?.text ?? '');
    return isOne ? { kind: 'class', qualifier: `${name.text}::` } : OTHER;
  }

  /** Reads a word; the block, when that is known by now. */
  #word(token: Token): Block | undefined {
    const { text } = token;
    if (!this.#cpp && ONLY_CPP.has(text)) return this.#name(token);
    const next = this.#tokens[this.#at + 1];
    if (text === 'template') {
      if (next?.text === '<') {
        if (next.pair < 0) return OTHER;
        this.#passMacros();
        this.#at = next.pair;
        this.#template = true;
      }
    } else if (text === 'requires') {
      if (this.#chosen) return this.#function();
      this.#at = this.#requirementsEnd(this.#at) - 1;
    } else if (text === 'namespace') {
      return this.#namespace();
    } else if (text === 'operator') {
      const candidate = this.#operator();
      if (candidate) this.#choose(candidate);
    } else if (ATTRIBUTES.has(text)) {
      if (next?.text === '(') this.#skipPair(next, this.#at + 1);
    } else if (CLASS_KEYS.has(text)) {
      this.#passMacros();
      this.#classKey = this.#tokens[this.#at - 1]?.text === 'enum' ? this.#at - 1 : this.#at;
      this.#types++;
    } else if (text === 'typedef') {
      this.#typedef = this.#at === this.#start.at;
    } else if (text === 'extern' && next?.text.startsWith('"')) {
      if (this.#at + 2 === this.#tokens.length) return { kind: 'space', qualifier: '' };
      this.#at++;
    } else if (text === 'export' && this.#cpp && this.#tokens.length === 1) {
      return { kind: 'space', qualifier: '' };
    } else if (this.#chosen && this.#words === 0 && QUALIFIERS.has(text)) {
      return undefined;
    } else {
      return this.#name(token);
    }
    return undefined;
  }

  #name(token: Token): Block | undefined {
    const { text } = token;
    const candidate = this.#candidate();
    if (candidate) {
      const next = this.#tokens[candidate.end + 1];
      if (next?.word && this.#decoratesClass(next)) {
        this.#at = candidate.end;
        return undefined;
      }
      if (NEVER_A_NAME.has(text) || (this.#cpp && NEVER_A_NAME_IN_CPP.has(text))) return OTHER;
      this.#choose(candidate);
      return undefined;
    }
    this.#words++;
    if (text === 'friend') this.#friend = true;
    const isStorage = this.#isStorage(text);
    if (isStorage) this.#storage++;
    if (isStorage || TYPES.has(text)) this.#types++;
    return undefined;
  }

  /** True where nothing but macros stands between the last class key and here, and a macro here is followed by the name of the class. */
  #decoratesClass({ text }: Token): boolean {
    const key = this.#classKey;
    if (key < 0 || key === this.#at - 1) return key >= 0;
    for (let at = key + 1; at < this.#at; at++) {
      const token = this.#tokens[at];
      if (token?.text === '(' && token.pair > at) at = token.pair;
      else if (!token || !(UPPER_CASE.test(token.text) || ATTRIBUTES.has(token.text))) return false;
    }
    return !UPPER_CASE.test(text) && !QUALIFIERS.has(text);
  }

  /** True for a word of a label in a class; a class may be called by one, too. */
  #isAccess(at: number): boolean {
    const isName = at > 0 && this.#classKey === at - 1;
    return ACCESS.has(this.#tokens[at]?.text ?? '') && !isName;
  }

  #isStorage(text: string): boolean {
    return STORAGE.has(text) && (this.#cpp || !ONLY_CPP.has(text));
  }

  /** What looked like a function in front of a word that begins a declaration was a macro. */
  #passMacros(): void {
    if (!this.#chosen) return;
    this.#restart(this.#at - this.#words);
  }

  #restart(at: number): void {
    this.#chosen = undefined;
    this.#start.restart(at);
    this.#words = 0;
    this.#types = 0;
    this.#storage = 0;
    this.#template = false;
    this.#friend = false;
  }

  #skipPair(token: Token, at = this.#at): boolean {
    if (token.pair <= at) return false;
    this.#at = token.pair;
    return true;
  }

  /** The name that stands here in front of parameters, with template arguments in a specialisation, or of a constructor as before C++20. */
  #candidate(): Candidate | undefined {
    const token = this.#tokens[this.#at];
    if (!token || TYPES.has(token.text) || this.#isStorage(token.text)) return undefined;
    let open = this.#at + 1;
    if (this.#tokens[open]?.text === '<' && (this.#template || token.text === this.#className))
      open = (this.#tokens[open]?.pair ?? -1) + 1;
    else if (this.#tokens[open]?.text === '[' && this.#tokens[open + 1]?.text === '[')
      open = (this.#tokens[open]?.pair ?? -1) + 1;
    const end = open > 0 && this.#tokens[open]?.text === '(' ? (this.#tokens[open]?.pair ?? -1) : -1;
    if (end < 0 || this.#isPointer(open) || this.#tokens[end + 1]?.text === '(') return undefined;
    return this.#qualified(this.#at, this.#at, end, token.text);
  }

  /** True for `(*`: what is declared stands in these parentheses. */
  #isPointer(open: number): boolean {
    return this.#tokens[open + 1]?.text === '*';
  }

  #qualified(first: number, last: number, end: number, name: string): Candidate {
    const tokens = this.#tokens;
    let from = first;
    let full = name;
    const sign = tokens[from - 1]?.text;
    if (sign === '~' || sign === '!') {
      from--;
      full = sign + name;
    }
    const nameStart = from;
    const names: string[] = [];
    while (from >= 2 && tokens[from - 1]?.text === '::') {
      let word = from - 2;
      if (tokens[word]?.text === '>') word = (tokens[word]?.pair ?? 0) - 1;
      const token = tokens[word];
      if (!token?.word || STORAGE.has(token.text)) break;
      names.unshift(token.text);
      from = word;
      if (tokens[from - 1]?.text === 'template') from--;
    }
    if (tokens[from - 1]?.text === '::') from--;
    const qualifier = names.map((part) => `${part}::`).join('');
    const literal = isLiteral(tokens[(tokens[end]?.pair ?? end) + 1]);
    const macro = qualifier === '' && (literal || isMacro(full));
    return { name: full, first: nameStart, last, start: from, end, qualifier, literal, macro };
  }

  /** `operator+(…)`, `operator()(…)`, `operator bool()` and their likes. */
  #operator(): Candidate | undefined {
    const tokens = this.#tokens;
    const at = this.#at;
    const last = this.#operatorEnd(at);
    let open = last + 1;
    while (open < last + MAX_NAME && tokens[open]?.text !== '(') open++;
    const end = tokens[open]?.text === '(' ? (tokens[open]?.pair ?? -1) : -1;
    if (end < 0) return undefined;
    let name = 'operator';
    for (let part = at + 1; part <= last; part++) {
      const token = tokens[part];
      if (token) name += this.#isApart(part) ? ` ${token.text}` : token.text;
    }
    return this.#qualified(at, last, end, name);
  }

  /** True for a token of an operator's name in front of which a blank stands: `operator const ::Rate *`. */
  #isApart(at: number): boolean {
    const token = this.#tokens[at];
    const before = this.#tokens[at - 1];
    if (token?.text === '::') return before?.text === 'operator' || STORAGE.has(before?.text ?? '');
    return token?.word === true && before?.word === true;
  }

  /** Index of the last token of the operator's name that begins at `at`: of a symbol, or of the type to convert to. */
  #operatorEnd(at: number): number {
    const tokens = this.#tokens;
    const first = tokens[at + 1];
    if (first?.text === '(' || first?.text === '[') return Math.max(at + 1, first.pair);
    if (first && !first.word && !first.text.startsWith('"') && first.text !== '::') {
      let symbols = '';
      let last = at + 1;
      while (last <= at + MAX_SYMBOLS && tokens[last]?.word === false && tokens[last]?.text !== '(')
        symbols += tokens[last++]?.text;
      const length = OPERATOR.exec(symbols)?.[0].length ?? 0;
      let covered = 0;
      for (last = at; covered < length; last++) covered += tokens[last + 1]?.text.length ?? length;
      return last;
    }
    let last = at + 1;
    while (last + 1 < Math.min(tokens.length, at + MAX_NAME) && tokens[last + 1]?.text !== '(') {
      const angle = tokens[++last];
      if (angle?.text === '<' && angle.pair > last) last = angle.pair;
    }
    return last;
  }

  /**
   * `(name)(…)`, `(CALL name)(…)`, `(*name(…))(…)`, `(*name(…))[…]`, or `NAME(a, b)(…)`, of which the parentheses in front stand
   * here.
   */
  #parenthesised(): Candidate | undefined {
    const tokens = this.#tokens;
    const open = this.#at;
    const close = tokens[open]?.pair ?? -1;
    const behind = close < 0 ? undefined : tokens[close + 1];
    const end = behind?.pair ?? -1;
    const isElement = behind?.text === '[';
    if (end < 0 || (behind?.text !== '(' && !isElement)) return undefined;
    let pointer = false;
    for (let at = open + 1; at < close; at++) {
      const token = tokens[at];
      if (token?.text === '*' || token?.text === '&') pointer = true;
      else if (token?.text === ',' && !pointer) return isElement ? undefined : this.#madeBy(open - 1, end);
      else if (token?.text === '::' && pointer) continue;
      else if (!token?.word) return undefined;
      else if (tokens[at + 1]?.text === '(') {
        if (!ATTRIBUTES.has(token.text))
          return pointer ? { ...this.#qualified(at, at, end, token.text), start: open } : undefined;
        at = Math.max(at, tokens[at + 1]?.pair ?? at);
      }
    }
    const last = tokens[close - 1];
    if (!last?.word || pointer || isElement || TYPES.has(last.text)) return undefined;
    return parenthesisedName(last, close - 1, open, end);
  }

  /** The function whose name a macro at `at` makes of several, or has last. */
  #madeBy(at: number, end: number): Candidate | undefined {
    const macro = this.#tokens[at];
    const last = (this.#tokens[at + 1]?.pair ?? 0) - 1;
    const method = this.#tokens[last];
    if (method?.word && METHOD_MACRO.test(macro?.text ?? '')) return parenthesisedName(method, last, at + 1, end);
    if (!macro?.word || [TYPES, STORAGE, NEVER_A_NAME].some((words) => words.has(macro.text))) return undefined;
    return this.#qualified(at, at, end, macro.text);
  }

  /**
   * Several names stand in front of parentheses. The first is the function when annotations follow it
   * (`f() GUARDED_BY(lock)`), a later one when a macro stands before (`EXPORT(x) static int f()`).
   */
  #choose(next: Candidate): void {
    this.#at = next.end;
    const chosen = this.#chosen;
    const start = this.#start;
    const listed = chosen !== undefined && start.isBelow(next, chosen);
    if (!chosen || listed || this.#replaces(next, chosen)) {
      start.moveTo(next, this.#words);
      start.listed = listed;
      this.#isAnnotation = ANNOTATION.test(next.name) && this.#mayAnnotate(next);
      this.#chosen = next;
      this.#afterStorage = this.#storage === next.start - start.at;
    }
    start.pass(next);
    this.#words = 0;
    this.#types = 0;
    this.#storage = 0;
  }

  /** True for a candidate that stands where nothing but what annotates a function has come so far. */
  #mayAnnotate(next: Candidate): boolean {
    return this.#chosen ? this.#isAnnotation && this.#words === 0 : this.#onlyMacrosBefore(next.start);
  }

  #replaces(next: Candidate, chosen: Candidate): boolean {
    if (this.#isAnnotation) return true;
    if (next.macro && !this.#takesNothing(next))
      return this.#types > 0 || this.#words > 1 || TEST_MACRO.test(next.name);
    return chosen.macro || this.#words > 0 || this.#afterStorage;
  }

  /** True for `NAME(void)`, which is no macro behind a function, whatever it is called. */
  #takesNothing({ end }: Candidate): boolean {
    return this.#tokens[end - 1]?.text === 'void' && this.#tokens[end]?.pair === end - 2;
  }

  /** True when nothing stands before the token at `end` but macros, what annotates for compilers, and storage classes. */
  #onlyMacrosBefore(end: number): boolean {
    for (let at = this.#start.at; at < end; at++) {
      const token = this.#tokens[at];
      if (token?.text === '(' && token.pair > at) at = token.pair;
      else if (!token || !(UPPER_CASE.test(token.text) || ANNOTATION.test(token.text) || this.#isStorage(token.text)))
        return false;
    }
    return true;
  }

  #function(): Block {
    if (this.#cpp && this.#chosen?.literal && this.#chosen.name === TEST_SUITE) return { kind: 'space', qualifier: '' };
    const head = this.#functionHead();
    if (!head) return OTHER;
    const isClass = this.#cpp && TEST_CLASS_MACRO.test(this.#chosen?.name ?? '') && head.name !== this.#chosen?.name;
    return isClass ? { kind: 'class', head: { ...head, kind: 'class' } } : { kind: 'function', head };
  }

  #functionHead(): UnitHead | undefined {
    const chosen = this.#chosen;
    if (!chosen || this.#types > 0 || this.#typedef || this.#isMemberBehind(chosen)) return undefined;
    const tokens = this.#tokens;
    const isAlone = this.#onlyMacrosBefore(chosen.start);
    const test = isAlone ? testNameIn(tokens, chosen.first, chosen.end) : undefined;
    const first = tokens[test ? chosen.start : this.#start.firstBefore(chosen.start)];
    const name = tokens[chosen.first];
    if (!first || !name) return undefined;
    if (test) return { kind: 'function', start: first.start, ...test };
    const defined = isAlone && chosen.qualifier === '' ? definedNameIn(tokens, chosen.first, chosen.end) : undefined;
    return {
      kind: kindOfFunction(chosen.name, chosen.qualifier, this.#friend ? undefined : this.#className),
      name: defined?.text ?? chosen.name,
      nameSpan: { start: (defined ?? name).start, end: (defined ?? tokens[chosen.last] ?? name).end },
      start: first.start,
      qualifier: chosen.qualifier,
      ...(this.#start.outer !== undefined && { outer: this.#start.outer }),
    };
  }

  /** True when a macro is followed by a variable with a value in braces: `PROPERTY(name) QString name_{…}`. */
  #isMemberBehind({ macro }: Candidate): boolean {
    const last = this.#tokens.at(-1);
    return macro && this.#words > 1 && last?.word === true && !UPPER_CASE.test(last.text);
  }

  /** The constructor whose list of initialisers begins here; its body comes later, or begins with this brace. */
  #initialised(): { readonly block: Block; readonly constructing?: UnitHead } {
    const constructing = this.#functionHead();
    if (!constructing) return { block: OTHER };
    const last = this.#tokens.at(-1);
    if (last?.word || last?.text === '>') return { block: PART, constructing };
    return { block: { kind: 'function', head: constructing } };
  }

  /** What the braces in an initialiser are: the body of a lambda, or a value. */
  #value(): Block {
    const tokens = this.#tokens;
    const name = tokens[this.#at - 1];
    const first = tokens[this.#start.at];
    const capture = tokens[this.#at + 1];
    if (!name?.word || !first || capture?.text !== '[' || capture.pair < 0 || this.#chosen) return OTHER;
    for (let at = capture.pair + 1; at < tokens.length; at++) {
      const token = tokens[at];
      if (token?.text === ',' || token?.text === '{}') return OTHER;
      if (token && token.pair > at) at = token.pair;
    }
    const kind = this.#className === undefined ? 'function' : 'method';
    const { start, end } = name;
    return {
      kind: 'lambda',
      head: { kind, name: name.text, nameSpan: { start, end }, start: first.start, qualifier: '' },
    };
  }

  #namespace(): Block {
    const tokens = this.#tokens;
    const inline = tokens[this.#at - 1]?.text === 'inline';
    const names: string[] = [];
    for (let at = this.#at + 1; at < tokens.length; at++) {
      const token = tokens[at];
      if (token?.text === '[' || token?.text === '(') at = Math.max(at, token.pair);
      else if (token?.word && !ATTRIBUTES.has(token.text) && token.text !== 'inline') {
        if (tokens[at - 1]?.text === 'inline') continue;
        if (tokens[at - 1]?.text === '::' || names.length === 0) names.push(token.text);
        else names[names.length - 1] = token.text;
      } else if (token?.text !== '::' && !token?.word) return OTHER;
    }
    return { kind: 'space', qualifier: inline ? '' : names.map((name) => `${name}::`).join('') };
  }

  /** The class whose head ends at the index. */
  #class(end: number): Block {
    const start = this.#start.firstBefore(this.#classKey);
    const block = classOf(this.#tokens, start, this.#classKey, end, this.#typedef);
    if (block.kind !== 'class' || !block.head || this.#start.outer === undefined) return block;
    return { ...block, head: { ...block.head, outer: this.#start.outer } };
  }

  /** Index behind the requires-clause that begins at `at`. */
  #requirementsEnd(at: number): number {
    const tokens = this.#tokens;
    let next = at + 1;
    for (;;) {
      while (tokens[next]?.text === '!') next++;
      if (tokens[next]?.text === 'requires') {
        next++;
        if (tokens[next]?.text === '(') next = (tokens[next]?.pair ?? next) + 1;
        if (tokens[next]?.text === '{}') next++;
      } else if (tokens[next]?.text === '(') {
        const close = tokens[next]?.pair ?? -1;
        if (close < 0) return tokens.length;
        next = close + 1;
      } else {
        while (tokens[next]?.word || tokens[next]?.text === '::') {
          const wasWord = tokens[next]?.word;
          next++;
          const angle = tokens[next];
          if (angle?.text === '<' && angle.pair > next) next = angle.pair + 1;
          if (wasWord && tokens[next]?.text !== '::') break;
        }
      }
      if (tokens[next]?.text !== '&&' && tokens[next]?.text !== '||') return Math.max(next, at + 1);
      next++;
    }
  }
}
