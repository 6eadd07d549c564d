import { attribute, type Item, targets } from './item.ts';
import type { Snapshot } from './snapshot.ts';
import type { Spreading } from './spread.ts';
import { isTested } from './verification.ts';

/**
 * Whether a test verifies a requirement that the end of an interface satisfies, of ends for which system tests are integration tests as
 * well. Thousands of interfaces may connect the same two items.
 */
export const COMBINED_INTEGRATION: Spreading = {
  keys: ({ types }) => types.get('IF') ?? [],
  ownOf: (view, item) => {
    if (isCombined(item)) return Number(satisfiesTested(view, item));
    return item.type === 'IF' ? 0 : undefined;
  },
  giversOf: () => [],
  furtherOf: (_view, item) => (item.type === 'IF' ? targets(item, 'connects') : []),
  join: (a, b) => Math.max(a, b),
  cellOf: (cells, key) => cells.spread('combinedIntegration', key),
};

/** True where system tests are integration tests as well, as a software item or each end of an interface says, and there is one. */
export function isTestedCombined(snapshot: Snapshot, item: Item): boolean {
  const ends = targets(item, 'connects');
  if (item.type !== 'IF') return isCombined(item) && [item, ...ends].some((each) => satisfiesTested(snapshot, each));
  if (ends.length === 0 || !ends.every(isCombined)) return false;
  return satisfiesTested(snapshot, item) || ends.some((end) => snapshot.spread('combinedIntegration', end.key) !== 0);
}

function isCombined(item: Item): boolean {
  return attribute(item, 'combinedIntegration')?.toLowerCase() === 'true';
}

/** True when a test verifies a requirement that an item satisfies. */
function satisfiesTested(snapshot: Snapshot, item: Item): boolean {
  return targets(item, 'satisfies').some((requirement) => isTested(snapshot, requirement));
}
