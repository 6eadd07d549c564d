import { isDomainType } from '../model/itemType.ts';
import type { LinkKind } from '../model/linkKind.ts';
import { attribute, type Item } from '../trace/item.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { verifyingRecords } from '../trace/verification.ts';
import { type Flaw, idList, reportsOf } from './records.ts';
import type { Rule } from './rule.ts';
import { isApproved, isDraft } from './status.ts';

/** Links to what an item rests on. */
const UPSTREAM: ReadonlySet<LinkKind> = new Set<LinkKind>([
  'derives',
  'refines',
  'satisfies',
  'implements',
  'designs',
  'verifies',
  'validates',
  'mitigates',
  'controls',
  'segregatedBy',
]);

/** LT010: an approval that came too early. */
export const approvedDependsOnDraft: Rule = {
  info: {
    code: 'LT010',
    name: 'approved-depends-on-draft',
    summary: 'An approved item rests on an item that is still a draft, or is verified by drafts only.',
    clause: '5.1.6, 5.8.1',
    gate: true,
  },
  *checkItem(item, snapshot) {
    // Who says nothing about the status of an item has not approved it too early.
    if (attribute(item, 'status') === undefined || !isApproved(item)) return;
    if (!snapshot.governed || !item.primary || !isDomainType(item.type)) return;
    yield* reportsOf(item, snapshot, [...draftsAbove(item), ...verifiedByDrafts(item, snapshot)]);
  },
};

function draftsAbove(item: Item): readonly Flaw[] {
  return item.links.flatMap(({ kind, to, fact }) => {
    if (!to || !UPSTREAM.has(kind) || !isDraft(to)) return [];
    // A review is what a draft is waiting for.
    if (item.type === 'REV') return [];
    const message = `${item.id} is ${item.status} but ${to.id} is still draft.`;
    return [{ message, span: fact.span, others: [to.key] }];
  });
}

/** A draft beside a finished test or review does no harm. */
function verifiedByDrafts(item: Item, snapshot: Snapshot): readonly Flaw[] {
  const records = verifyingRecords(snapshot, item);
  if (records.length === 0 || !records.every(isDraft)) return [];
  const message = `${item.id} is ${item.status} but what verifies it (${idList(records)}) is still draft.`;
  return [{ message, others: records.map(({ key }) => key) }];
}
