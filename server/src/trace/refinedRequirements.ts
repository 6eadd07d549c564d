import { attributeValues, type Item, isRetired, targets } from './item.ts';
import { incomingLinks, isTargetOf, type Snapshot, someIncomingLink, someTag } from './snapshot.ts';
import type { Spreading } from './spread.ts';
import { realises } from './tagMeaning.ts';

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
  furtherOf: refined,
  join: (a, b) => a | b,
  cellOf: (cells, key) => cells.spread('inParts', key),
};

/** Whether a requirement or one that it refines is allocated. */
export const IN_WHOLES: Spreading = {
  keys: ({ types }) => types.get('SRS') ?? [],
  ownOf: (view, item) => (isTied(view, item) ? (isAllocated(view, item) ? ALLOCATED : 0) : undefined),
  giversOf: (_view, item) => refined(item),
  furtherOf: refined,
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

/** Links by which a unit or a detailed design says that it realises a requirement. */
const REALISING: ReadonlySet<string> = new Set(['implements', 'satisfies', 'refines']);

/**
 * Code implements an item by a tag, by the record of a unit whose file exists, or by way of a detailed design of it.
 * Allocation to a software item is not enough: the item has other code as well.
 */
export function isImplemented(snapshot: Snapshot, item: Item): boolean {
  if (hasImplementingCode(snapshot, item)) return true;
  return someIncomingLink(snapshot, item, ({ kind, from }) => {
    if (from.type !== 'SDD' || !REALISING.has(kind)) return false;
    return hasImplementingCode(snapshot, from) || targets(from, 'designs').some((unit) => hasCode(snapshot, unit));
  });
}

function hasImplementingCode(snapshot: Snapshot, item: Item): boolean {
  if (someTag(snapshot, item, realises)) return true;
  return someIncomingLink(snapshot, item, ({ kind, from }) => REALISING.has(kind) && hasCode(snapshot, from));
}

function hasCode(snapshot: Snapshot, unit: Item): boolean {
  if (unit.type !== 'UNIT' || isRetired(unit)) return false;
  const byPath = attributeValues(unit, 'path').some((path) => snapshot.files.has(path.replace(/^\.\//, '')));
  return byPath || someTag(snapshot, unit, (tag) => tag.fact.keyword === 'unit');
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
