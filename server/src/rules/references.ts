import type { FilePath, Span } from '../model/span.ts';
import type { Item, Snapshot } from '../trace/snapshot.ts';
import { ownTags } from './ownItems.ts';

/** A place that names an item: the target of a link field, or an ID in a code tag. */
export interface Reference {
  readonly file: FilePath;
  /** The ID token. */
  readonly span: Span;
  /** The ID as written. */
  readonly written: string;
  /** Link kind or tag keyword. */
  readonly kind: string;
  readonly target: Item | undefined;
  /** The item that the link stands in; undefined for tags. */
  readonly from: Item | undefined;
}

/** All references of our own notation: those of items first, then those of code, each in order of file and offset. */
export function* ownReferences(snapshot: Snapshot): Generator<Reference> {
  for (const item of snapshot.items) {
    if (item.fact.dialect !== 'lifetrace') continue;
    for (const { fact, kind, to } of item.links) {
      yield { file: item.file, span: fact.span, written: fact.to, kind, target: to, from: item };
    }
  }
  for (const { file, fact, target } of ownTags(snapshot)) {
    yield { file, span: fact.span, written: fact.target, kind: fact.keyword, target, from: undefined };
  }
}
