import { TEST_TYPES } from '../model/itemType.ts';
import { isTestedCombined } from '../trace/combinedIntegration.ts';
import { attributeValues, type Item } from '../trace/item.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { verifies } from '../trace/tagMeaning.ts';
import { isTested } from '../trace/verification.ts';
import { partsOf } from './decomposition.ts';
import { forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT308: parts that were put together, and no test of the whole. */
export const notIntegrationTested: Rule = {
  info: {
    code: 'LT308',
    name: 'item-not-integration-tested',
    summary: 'No integration test verifies a software item that is made of parts, or an interface.',
    clause: '5.6.2–5.6.4',
    gate: true,
  },
  ...forRecords(['SI', 'IF'], (item, snapshot) => {
    if (item.type === 'SI' && partsOf(snapshot, item).length < 2) return undefined;
    if (isTested(snapshot, item)) return undefined;
    if (isTestedCombined(snapshot, item)) return undefined;
    return `${item.id} has no integration test: no test with “verifies: ${item.id}” on record.`;
  }),
};

/** LT311: a test that says nothing about anything. */
export const orphanTest: Rule = {
  info: {
    code: 'LT311',
    name: 'orphan-test',
    summary: 'A test record verifies no item.',
    clause: '5.7.4 b',
    gate: false,
  },
  ...forRecords([...TEST_TYPES], (test, snapshot) => {
    const kind = test.type === 'VAL' ? 'validates' : 'verifies';
    if (test.links.some((link) => link.kind === kind || link.kind === 'verifies')) return undefined;
    if (procedureVerifies(snapshot, test)) return undefined;
    return `${test.id} verifies no item: add “${kind}” with what it is a test of.`;
  }),
};

/** The record of a test program may leave it to the tags of the program to say what is tested. */
function procedureVerifies(snapshot: Snapshot, test: Item): boolean {
  return attributeValues(test, 'procedure').some((path) =>
    (snapshot.tagsByFile.get(path.replace(/^\.\//, '')) ?? []).some(verifies),
  );
}
