import type { Span } from '../../model/span.ts';

/** A comment, delimiters included, without the line break that ends a line comment. */
export interface Comment {
  readonly span: Span;
  /** `doc` is a Python docstring: a string to the language, a comment to its readers. */
  readonly kind: 'line' | 'block' | 'doc';
}
