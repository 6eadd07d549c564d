import { type Item, targets } from '../trace/item.ts';
import { type Snapshot, someIncomingLink } from '../trace/snapshot.ts';
import { forRecords } from './records.ts';
import { reaches } from './requirements.ts';
import type { Rule } from './rule.ts';

/** LT201: a software requirement that the architecture has no place for. */
export const notAllocated: Rule = {
  info: {
    code: 'LT201',
    name: 'requirement-not-allocated',
    summary: 'No software item or architecture element satisfies a software requirement.',
    clause: '5.3.1, 5.3.6 a',
    gate: true,
  },
  ...forRecords(['SRS'], (requirement, snapshot) =>
    reaches(snapshot, requirement, (part) => isAllocated(snapshot, part)) ||
    isPart(requirement, (whole) => isAllocated(snapshot, whole))
      ? undefined
      : `${requirement.id} is not allocated to any software item: no “satisfies: ${requirement.id}” on record.`,
  ),
};

/** True when `found` holds for what a requirement refines, directly or by steps: where that belongs, it belongs as well. */
function isPart(requirement: Item, found: (whole: Item) => boolean): boolean {
  const seen = new Set(targets(requirement, 'refines'));
  for (const whole of seen) {
    if (found(whole)) return true;
    for (const next of targets(whole, 'refines')) seen.add(next);
  }
  return false;
}

/** By what satisfies it, or by a unit of a software item that implements it. */
function isAllocated(snapshot: Snapshot, requirement: Item): boolean {
  return someIncomingLink(
    snapshot,
    requirement,
    ({ kind, from }) =>
      kind === 'satisfies' || (kind === 'implements' && from.type === 'UNIT' && targets(from, 'partOf').length > 0),
  );
}
