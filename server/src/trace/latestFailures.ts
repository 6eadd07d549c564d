import { TEST_TYPES } from '../model/itemType.ts';
import type { Item } from './item.ts';
import type { Snapshot } from './snapshot.ts';
import type { Spreading } from './spread.ts';
import { latestResult } from './testResult.ts';

/** Stands for a test without a record of a failure as its latest result. */
const NONE = 0;

/**
 * The record of the latest result of a test, where that is not that the test passed. One test may verify very many items and have very
 * many results, and each of the items asks for the latest.
 */
export const LATEST_FAILURES: Spreading = {
  keys: ({ types }) => [...TEST_TYPES].flatMap((type) => types.get(type) ?? []),
  ownOf: (view, item) => {
    if (!TEST_TYPES.has(item.type)) return undefined;
    const latest = latestResult(view, item);
    const isFailure = latest?.record !== undefined && FAILURE.test(latest.outcome);
    return isFailure ? 1 + view.graph.names.numberOf(latest.record.key) : NONE;
  },
  giversOf: () => [],
  join: (a, b) => Math.max(a, b),
  cellOf: (cells, key) => cells.spread('latestFailures', key),
};

const FAILURE = /^(?:fail|error\b|blocked\b)/i;

/** The record of the latest result of a test, where it is that the test did not pass. */
export function latestFailure(snapshot: Snapshot, test: Item): Item | undefined {
  const found = snapshot.spread('latestFailures', test.key);
  return found === NONE ? undefined : snapshot.byKey.get(snapshot.nameOf(found - 1) ?? '');
}
