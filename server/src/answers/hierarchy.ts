import type { LinkKind } from '../model/linkKind.ts';
import type { CodeUnit, Item, Snapshot } from '../trace/snapshot.ts';
import { realises, verifies } from '../trace/tagMeaning.ts';
import { isTestTag } from './implementations.ts';

/** A step of the trace: an item, or code. */
export type TraceNode = Item | CodeUnit;

/** Links from what realises something to what it realises: followed, they say why it is there. */
const REALISING: ReadonlySet<LinkKind> = new Set<LinkKind>([
  'derives',
  'refines',
  'satisfies',
  'implements',
  'designs',
  'partOf',
  'mitigates',
  'controls',
  'causes',
  'arisesFrom',
  'covers',
]);

/** Links from evidence to what it speaks for, and from there to what rests on that. */
const PROVING: ReadonlySet<LinkKind> = new Set<LinkKind>([
  'records',
  'verifies',
  'validates',
  'derives',
  'refines',
  'implements',
  'mitigates',
  'covers',
]);

/** True for code, false for an item. */
export function isCode(node: TraceNode): node is CodeUnit {
  return 'qualifiedName' in node.fact;
}

/** Why something is there: what it realises, one step up. */
export function reasonsOf(node: TraceNode): readonly Item[] {
  return isCode(node) ? unique(node.traces) : targetsBy(node, REALISING);
}

/** What realises an item, one step down: other items first, then code. */
export function realisersOf(snapshot: Snapshot, node: TraceNode): readonly TraceNode[] {
  if (isCode(node)) return [];
  const tags = (snapshot.tagsByTarget.get(node.key) ?? []).filter((tag) =>
    tag.fact.keyword === 'covers' ? !isTestTag(tag) : realises(tag) || tag.fact.keyword === 'unit',
  );
  return unique([...sourcesBy(snapshot, node, REALISING), ...tags.flatMap(({ unit }) => unit ?? [])]);
}

/** What speaks for something, one step towards the evidence: items first, then test code. */
export function evidenceFor(snapshot: Snapshot, node: TraceNode): readonly TraceNode[] {
  if (isCode(node)) return [];
  const tags = (snapshot.tagsByTarget.get(node.key) ?? []).filter((tag) =>
    tag.fact.keyword === 'covers' ? isTestTag(tag) : verifies(tag),
  );
  return unique([...sourcesBy(snapshot, node, PROVING), ...tags.flatMap(({ unit }) => unit ?? [])]);
}

/** What something is evidence for, one step away from the evidence. */
export function provenBy(node: TraceNode): readonly Item[] {
  if (!isCode(node)) return targetsBy(node, PROVING);
  const tags = node.tags.filter((tag) => (tag.fact.keyword === 'covers' ? isTestTag(tag) : verifies(tag)));
  return unique(tags.flatMap(({ target }) => target ?? []));
}

function targetsBy(item: Item, kinds: ReadonlySet<LinkKind>): readonly Item[] {
  return unique(item.links.flatMap(({ kind, to }) => (to && kinds.has(kind) ? [to] : [])));
}

/** Retired items count as well: a reader wants to see them, and their status is shown. */
function sourcesBy(snapshot: Snapshot, item: Item, kinds: ReadonlySet<LinkKind>): readonly Item[] {
  return unique((snapshot.incoming.get(item.key) ?? []).flatMap(({ kind, from }) => (kinds.has(kind) ? [from] : [])));
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
