import { TEST_TYPES } from '../model/itemType.ts';
import type { Item } from './item.ts';
import { type Snapshot, someIncomingLinkOfKind, someTag, sources } from './snapshot.ts';
import { verifies } from './tagMeaning.ts';

/** Tests and reviews on record that verify an item, as far as they are not retired. */
export function verifyingRecords(snapshot: Pick<Snapshot, 'incoming'>, item: Item): readonly Item[] {
  return sources(snapshot, item, 'verifies').filter(isVerifying);
}

/** True when a test or review on record verifies an item. */
export function isVerifiedOnRecord(snapshot: Snapshot, item: Item): boolean {
  return someIncomingLinkOfKind(snapshot, item, 'verifies', isVerifying);
}

/** True when a test or review on record, or test code, verifies an item. */
export function isVerified(snapshot: Snapshot, item: Item): boolean {
  return isVerifiedOnRecord(snapshot, item) || isVerifiedInCode(snapshot, item);
}

/** True when a test, on record or in code, verifies an item: a review is none. */
export function isTested(snapshot: Snapshot, item: Item): boolean {
  return isTestedOnRecord(snapshot, item) || isVerifiedInCode(snapshot, item);
}

function isTestedOnRecord(snapshot: Snapshot, item: Item): boolean {
  return someIncomingLinkOfKind(snapshot, item, 'verifies', isTest);
}

/** True when test code names an item by a tag that verifies it. */
function isVerifiedInCode(snapshot: Snapshot, item: Item): boolean {
  return someTag(snapshot, item, verifies);
}

/** True for a record that may verify something: a test or a review. */
export function isVerifying(item: Item): boolean {
  return isTest(item) || item.type === 'REV';
}

function isTest({ type }: Item): boolean {
  return TEST_TYPES.has(type);
}
