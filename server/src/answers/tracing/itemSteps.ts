import type { LinkKind } from '../../model/linkKind.ts';
import { type Item, isRetired, type Link } from '../../trace/item.ts';
import { isLegalLink } from '../../trace/legality.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { type RawStep, stepsToCode } from './codeSteps.ts';
import { branchOf, directionFrom, linkWords } from './linkSense.ts';
import { brokenReference, type TraceSubject } from './traceNode.ts';

/**
 * The direct neighbours of an item: what it links to, what links to it, and code, one step for each link and tag. Takes time
 * in proportion to them.
 */
export function* stepsFromItem(snapshot: Snapshot, item: Item): Generator<RawStep> {
  for (const link of item.links) {
    const to: TraceSubject | undefined = link.to
      ? { kind: 'item', item: link.to }
      : brokenReference(snapshot, link.fact.toKey);
    if (to) yield stepAlong(snapshot, link, 'source', to, link.to?.type);
  }
  // References resolve to the first definition of an ID, so nothing points to another one.
  if (!item.primary) return;
  for (const link of snapshot.incoming.get(item.key) ?? []) yield stepToSource(snapshot, link);
  yield* stepsToCode(snapshot, item);
}

/** The step from what a link points to, to the item that holds the link. */
export function stepToSource(snapshot: Snapshot, link: Link): RawStep {
  return stepAlong(snapshot, link, 'target', { kind: 'item', item: link.from }, link.from.type);
}

function stepAlong(
  snapshot: Snapshot,
  link: Link,
  end: 'source' | 'target',
  to: TraceSubject,
  type: string | undefined,
): RawStep {
  const { kind } = link;
  const step = { direction: directionFrom(kind, end), branch: branchOf(kind, type), link: linkWords(kind, end), to };
  const doubt = doubtOf(snapshot, link, end);
  return doubt === undefined ? step : { ...step, doubt };
}

/** Why a link does not count as a trace, see {@link RawStep.doubt}. */
function doubtOf({ config }: Snapshot, { kind, from, to, fact }: Link, end: 'source' | 'target'): string | undefined {
  if (!to) return undefined;
  const other = end === 'source' ? to : from;
  if (isRetired(other)) return other.status;
  if (!isLegalLink(config.profile, kind, from.type, to.type)) return notLegal(kind, from, to);
  const { revision } = fact;
  return revision === undefined || revision === to.fact.revision ? undefined : `names revision ${revision}`;
}

function notLegal(kind: LinkKind, from: Item, to: Item): string {
  return `“${kind}” is not legal from ${from.type} to ${to.type}`;
}
