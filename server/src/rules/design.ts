import { isArchitectureReviewed, isReviewed } from '../trace/architectureReviews.ts';
import { targets } from '../trace/item.ts';
import { someIncomingLink } from '../trace/snapshot.ts';
import { forRecords } from './records.ts';
import type { Rule } from './rule.ts';
import { isApproved } from './status.ts';

/** LT205: an approved part of the architecture that nobody has reviewed. */
export const architectureNotVerified: Rule = {
  info: {
    code: 'LT205',
    name: 'architecture-not-verified',
    summary: 'No review verifies an approved software item or architecture element.',
    clause: '5.3.6',
    gate: true,
  },
  ...forRecords(['SI', 'SAD'], (item, snapshot) =>
    !isApproved(item) || isArchitectureReviewed(snapshot, item)
      ? undefined
      : `${item.id} has no architecture review: no review with “verifies: ${item.id}” on record.`,
  ),
};

/** LT206: a unit of the highest class that nobody has designed. */
export const detailedDesignMissing: Rule = {
  info: {
    code: 'LT206',
    name: 'detailed-design-missing',
    summary: 'A software unit of class C has no detailed design.',
    clause: '5.4.2',
    gate: true,
  },
  ...forRecords(['UNIT'], (unit, snapshot) => {
    const designed = someIncomingLink(snapshot, unit, ({ kind, from }) => kind === 'designs' && from.type === 'SDD');
    if (designed || targets(unit, 'implements').some(({ type }) => type === 'SDD')) return undefined;
    const level = snapshot.classByKey.get(unit.key)?.effective ?? '';
    const { labels } = snapshot.config.profile;
    return `${unit.id} (${labels.level} ${level}) has no detailed design: no “designs: ${unit.id}” on record.`;
  }),
};

/** LT208: a detailed design that nobody has held against the architecture. */
export const designNotVerified: Rule = {
  info: {
    code: 'LT208',
    name: 'design-not-verified',
    summary: 'No review verifies a detailed design, or the design refines no part of the architecture.',
    clause: '5.4.4',
    gate: true,
  },
  ...forRecords(['SDD'], (design, snapshot) => [
    ...(isReviewed(snapshot, design)
      ? []
      : [`${design.id} is not verified: no review with “verifies: ${design.id}” on record.`]),
    ...(design.linksOfKind('refines').length > 0
      ? []
      : [`${design.id} refines no software item or architecture element: add “refines”.`]),
  ]),
};
