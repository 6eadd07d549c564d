import { attributeValues, type Item, isRetired, targets } from './item.ts';
import { type Snapshot, someIncomingLink, someTag } from './snapshot.ts';
import type { Spreading } from './spread.ts';
import { realises } from './tagMeaning.ts';

/** Links by which a unit or a detailed design says that it realises a requirement. */
const REALISING: ReadonlySet<string> = new Set(['implements', 'satisfies', 'refines']);

/** Whether code realises a detailed design. One design may stand between thousands of requirements and thousands of units. */
export const DESIGN_CODE: Spreading = {
  keys: ({ types }) => types.get('SDD') ?? [],
  ownOf: (view, item) => (item.type === 'SDD' ? Number(hasCodeByDesign(view, item)) : undefined),
  giversOf: () => [],
  join: (a, b) => Math.max(a, b),
  cellOf: (cells, key) => cells.spread('designCode', key),
};

/**
 * Code implements an item by a tag, by the record of a unit whose file exists, or by way of a detailed design of it.
 * Allocation to a software item is not enough: the item has other code as well.
 */
export function isImplemented(snapshot: Snapshot, item: Item): boolean {
  if (hasImplementingCode(snapshot, item)) return true;
  const isCoded = (design: Item): boolean => snapshot.spread('designCode', design.key) !== 0;
  return someIncomingLink(
    snapshot,
    item,
    ({ kind, from }) => from.type === 'SDD' && REALISING.has(kind) && isCoded(from),
  );
}

function hasCodeByDesign(snapshot: Snapshot, design: Item): boolean {
  return hasImplementingCode(snapshot, design) || targets(design, 'designs').some((unit) => hasCode(snapshot, unit));
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
