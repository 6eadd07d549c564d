/** A half-open range of UTF-16 code units in one text: `start` inclusive, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A path relative to the project root, with `/` as separator and no leading `./`. */
export type FilePath = string;

/** A span in a named file. */
export interface Place {
  readonly file: FilePath;
  readonly span: Span;
}

/** True when `offset` lies in `span`; the end counts, so that a cursor behind the last character still hits. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** True when `inner` lies wholly in `outer`. */
export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Orders what stands in one text by where it begins. */
export function byPlace(a: { readonly span: Span }, b: { readonly span: Span }): number {
  return a.span.start - b.span.start;
}
