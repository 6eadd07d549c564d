import type { FilePath, Span } from '../model/span.ts';
import type { Item, Link, Snapshot, Tag } from '../trace/snapshot.ts';
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
  check: (reference: Reference, snapshot: Snapshot) => Report | undefined,
): Required<Pick<Rule, 'checkItem' | 'checkFile'>> {
  return {
    checkItem: (item, snapshot) => reportsOf(item.links, (link) => check(referenceOfLink(item, link), snapshot)),
    checkFile: (path, snapshot) => reportsOf(referencesIn(snapshot, path), (reference) => check(reference, snapshot)),
  };
}

function referenceOfLink(from: Item, { fact, kind, to: target }: Link): Reference {
  return { file: from.file, span: fact.span, written: fact.to, kind, target, from };
}

const known = new WeakMap<readonly Tag[], readonly Reference[]>();

/** The references in the code of a file, which several rules look at one after the other. */
function referencesIn(snapshot: Snapshot, path: FilePath): readonly Reference[] {
  const tags = snapshot.tagsByFile.get(path) ?? [];
  const references = known.get(tags) ?? ownTags(snapshot, path).map(referenceOfTag);
  known.set(tags, references);
  return references;
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
