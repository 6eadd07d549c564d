import type { MemberHead } from './memberHead.ts';

/** What is between two braces, or an expression that is a body. */
export class Scope {
  /**
   * `members` of a type, a namespace or the file; `accessors` of a property; `statements`, which may also be an
   * initialiser; `expression`, which ends with a semicolon.
   */
  readonly kind: 'members' | 'accessors' | 'statements' | 'expression';
  /** Index of the innermost unit, or -1. */
  unit: number;
  /** Qualified name of what is around, or the empty string. */
  prefix: string;
  /** True when the unit ends with the scope. */
  owns: boolean;
  /** Name of the type whose members these are, the empty string when it has none; undefined outside of types. */
  readonly type: string | undefined;
  /** How many parentheses are open around it. */
  readonly base: number;
  /** Start of the current declaration, or of white space in front of it. */
  start: number;
  /** Offset of the directives in front of the current declaration, or -1. */
  lead = -1;
  /** Parentheses of the current declaration. */
  groups: number[] = [];
  /** True when the current declaration is known to be none with a body. */
  rejected = false;
  /** True among the constants of an enum. */
  constants = false;
  /** True in the block of a lambda that a field is set to. */
  isValue = false;
  /** The property whose accessors these are, or whose accessors have just been closed. */
  property: MemberHead | undefined = undefined;

  constructor(
    kind: Scope['kind'],
    start: number,
    base: number,
    { unit, prefix, owns }: BodyOf,
    type: string | undefined = undefined,
  ) {
    this.kind = kind;
    this.start = start;
    this.base = base;
    this.unit = unit;
    this.prefix = prefix;
    this.owns = owns;
    this.type = type;
  }

  /** Begins a declaration at `at`. */
  startDeclaration(at: number): void {
    this.start = at;
    this.lead = -1;
    this.rejected = false;
    if (this.groups.length > 0) this.groups = [];
  }
}

/** What a scope is the body of. */
export type BodyOf = Pick<Scope, 'unit' | 'prefix' | 'owns'>;
