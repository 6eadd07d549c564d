import { type Item, type Snapshot, someIncomingLink, targets } from '../trace/snapshot.ts';
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
    [...refinedBy(requirement)].some((whole) => isAllocated(snapshot, whole))
      ? undefined
      : `${requirement.id} is not allocated to any software item: no “satisfies: ${requirement.id}” on record.`,
  ),
};

/** The requirements that one refines, directly or by steps: where they belong, it belongs as well. */
function refinedBy(requirement: Item): ReadonlySet<Item> {
  const found = new Set(targets(requirement, 'refines'));
  for (const each of found) for (const whole of targets(each, 'refines')) found.add(whole);
  return found;
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
