import type { ItemKey } from './itemId.ts';
import type { LineStarts } from './lineIndex.ts';
import type { LinkKind } from './linkKind.ts';
import type { FilePath, Span } from './span.ts';

/** Which notation a fact was written in. */
export type DialectId = 'lifetrace' | 'oft';

/** Programming and document languages that a reader exists for; `text` is read by line-based dialects only. */
export type LanguageId =
  | 'c'
  | 'cpp'
  | 'typescript'
  | 'javascript'
  | 'python'
  | 'java'
  | 'rust'
  | 'go'
  | 'csharp'
  | 'markdown'
  | 'restructuredtext'
  | 'yaml'
  | 'text';

/** What a file is to the project. A test file's functions need no trace; a project file configures. */
export type FileRole = 'spec' | 'source' | 'test' | 'project';

/** A piece of text with the place where it stands. */
export interface SpannedText {
  readonly text: string;
  readonly span: Span;
}

/**
 * A named field of an item. Nested YAML maps are flattened to dotted names (`classRationale.segregation.mechanism`);
 * a list gives several values.
 */
export interface AttributeFact {
  readonly name: string;
  readonly nameSpan: Span;
  readonly values: readonly SpannedText[];
}

/** A reference from an item to another one. */
export interface LinkFact {
  readonly kind: LinkKind;
  /** The target's ID as written. */
  readonly to: string;
  readonly toKey: ItemKey;
  /** Revision of the target that the link was made for, where the dialect has revisions. */
  readonly revision?: number | undefined;
  /** The target's ID token. */
  readonly span: Span;
}

/** The definition of an item in a spec file. */
export interface ItemFact {
  readonly dialect: DialectId;
  /** As written. */
  readonly id: string;
  readonly key: ItemKey;
  /** A type of the domain model, or one that the project or its dialect invented. */
  readonly type: string;
  readonly idSpan: Span;
  /** The whole item: heading and section, table row, YAML node. */
  readonly span: Span;
  readonly title: string;
  /** The item's own words without its fields, trimmed. */
  readonly text: string;
  /** Revision of the item, where the dialect has revisions. */
  readonly revision?: number | undefined;
  readonly attributes: readonly AttributeFact[];
  readonly links: readonly LinkFact[];
  /** Types that must cover this item (declared needs). */
  readonly needs: readonly SpannedText[];
  /** True for an item that only passes its needs on (OpenFastTrace forwarding). */
  readonly forwards?: boolean | undefined;
}

/**
 * Kinds of code that can be traced. Functions, methods and constructors do something; the others hold them, or data:
 * `type` is any other type with a name, `implementation` an `impl` of Rust.
 */
export const UNIT_KINDS = [
  'function',
  'method',
  'constructor',
  'class',
  'struct',
  'enum',
  'interface',
  'type',
  'implementation',
  'module',
] as const;

/** A kind of code that can be traced. */
export type UnitKind = (typeof UNIT_KINDS)[number];

/** Kinds that do something themselves; the others hold those, or data. */
export const ACTIVE_KINDS: ReadonlySet<UnitKind> = new Set<UnitKind>(['function', 'method', 'constructor']);

/** A piece of code that can be traced to a requirement. */
export interface UnitFact {
  readonly kind: UnitKind;
  readonly name: string;
  /** Name with its enclosing units, joined by `.` (`::` in C++ and Rust). */
  readonly qualifiedName: string;
  readonly nameSpan: Span;
  /** From the first character of the declaration to the last of the body, documentation excluded. */
  readonly span: Span;
  /** The comments directly above, with nothing but white space, attributes or decorators in between. */
  readonly docSpan?: Span | undefined;
  /** Index of the enclosing unit in the same file, or -1. */
  readonly parent: number;
  /** True for test code in a file that is none: what is compiled for tests only (`#[cfg(test)]`, `#[test]`). */
  readonly test?: boolean | undefined;
}

/** The words behind `@` (or `\`) that make a tag of our own notation. */
export const TAG_KEYWORDS = [
  'implements',
  'verifies',
  'satisfies',
  'mitigates',
  'risk',
  'unit',
  'class',
  'anomaly',
] as const;

/** The word that a suppression in a comment begins with. */
export const SUPPRESSION_WORD = 'lifetrace-ignore';

/** A keyword of our own notation. */
export type TagKeyword = (typeof TAG_KEYWORDS)[number];

/** The item that a covering tag stands for, in dialects where a tag is an item itself. */
export interface CoveringFact {
  readonly type: string;
  /** Name given in the tag; undefined when the dialect makes one up. */
  readonly name?: string | undefined;
  readonly revision: number;
  readonly needs: readonly SpannedText[];
}

/** One reference from code to an item. A tag with several IDs gives several facts. */
export interface TagFact {
  readonly dialect: DialectId;
  readonly keyword: TagKeyword | 'covers';
  /** ID as written (for `@class`, the level). */
  readonly target: string;
  readonly targetKey: ItemKey;
  readonly revision?: number | undefined;
  /** The ID token. */
  readonly span: Span;
  /** The whole tag, keyword included. */
  readonly tagSpan: Span;
  /** Index of the innermost unit that the tag belongs to or stands in, or -1 for the file. */
  readonly unit: number;
  /**
   * True when the tag belongs to the place where it stands alone: a constant, a field, a declaration without a body. It
   * says nothing about the functions of the unit or file around.
   */
  readonly local?: boolean | undefined;
  /** Of a local tag in C and C++: qualified name of the function that is declared there. Its body stands elsewhere. */
  readonly declares?: string | undefined;
  readonly covering?: CoveringFact | undefined;
}

/** `lifetrace-ignore LT202: reason` in a comment, or `suppress:` in an item. */
export interface SuppressionFact {
  readonly code: string;
  /** Trimmed; empty when it is missing, which is a finding of its own. */
  readonly reason: string;
  readonly span: Span;
  /** What it silences: the unit, the item, or the file. */
  readonly scope: Span;
}

/** Something in a file that a reader could not take as it stands. */
export interface ReadProblem {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
}

/** All that one file says. A pure function of its text, its language and the reading part of the configuration. */
export interface FileFacts {
  readonly path: FilePath;
  readonly language: LanguageId;
  readonly role: FileRole;
  /** Of a file that says nothing only the first line is known. */
  readonly lineStarts: LineStarts;
  readonly items: readonly ItemFact[];
  /** In order of `span.start`, enclosing units before the enclosed. */
  readonly units: readonly UnitFact[];
  /** Where the head of the file says that a program wrote it. */
  readonly generated?: Span | undefined;
  readonly tags: readonly TagFact[];
  readonly suppressions: readonly SuppressionFact[];
  readonly problems: readonly ReadProblem[];
}
