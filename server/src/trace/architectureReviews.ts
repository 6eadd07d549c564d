import { type Item, targets } from './item.ts';
import { isTargetOf, type Snapshot, someIncomingLinkOfKind, sources } from './snapshot.ts';
import type { Spreading } from './spread.ts';

/** What stands for an item that is reviewed. */
const REVIEWED = 1;

/** Types of records that a review of the architecture is asked for of, or that consist of such. */
const ARCHITECTURE = ['SS', 'SI', 'SAD'] as const;

/** Whether an item of the architecture is reviewed itself or by what it is part of. */
export const ARCHITECTURE_REVIEWS: Spreading = {
  keys: ({ types }) => ARCHITECTURE.flatMap((type) => types.get(type) ?? []),
  ownOf: (view, item) => (isArchitecture(view, item) ? Number(isReviewedHere(view, item)) : undefined),
  giversOf: (_view, item) => targets(item, 'partOf'),
  furtherOf: (_view, item) => targets(item, 'partOf'),
  join: (a, b) => Math.max(a, b),
  cellOf: (cells, key) => cells.spread('architectureReviews', key),
};

/** True for what is reviewed itself, by what it is part of, directly or by steps, or by the architecture element that describes one of these. */
export function isArchitectureReviewed(snapshot: Snapshot, { key }: Item): boolean {
  return snapshot.spread('architectureReviews', key) === REVIEWED;
}

/** True when a review on record verifies an item. */
export function isReviewed(snapshot: Pick<Snapshot, 'eachIncoming'>, item: Item): boolean {
  return someIncomingLinkOfKind(snapshot, item, 'verifies', ({ type }) => type === 'REV');
}

/** Whatever has parts may be an item of the architecture, by mistake. */
function isArchitecture(snapshot: Snapshot, item: Item): boolean {
  return ARCHITECTURE.some((type) => type === item.type) || isTargetOf(snapshot, item, 'partOf');
}

function isReviewedHere(snapshot: Snapshot, item: Item): boolean {
  return (
    isReviewed(snapshot, item) || sources(snapshot, item, 'designs').some((element) => isReviewed(snapshot, element))
  );
}
