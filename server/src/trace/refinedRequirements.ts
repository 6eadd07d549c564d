import { isImplemented } from './designCode.ts';
import { type Item, targets } from './item.ts';
import { incomingLinks, isTargetOf, type Snapshot, someIncomingLink } from './snapshot.ts';
import type { Spreading } from './spread.ts';

/** What may hold of a requirement, a bit each. */
export const DERIVED = 1;
export const ALLOCATED = 2;
export const IMPLEMENTED = 4;

/** What holds of a requirement or of one of its type that refines it; only of those that refine or are refined. */
export const IN_PARTS: Spreading = {
  keys: ({ types }) => [...(types.get('SYS') ?? []), ...(types.get('SRS') ?? [])],
  ownOf: (view, item) => (isTied(view, item) ? inPart(view, item) : undefined),
  giversOf: (view, item) =>
    incomingLinks(view, item, 'refines').flatMap(({ from }) => (from.type === item.type ? from : [])),
  furtherOf: (_view, item) => refined(item),
  join: (a, b) => a | b,
  cellOf: (cells, key) => cells.spread('inParts', key),
};

/** Whether a requirement or one that it refines is allocated. */
export const IN_WHOLES: Spreading = {
  keys: ({ types }) => types.get('SRS') ?? [],
  ownOf: (view, item) => (isTied(view, item) ? (isAllocated(view, item) ? ALLOCATED : 0) : undefined),
  giversOf: (_view, item) => refined(item),
  furtherOf: (_view, item) => refined(item),
  join: (a, b) => a | b,
  cellOf: (cells, key) => cells.spread('inWholes', key),
};

/** True where something holds for the item, or for one of its type that refines it, directly or by steps. */
export function holdsInPart(snapshot: Snapshot, item: Item, bit: number): boolean {
  return isTargetOf(snapshot, item, 'refines') && (snapshot.spread('inParts', item.key) & bit) !== 0;
}

/** True where something that a requirement refines, directly or by steps, is allocated: where that belongs, it belongs as well. */
export function isPartOfAllocated(snapshot: Snapshot, requirement: Item): boolean {
  return refines(requirement) && (snapshot.spread('inWholes', requirement.key) & ALLOCATED) !== 0;
}

/** True when a software requirement derives from an item. */
export function derivedBySoftware(snapshot: Snapshot, item: Item): boolean {
  return someIncomingLink(snapshot, item, ({ kind, from }) => kind === 'derives' && from.type === 'SRS');
}

/** By what satisfies it, or by a unit of a software item that implements it. */
export function isAllocated(snapshot: Snapshot, requirement: Item): boolean {
  return someIncomingLink(
    snapshot,
    requirement,
    ({ kind, from }) =>
      kind === 'satisfies' || (kind === 'implements' && from.type === 'UNIT' && targets(from, 'partOf').length > 0),
  );
}

function inPart(snapshot: Snapshot, item: Item): number {
  if (item.type === 'SYS') return derivedBySoftware(snapshot, item) ? DERIVED : 0;
  return (isAllocated(snapshot, item) ? ALLOCATED : 0) | (isImplemented(snapshot, item) ? IMPLEMENTED : 0);
}

function isTied(snapshot: Snapshot, item: Item): boolean {
  return refines(item) || isTargetOf(snapshot, item, 'refines');
}

function refines(item: Item): boolean {
  return item.linksOfKind('refines').length > 0;
}

function refined(item: Item): readonly Item[] {
  return targets(item, 'refines');
}
