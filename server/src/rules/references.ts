import type { FilePath, Span } from '../model/span.ts';
import type { Item, Snapshot } from '../trace/snapshot.ts';
import { ownTags } from './ownItems.ts';
import type { Report, Rule } from './rule.ts';

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

/** The checks of a rule that looks at every reference of our own notation, in records and in code. */
export function forReferences(
  check: (reference: Reference, snapshot: Snapshot) => Iterable<Report>,
): Required<Pick<Rule, 'checkItem' | 'checkFile'>> {
  return {
    *checkItem(item, snapshot) {
      for (const { fact, kind, to } of item.links) {
        yield* check({ file: item.file, span: fact.span, written: fact.to, kind, target: to, from: item }, snapshot);
      }
    },
    *checkFile(path, snapshot) {
      for (const { file, fact, target } of ownTags(snapshot, path)) {
        const { span, target: written, keyword: kind } = fact;
        yield* check({ file, span, written, kind, target, from: undefined }, snapshot);
      }
    },
  };
}
