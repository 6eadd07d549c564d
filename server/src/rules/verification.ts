import { TEST_TYPES } from '../model/itemType.ts';
import type { Item } from '../trace/item.ts';
import { type Snapshot, someIncomingLinkOfKind, someTag, sources } from '../trace/snapshot.ts';
import { verifies } from '../trace/tagMeaning.ts';

/** Tests and reviews on record that verify an item, as far as they are not retired. */
export function verifyingRecords(snapshot: Snapshot, item: Item): readonly Item[] {
  return sources(snapshot, item, 'verifies').filter((record) => isTest(record) || record.type === 'REV');
}

/** True when a test or review on record verifies an item. */
export function isVerifiedOnRecord(snapshot: Snapshot, item: Item): boolean {
  return someIncomingLinkOfKind(snapshot, item, 'verifies', (from) => isTest(from) || from.type === 'REV');
}

/** True when a test on record verifies an item. */
export function isTestedOnRecord(snapshot: Snapshot, item: Item): boolean {
  return someIncomingLinkOfKind(snapshot, item, 'verifies', isTest);
}

function isTest({ type }: Item): boolean {
  return TEST_TYPES.has(type);
}

/** True when test code names an item by a tag that verifies it. */
export function isVerifiedInCode(snapshot: Snapshot, item: Item): boolean {
  return someTag(snapshot, item, verifies);
}
