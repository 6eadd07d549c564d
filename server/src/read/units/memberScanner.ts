import type { UnitFact, UnitKind } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import type { Comment } from '../comments/comment.ts';
import { codeIn } from './codeIn.ts';
import { ConditionalBranches } from './conditionalBranches.ts';
import { startsLine } from './directiveLines.ts';
import { behindComment, codeEndBefore, commentsBefore, documentationAbove } from './documentation.ts';
import { enumConstant } from './enumConstant.ts';
import { isLambdaHead } from './lambdaHead.ts';
import { type MemberHead, readMemberHead } from './memberHead.ts';
import type { MemberLanguage } from './memberLanguage.ts';
import { type BodyOf, Scope } from './memberScope.ts';
import { areGlobalAttributes, behindBlank, type MemberText } from './memberText.ts';
import { boundedPrefix, dotted } from './qualifiedName.ts';
import { behindSpace } from './whitespace.ts';

const BRACE = 123;
const CLOSING_BRACE = 125;
const CLOSING_BRACKET = 93;
const CLOSING_PARENTHESIS = 41;
const COMMA = 44;
const EQUALS = 61;
const GREATER = 62;
const HASH = 35;
const PARENTHESIS = 40;
const SEMICOLON = 59;
const SLASH = 47;

/** `new` and a type in front of a parenthesis. Type arguments that are longer are not looked through. */
const NEW_BEFORE =
  /(?<=\bnew\s+(?:@[\w.]+\s+)*[\w$\u0080-\ufefe]+(?:[ \t\n\r]*\.[ \t\n\r]*[\w$\u0080-\ufefe]+)*[ \t\n\r]*(?:<[^(){};]{0,400}>\s*(?:\.[\w$.\s]+)?)?)\(/y;
/** How far in front of a parenthesis `new` is looked for where comments stand in between. */
const REACH = 500;
/** What stands between `new` and its arguments. */
const TYPE_PARTS = /^[\w$\s.,<>?&@[\]\u0080-\ufefe]*$/;
const DELEGATE = /\s*(?:(?:async|static)\s+)*delegate\b/y;

/** A unit whose end is not known yet. */
type OpenUnit = UnitFact & { readonly span: Span & { end: number } };

/** Finds the units of a language whose declarations hold their bodies in braces. */
export class MemberScanner {
  readonly #source: MemberText;
  readonly #text: string;
  readonly #comments: readonly Comment[];
  readonly #language: MemberLanguage;
  readonly #skipped = new Map<number, number>();
  readonly #units: OpenUnit[] = [];
  readonly #scopes: Scope[] = [];
  /** Offsets of the open parentheses. */
  readonly #opens: number[] = [];
  readonly #branches: ConditionalBranches;
  #scope = new Scope('members', 0, 0, { unit: -1, prefix: '', owns: false });
  #comment = 0;
  /** The last pair of parentheses that was closed. */
  #lastOpen = -1;
  #lastClose = -1;
  /** Where what follows that pair starts; -1 when nobody has asked yet. */
  #behindLastClose = -1;

  constructor(text: string, comments: readonly Comment[], language: MemberLanguage) {
    this.#source = { text, comments, language, skipped: this.#skipped };
    this.#text = text;
    this.#comments = comments;
    this.#language = language;
    this.#branches = new ConditionalBranches(text);
  }

  /** The units of the text, in order. Time is linear in its length. */
  read(): readonly UnitFact[] {
    const text = this.#text;
    const { stop, literalEnd } = this.#language;
    stop.lastIndex = 0;
    while (stop.test(text)) {
      const found = stop.lastIndex - 1;
      switch (text.charCodeAt(found)) {
        case PARENTHESIS:
          this.#opens.push(found);
          break;
        case CLOSING_PARENTHESIS:
          this.#closeParenthesis(found);
          break;
        case SEMICOLON:
          if (!this.#isInParentheses()) this.#semicolon(found);
          break;
        case BRACE:
          this.#brace(found);
          break;
        case CLOSING_BRACE:
          this.#closeBrace(found);
          break;
        case GREATER:
          this.#arrow(found - 1);
          break;
        case SLASH:
          stop.lastIndex = this.#behindSlash(found);
          break;
        case HASH:
          stop.lastIndex = this.#behindHash(found);
          break;
        default:
          stop.lastIndex = literalEnd(text, found);
      }
    }
    const end = text.trimEnd().length;
    while (this.#scopes.length > 0) this.#leave(end);
    return this.#units;
  }

  /** Offset behind the comment that starts at `at`, or behind the slash when none does. */
  #behindSlash(at: number): number {
    while ((this.#comments[this.#comment]?.span.start ?? at) < at) this.#comment++;
    const comment = this.#comments[this.#comment];
    if (comment?.span.start !== at) return at + 1;
    if (!this.#isDeclaring(at)) {
      this.#scope.start = comment.span.end;
      this.#scope.lead = -1;
    }
    return comment.span.end;
  }

  /** True when a declaration has begun before `at`. */
  #isDeclaring(at: number): boolean {
    return this.#isInParentheses() || behindSpace(this.#text, this.#scope.start) < at;
  }

  #isInParentheses(): boolean {
    return this.#opens.length > this.#scope.base;
  }

  #closeParenthesis(at: number): void {
    const { base, groups } = this.#scope;
    if (this.#opens.length <= base) return;
    this.#lastOpen = this.#opens.pop() ?? at;
    this.#lastClose = at;
    this.#behindLastClose = -1;
    if (this.#opens.length === base) groups.push(this.#lastOpen, at);
  }

  #semicolon(at: number): void {
    if (this.#scope.kind === 'expression') this.#leave(at);
    this.#scope.constants = false;
    if (this.#scope.kind !== 'accessors') this.#scope.property = undefined;
    this.#scope.startDeclaration(at + 1);
  }

  #closeBrace(at: number): void {
    while (this.#scope.kind === 'expression') this.#leave(at);
    if (this.#scopes.length > 0) {
      const { kind, owns, property, isValue } = this.#scope;
      this.#leave(at + 1);
      if (isValue) this.#leaveValue(at + 1);
      this.#scope.property = kind === 'accessors' && !owns ? property : undefined;
    }
    if (!this.#isInParentheses()) this.#scope.startDeclaration(at + 1);
  }

  /** Ends the lambda whose block ends at `end` when another field of the same declaration follows. */
  #leaveValue(end: number): void {
    if (this.#text.charCodeAt(behindBlank(this.#source, end)) === COMMA) this.#leave(end);
  }

  /** Ends the innermost scope, and with it the unit whose body it is. */
  #leave(end: number): void {
    const { owns, unit, base } = this.#scope;
    const ended = owns ? this.#units[unit] : undefined;
    if (ended) ended.span.end = Math.max(end, ended.nameSpan.end);
    if (this.#opens.length > base) this.#opens.length = base;
    this.#scope = this.#scopes.pop() ?? this.#scope;
  }

  /** Ends what should have been closed in front of a member that starts at `at`, as in a file that is being edited. */
  #leaveFunction(at: number): void {
    if (this.#isAmongMembers()) return;
    const { groups } = this.#scope;
    const end = this.#text.slice(0, at).trimEnd().length;
    while (!this.#isAmongMembers()) this.#leave(end);
    this.#scope.groups = groups;
  }

  #enter(kind: Scope['kind'], at: number, body: BodyOf = this.#sameBody(), type?: string): void {
    this.#scopes.push(this.#scope);
    this.#scope = new Scope(kind, at, this.#opens.length, body, type);
  }

  #sameBody(prefix = this.#scope.prefix): BodyOf {
    return { unit: this.#scope.unit, prefix, owns: false };
  }

  /** Reads the brace at `at`: what it opens depends on what stands in front of it. */
  #brace(at: number): void {
    const { kind, constants, start, groups, prefix } = this.#scope;
    const isInside = kind === 'expression' || this.#isInParentheses();
    const isValue = kind === 'expression' && behindBlank(this.#source, start) === at;
    if (kind === 'accessors') {
      this.#openProperty();
      this.#enter('statements', at + 1);
    } else if (constants && !isInside) {
      this.#enterAnonymous(at, nested(prefix, enumConstant(this.#source, start, at, groups)));
    } else {
      const head = isInside ? undefined : this.#readHead(at);
      if (head?.exposed) this.#leaveFunction(head.outer);
      if (head && this.#enterBody(head, at)) return;
      if (this.#opensAnonymousClass(at)) this.#enterAnonymous(at, nested(this.#scope.prefix, this.#bindingAround(at)));
      else this.#enter('statements', at + 1);
      this.#scope.isValue = isValue;
    }
  }

  #enterAnonymous(at: number, prefix: string): void {
    this.#enter('members', at + 1, this.#sameBody(prefix), '');
  }

  #opensAnonymousClass(at: number): boolean {
    if (!this.#language.anonymousClasses || this.#lastClose < 0) return false;
    if (this.#behindLastClose < 0) this.#behindLastClose = behindBlank(this.#source, this.#lastClose + 1);
    if (this.#behindLastClose !== at) return false;
    NEW_BEFORE.lastIndex = this.#lastOpen;
    return NEW_BEFORE.test(this.#text) || this.#isCommentedNew(this.#lastOpen);
  }

  /** True when `new` and a type stand in front of the parenthesis at `open`, with comments among them. */
  #isCommentedNew(open: number): boolean {
    const { span } = this.#comments[commentsBefore(this.#comments, open) - 1] ?? {};
    if (!span || !TYPE_PARTS.test(this.#text.slice(span.end, Math.min(open, span.end + REACH)))) return false;
    const before = codeIn(this.#text, this.#comments, Math.max(0, open - REACH), open + 1);
    NEW_BEFORE.lastIndex = before.length - 1;
    return NEW_BEFORE.test(before);
  }

  /** Name of the field whose value is being read at `at`, or the empty string. */
  #bindingAround(at: number): string {
    const scope = this.#scope;
    if (scope.kind !== 'members' || scope.rejected) return '';
    const head = this.#readHead(at);
    if (head?.form === 'binding') return head.name;
    scope.rejected = true;
    return '';
  }

  #readHead(end: number): MemberHead | undefined {
    const { lead, groups } = this.#scope;
    const first = behindSpace(this.#text, this.#scope.start);
    // The value of another field stands in front of this one: `a = …{ … }, b = …`.
    const isFurther = this.#text.charCodeAt(first) === COMMA && this.#isInType();
    const start = isFurther ? behindBlank(this.#source, first + 1) : first;
    const outer = lead < 0 ? start : lead;
    const head = readMemberHead(this.#source, { start, outer, end, groups, isLocal: !this.#isInType() });
    return isFurther && head?.form !== 'binding' ? undefined : this.#sound(head);
  }

  /**
   * Undefined for a head that units have been found in, so that units stay in order, and for one that starts in a
   * comment: what a skipped branch holds can put literals and comments at odds.
   */
  #sound(head: MemberHead | undefined): MemberHead | undefined {
    if (!head || (this.#units.at(-1)?.span.start ?? -1) >= head.start) return undefined;
    return behindComment(this.#comments, head.start) === head.start ? head : undefined;
  }

  #isAmongMembers(): boolean {
    return this.#scope.kind === 'members';
  }

  #isInType(): boolean {
    return this.#isAmongMembers() && this.#scope.type !== undefined;
  }

  #isAmongFields(): boolean {
    return this.#isInType() || (this.#isAmongMembers() && this.#language.fieldsOutside);
  }

  /** Enters what the brace at `at` opens behind a head; false when it is none of a declaration. */
  #enterBody(head: MemberHead, at: number): boolean {
    const { kind, type } = this.#scope;
    switch (head.form) {
      case 'type':
        this.#enter('members', at + 1, this.#open(head, head.kind), head.name);
        this.#scope.constants = head.kind === 'enum';
        return true;
      case 'scope':
        this.#enter('members', at + 1, this.#sameBody(), type);
        return true;
      case 'function':
        if (!head.typed && !this.#isInType()) return false;
        this.#enter('statements', at + 1, this.#open(head, this.#functionKind(head)));
        return true;
      case 'property':
        return this.#isInType() && (head.typed ? this.#enterAccessors(head, at) : this.#enterConstructor(head, at));
      case 'binding':
        DELEGATE.lastIndex = head.value;
        if (kind !== 'members' || !DELEGATE.test(this.#text) || this.#isEmptyBlock(at)) return false;
        this.#enter('statements', at + 1, this.#open(head, 'method'));
        return true;
    }
  }

  #enterAccessors(head: MemberHead, at: number): boolean {
    if (!this.#language.properties) return false;
    this.#enter('accessors', at + 1);
    this.#scope.property = head;
    return true;
  }

  /** Enters a constructor that leaves its parameters to the head of its record. */
  #enterConstructor(head: MemberHead, at: number): boolean {
    if (head.name !== this.#scope.type) return false;
    this.#enter('statements', at + 1, this.#open(head, 'constructor'));
    return true;
  }

  #functionKind(head: MemberHead): UnitKind {
    if (!this.#isInType()) return 'function';
    return !head.typed && head.name === this.#scope.type ? 'constructor' : 'method';
  }

  /** Reads the arrow at `at`: the body of a function or property may follow, or that of a lambda. */
  #arrow(at: number): void {
    const scope = this.#scope;
    if (scope.rejected || scope.kind === 'expression' || this.#isInParentheses()) return;
    if (scope.kind === 'accessors') {
      this.#openProperty();
      this.#enter('expression', at + 2);
      return;
    }
    const head = this.#readHead(at) ?? this.#propertyValue(at);
    if (head?.exposed) this.#leaveFunction(head.outer);
    const kind = head && this.#expressionKind(head, at);
    if (kind) this.#enter('expression', at + 2, this.#open(head, kind));
    else scope.rejected = true;
  }

  /** The property whose accessors have just been closed, when a value for it follows. */
  #propertyValue(at: number): MemberHead | undefined {
    const { property, start } = this.#scope;
    if (!property) return undefined;
    const equals = behindSpace(this.#text, start);
    if (equals >= at || this.#text.charCodeAt(equals) !== EQUALS) return undefined;
    return { ...property, form: 'binding', value: equals + 1 };
  }

  /** Kind of the unit whose body is the expression behind the arrow at `at`; undefined when there is none. */
  #expressionKind(head: MemberHead, at: number): UnitKind | undefined {
    const isInType = this.#isInType();
    switch (head.form) {
      case 'binding':
        if (!this.#isAmongFields() || this.#isEmptyBlock(at + 2)) return undefined;
        if (!isLambdaHead(this.#source, head.value, at, this.#scope.groups)) return undefined;
        return isInType ? 'method' : 'function';
      case 'function':
        return this.#language.expressionBodies && (head.typed || isInType) ? this.#functionKind(head) : undefined;
      case 'property':
        return this.#language.expressionBodies && head.typed && isInType ? 'method' : undefined;
      default:
        return undefined;
    }
  }

  /** True for braces with nothing in between: a lambda that does nothing is the value of a field until another one is set. */
  #isEmptyBlock(at: number): boolean {
    const brace = behindBlank(this.#source, at);
    if (this.#text.charCodeAt(brace) !== BRACE) return false;
    return this.#text.charCodeAt(behindBlank(this.#source, brace + 1)) === CLOSING_BRACE;
  }

  /** Makes a unit of the property whose accessors are read, now that one of them has a body. */
  #openProperty(): void {
    const property = this.#sound(this.#scope.property);
    if (property && !this.#scope.owns) Object.assign(this.#scope, this.#open(property, 'method'));
  }

  /** Adds a unit whose body begins. */
  #open(head: MemberHead, kind: UnitKind): BodyOf {
    const { name, nameSpan, start, outer, path } = head;
    const outside = nested(this.#scope.prefix, path);
    const docSpan = documentationAbove(this.#text, this.#comments, outer, start);
    const span = { start, end: this.#text.length };
    const parent = this.#scope.unit;
    const unit = this.#units.push({
      kind,
      name,
      qualifiedName: dotted(outside, name),
      nameSpan,
      span,
      ...(docSpan && { docSpan }),
      parent,
    });
    return { unit: unit - 1, prefix: nested(outside, name), owns: true };
  }

  /** Offset behind the directive at `at` and the branch that is skipped with it, or behind the hash when it is none. */
  #behindHash(at: number): number {
    if (!startsLine(this.#text, at)) return at + 1;
    if (this.#standsBehindGlobalAttributes(at)) this.#scope.startDeclaration(at);
    const declaring = this.#isDeclaring(at);
    const effect = this.#branches.read({
      at,
      depth: this.#scopes.length + this.#opens.length,
      declaring,
    });
    const end = behindComment(this.#comments, effect.end);
    if (effect.skips) this.#skipped.set(at, end);
    if (!declaring) this.#passLead(at, end, effect.leads);
    return end;
  }

  /** True when attributes of the assembly are all that stands between the last declaration and `at`. */
  #standsBehindGlobalAttributes(at: number): boolean {
    if (this.#isInParentheses() || !areGlobalAttributes(this.#source, behindSpace(this.#text, this.#scope.start))) {
      return false;
    }
    return this.#text.charCodeAt(codeEndBefore(this.#text, this.#comments, at) - 1) === CLOSING_BRACKET;
  }

  /** Goes on at `end` in front of a declaration, whose documentation may stand in front of directives. */
  #passLead(at: number, end: number, leads: boolean): void {
    const scope = this.#scope;
    scope.start = end;
    if (!leads) scope.lead = -1;
    else if (scope.lead < 0) scope.lead = at;
  }
}

/** The prefix of what is inside of `name`. */
function nested(prefix: string, name: string): string {
  return boundedPrefix(dotted(prefix, name), prefix);
}
