import { TEST_TYPES } from '../model/itemType.ts';
import { isImplemented } from '../trace/designCode.ts';
import { attribute, type Item, type Link } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import { DERIVED, derivedBySoftware, holdsInPart, IMPLEMENTED } from '../trace/refinedRequirements.ts';
import { type Snapshot, someIncomingLink, someTag } from '../trace/snapshot.ts';
import { verifies } from '../trace/tagMeaning.ts';
import { isActive, reportMissing } from './ownItems.ts';
import type { Rule } from './rule.ts';

/** LT101: a software requirement that comes from nowhere. */
export const orphanRequirement: Rule = {
  info: {
    code: 'LT101',
    name: 'orphan-requirement',
    summary: 'A software requirement has no system requirement, risk control or other source behind it.',
    clause: '5.2.6 f, 5.1.1 c',
    gate: true,
  },
  itemTypes: ['SRS'],
  *checkItem(item, snapshot) {
    if (!isActive(item, 'SRS') || !snapshot.governed) return;
    if (item.links.some(isOrigin) || attribute(item, 'source') !== undefined) return;
    yield reportMissing(item, `${item.id} has no system requirement or other source.`);
  },
};

/**
 * A link to a requirement or risk control upstream. A dangling link counts, since LT002 reports it already; so does a
 * requirement that refines another one, whose own source is what is asked for then.
 */
function isOrigin({ kind, to }: Link): boolean {
  if (kind === 'derives') return to === undefined || to.type === 'SYS' || to.type === 'UN';
  if (kind === 'implements') return to === undefined || to.type === 'RC';
  return kind === 'refines' && (to === undefined || to.type === 'SRS');
}

/** LT103: a system requirement for software that no software requirement takes up. */
export const notDecomposed: Rule = {
  info: {
    code: 'LT103',
    name: 'system-requirement-not-decomposed',
    summary: 'A system requirement that is allocated to software has no software requirement that derives from it.',
    clause: '5.2.1, 5.2.6 a',
    gate: true,
  },
  itemTypes: ['SYS'],
  *checkItem(item, snapshot) {
    if (!isActive(item, 'SYS') || !snapshot.governed) return;
    if (attribute(item, 'allocation')?.toLowerCase() === 'hardware') return;
    if (derivedBySoftware(snapshot, item) || holdsInPart(snapshot, item, DERIVED)) return;
    yield reportMissing(item, `${item.id} is allocated to software but has no software requirement.`);
  },
};

/** LT210: a software requirement that no code realises. */
export const notImplemented: Rule = {
  info: {
    code: 'LT210',
    name: 'requirement-not-implemented',
    summary: 'No code can be reached from a software requirement.',
    clause: '5.5.1, 5.3.6 a',
    gate: true,
  },
  itemTypes: ['SRS'],
  *checkItem(item, snapshot) {
    if (!isActive(item, 'SRS') || !snapshot.governed) return;
    if (isImplemented(snapshot, item) || holdsInPart(snapshot, item, IMPLEMENTED)) return;
    yield { ...reportMissing(item, `No code traces to ${item.id}.`), level: levelOfItem(snapshot, item) };
  },
};

/** LT301: a software requirement that nothing verifies. */
export const unverifiedRequirement: Rule = {
  info: {
    code: 'LT301',
    name: 'unverified-requirement',
    summary: 'A software requirement is not verified by any test, or by the review that its record asks for.',
    clause: '5.7.1 a, 5.7.4 a/b',
    gate: true,
  },
  itemTypes: ['SRS'],
  *checkItem(item, snapshot) {
    if (!isActive(item, 'SRS') || !snapshot.governed || isVerified(snapshot, item)) return;
    const report = reportMissing(item, `${item.id} is not verified by any test or other verification.`);
    yield { ...report, level: levelOfItem(snapshot, item) };
  },
};

const WITHOUT_TEST: ReadonlySet<string> = new Set(['inspection', 'analysis']);

function isVerified(snapshot: Snapshot, item: Item): boolean {
  const byReview = WITHOUT_TEST.has(attribute(item, 'verification')?.toLowerCase() ?? '');
  const isVerifying = ({ kind, from }: Link): boolean =>
    kind === 'verifies' && (TEST_TYPES.has(from.type) || (byReview && from.type === 'REV'));
  return someIncomingLink(snapshot, item, isVerifying) || someTag(snapshot, item, verifies);
}
