import type { FilePath, Span } from '../model/span.ts';
import type { Item, Link } from '../trace/item.ts';
import type { Snapshot, Tag } from '../trace/snapshot.ts';
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
  check: (reference: Reference, snapshot: Snapshot) => Report | undefined,
): Required<Pick<Rule, 'checkItem' | 'checkTag'>> {
  return {
    checkItem: (item, snapshot) => reportsOf(item.links, (link) => check(referenceOfLink(item, link), snapshot)),
    checkTag: (tag, snapshot) => check(referenceOfTag(tag), snapshot),
  };
}

function referenceOfLink(from: Item, { fact, kind, to: target }: Link): Reference {
  return { file: from.file, span: fact.span, written: fact.to, kind, target, from };
}

function referenceOfTag({ file, fact, target }: Tag): Reference {
  return { file, span: fact.span, written: fact.target, kind: fact.keyword, target, from: undefined };
}

function reportsOf<T>(things: readonly T[], check: (thing: T) => Report | undefined): readonly Report[] {
  let reports: Report[] | undefined;
  for (const thing of things) {
    const report = check(thing);
    if (!report) continue;
    reports ??= [];
    reports.push(report);
  }
  return reports ?? NOTHING;
}

const NOTHING: readonly Report[] = [];
