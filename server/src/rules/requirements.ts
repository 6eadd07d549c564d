import { TEST_TYPES } from '../model/itemType.ts';
import { attribute, attributeValues, type Item, isRetired, type Link, targets } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import { incomingLinks, type Snapshot, someIncomingLink, someTag } from '../trace/snapshot.ts';
import { realises, verifies } from '../trace/tagMeaning.ts';
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
    if (reaches(snapshot, item, (part) => derivedBySoftware(snapshot, part))) return;
    yield reportMissing(item, `${item.id} is allocated to software but has no software requirement.`);
  },
};

function derivedBySoftware(snapshot: Snapshot, item: Item): boolean {
  return someIncomingLink(snapshot, item, ({ kind, from }) => kind === 'derives' && from.type === 'SRS');
}

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
    if (reaches(snapshot, item, (part) => isImplemented(snapshot, part))) return;
    yield { ...reportMissing(item, `No code traces to ${item.id}.`), level: levelOfItem(snapshot, item) };
  },
};

/** Links by which a unit or a detailed design says that it realises a requirement. */
const REALISING: ReadonlySet<string> = new Set(['implements', 'satisfies', 'refines']);

/**
 * Code implements an item by a tag, by the record of a unit whose file exists, or by way of a detailed design of it.
 * Allocation to a software item is not enough: the item has other code as well.
 */
function isImplemented(snapshot: Snapshot, item: Item): boolean {
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

/** True when `found` holds for the item or for one that refines it, directly or by steps. */
export function reaches(snapshot: Snapshot, item: Item, found: (item: Item) => boolean): boolean {
  const seen = new Set([item]);
  for (const part of seen) {
    if (found(part)) return true;
    for (const link of incomingLinks(snapshot, part, 'refines')) if (link.from.type === item.type) seen.add(link.from);
  }
  return false;
}
