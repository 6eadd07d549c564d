import { someIncomingLink } from '../trace/snapshot.ts';
import { forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT102: a user need that no requirement takes up. */
export const needWithoutRequirement: Rule = {
  info: {
    code: 'LT102',
    name: 'need-without-requirement',
    summary: 'No system or software requirement derives from a user need.',
    clause: 'ISO 13485 7.3.3; IEC 82304-1',
    gate: false,
  },
  ...forRecords(['UN'], (need, snapshot) =>
    someIncomingLink(snapshot, need, ({ kind }) => kind === 'derives')
      ? undefined
      : `User need ${need.id} is not turned into any requirement: no “derives: ${need.id}” on record.`,
  ),
};
