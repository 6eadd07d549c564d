import { ALLOCATED, holdsInPart, isAllocated, isPartOfAllocated } from '../trace/refinedRequirements.ts';
import { forRecords } from './records.ts';
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
    isAllocated(snapshot, requirement) ||
    holdsInPart(snapshot, requirement, ALLOCATED) ||
    isPartOfAllocated(snapshot, requirement)
      ? undefined
      : `${requirement.id} is not allocated to any software item: no “satisfies: ${requirement.id}” on record.`,
  ),
};
