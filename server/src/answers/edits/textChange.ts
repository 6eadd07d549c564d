import type { Span } from '../../model/span.ts';

/** A piece of a text that is replaced by another one. */
export interface TextChange {
  readonly span: Span;
  readonly text: string;
}

/** What an edit does to one text, or why it cannot be made, in a sentence for a person. */
export type TextEdit =
  | {
      readonly changes: readonly TextChange[];
      /** Where a person goes on writing: an offset in the new text. */
      readonly cursor: number;
    }
  | { readonly refused: string };

/** The text with changes that do not overlap. */
export function changed(text: string, changes: readonly TextChange[]): string {
  let result = '';
  let at = 0;
  for (const { span, text: inserted } of [...changes].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(at, span.start) + inserted;
    at = span.end;
  }
  return result + text.slice(at);
}
