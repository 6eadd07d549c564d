import type { UnitFact } from '../../model/facts.ts';

/** A unit whose end is not known yet. */
export type OpenUnit = Omit<UnitFact, 'span'> & { readonly span: { readonly start: number; end: number } };

/** Declarations stand in spaces and classes; in all others braces are only counted. See `Block`. */
export type ScopeKind = 'space' | 'class' | 'function' | 'lambda' | 'part' | 'other';

/** Braces that are open. */
export class Scope {
  readonly kind: ScopeKind;
  /** Offset of the opening brace. */
  readonly start: number;
  /** The unit whose braces these are. */
  readonly owner: OpenUnit | undefined;
  /** Index of the innermost unit, else -1. */
  readonly unit: number;
  /** What the names of units inside begin with. */
  readonly prefix: string;
  /** Name of a class; empty when it has none. */
  readonly className: string | undefined;
  /**
   * Where only a brace in the first column may close the scope, the end of its first line, on which any brace may;
   * else -1.
   */
  readonly lineEnd: number;
  /** Start of the `typedef` that names a class without a name; else -1. */
  definition = -1;
  /** How many units there were before. */
  unitsBefore = 0;
  /** Plain braces that are open inside. */
  depth = 0;

  constructor(
    kind: ScopeKind,
    start: number,
    owner: OpenUnit | undefined,
    unit: number,
    prefix: string,
    lineEnd: number,
  ) {
    this.kind = kind;
    this.start = start;
    this.owner = owner;
    this.unit = unit;
    this.prefix = prefix;
    this.className = kind === 'class' ? (owner?.name ?? '') : undefined;
    this.lineEnd = lineEnd;
  }

  /** True when declarations stand inside. */
  get declares(): boolean {
    return this.kind === 'space' || this.kind === 'class';
  }
}
