import type { UnitKind } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';

/** What is known of a unit before its body is read. */
export interface UnitHead {
  readonly kind: UnitKind;
  readonly name: string;
  readonly nameSpan: Span;
  /** Offset of the declaration's first token. */
  readonly start: number;
  /** Offset of what stands above the declaration and belongs to it; documentation stands above that. */
  readonly outer?: number;
  /** Names in front of the unit's own, those of enclosing scopes excluded: `A::B::` of `void A::B::f() {}`. */
  readonly qualifier: string;
}

/**
 * Members of a class; without a head for one that has no name. `definition` is the start of a `typedef` that gives it a
 * name behind the braces. A property is no unit, but its accessors are, which have its name as `qualifier` (`rate::`).
 */
export interface ClassBlock {
  readonly kind: 'class';
  readonly head?: UnitHead;
  readonly definition?: number;
  readonly qualifier?: string;
}

/** What the braces at a place of a declaration hold. */
export type Block =
  /** Declarations: a namespace, with the names by which its members are qualified (`a::b::`), or a linkage. */
  | { readonly kind: 'space'; readonly qualifier: string }
  | ClassBlock
  | { readonly kind: 'function'; readonly head: UnitHead }
  /** A function that is the value of a variable, unless it is called at once. */
  | { readonly kind: 'lambda'; readonly head: UnitHead }
  /** Something inside of the declaration, which goes on behind: an initialiser of a member, a default value. */
  | { readonly kind: 'part' }
  /** Anything else; a new declaration begins behind it. */
  | { readonly kind: 'other' };

export const PART: Block = { kind: 'part' };
export const OTHER: Block = { kind: 'other' };

/** The declaration that is being read: told at each of its opening braces what that opens. */
export interface Header {
  /** What the brace at `at` opens. `className` is that of the innermost class around, if any. */
  block(at: number, className: string | undefined): Block;
  /** Told when a block that is a part of the declaration has been read. */
  passPart(start: number, end: number): void;
}
