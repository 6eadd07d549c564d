import { isControlVerified, isEffectivenessVerified } from '../trace/controlVerification.ts';
import { says } from '../trace/item.ts';
import { forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT407: a control that is there, and nobody knows whether it helps. */
export const effectivenessNotVerified: Rule = {
  info: {
    code: 'LT407',
    name: 'effectiveness-not-verified',
    summary: 'A risk control is verified, but by nothing that says that it tests its effectiveness.',
    clause: 'ISO 14971 7.2',
    gate: true,
  },
  ...forRecords(['RC'], (control, snapshot) => {
    // Of a control that nothing verifies at all, LT406 speaks.
    if (!isControlVerified(snapshot, control) || isEffectivenessVerified(snapshot, control)) return undefined;
    return `Effectiveness of ${control.id} is not verified: no test or review with “purpose: effectiveness” or “both” on record.`;
  }),
};

/** LT408: a control of which nobody has asked what harm it may do. */
export const newHazardReviewMissing: Rule = {
  info: {
    code: 'LT408',
    name: 'new-hazard-review-missing',
    summary: 'A risk control was not reviewed for new hazardous situations.',
    clause: '7.3.1; ISO 14971 7.5',
    gate: true,
  },
  ...forRecords(['RC'], (control) =>
    says(control, 'newHazardReview')
      ? undefined
      : `${control.id}: no review for new hazardous situations on record (field “newHazardReview”).`,
  ),
};

/** LT412: a control against nothing. */
export const idleControl: Rule = {
  info: {
    code: 'LT412',
    name: 'idle-control',
    summary: 'A risk control acts on no hazard, hazardous situation or cause.',
    clause: '7.2.1',
    gate: false,
  },
  ...forRecords(['RC'], (control) =>
    control.linksOfKind('mitigates', 'controls').length > 0
      ? undefined
      : `${control.id} controls no risk: add “mitigates” or “controls”.`,
  ),
};
