import { TEST_TYPES } from '../model/itemType.ts';
import { type Item, type Snapshot, sources } from '../trace/snapshot.ts';
import { verifies } from '../trace/tagMeaning.ts';

/** Tests and reviews on record that verify an item, as far as they are not retired. */
export function verifyingRecords(snapshot: Snapshot, item: Item): readonly Item[] {
  return sources(snapshot, item, 'verifies').filter(({ type }) => TEST_TYPES.has(type) || type === 'REV');
}

/** True when test code names an item by a tag that verifies it. */
export function isVerifiedInCode(snapshot: Snapshot, item: Item): boolean {
  return (snapshot.tagsByTarget.get(item.key) ?? []).some(verifies);
}

/** True when a review on record verifies an item. */
export function isReviewed(snapshot: Snapshot, item: Item): boolean {
  return sources(snapshot, item, 'verifies').some(({ type }) => type === 'REV');
}
