import { itemKeyOf } from '../model/itemId.ts';
import { type Item, says, targets } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import type { Snapshot } from '../trace/snapshot.ts';
import { isVerifiedOnRecord } from '../trace/verification.ts';
import { itemsResolving, touchedControls } from './changeLinks.ts';
import { clauseApplies, enumeration, forRecords, idList } from './records.ts';
import type { Rule } from './rule.ts';
import { isClosed, isImplemented } from './status.ts';

/** LT703: a change out of the blue, or into the blue. */
export const changeWithoutOrigin: Rule = {
  info: {
    code: 'LT703',
    name: 'change-without-origin-or-impact',
    summary: 'A change request names no problem or other origin, or nothing that it affects.',
    clause: '8.2.4, 6.2.3',
    gate: true,
  },
  ...forRecords(['CR'], (change) => {
    const missing = [
      ...(change.linksOfKind('resolves').length > 0 || says(change, 'origin') ? [] : ['origin (resolves, origin)']),
      ...(change.linksOfKind('affects').length > 0 ? [] : ['impact (affects)']),
    ];
    return missing.length === 0 ? undefined : `${change.id}: no ${enumeration(missing, 'or')} on record.`;
  }),
};

/** LT704: a change that nobody has allowed. */
export const changeNotApproved: Rule = {
  info: {
    code: 'LT704',
    name: 'change-not-approved',
    summary: 'A change request is implemented, and no approval is on record.',
    clause: '8.2.1, 6.2.4',
    gate: true,
  },
  ...forRecords(['CR'], (change) =>
    !isImplemented(change) || says(change, 'approvedBy') || says(change, 'approval')
      ? undefined
      : `${change.id} is ${change.status}, and no approval is on record (field “approvedBy”).`,
  ),
};

/** LT707: a change of which nobody has asked what it does to the risks. */
export const changeWithoutRiskAnalysis: Rule = {
  info: {
    code: 'LT707',
    name: 'change-without-risk-analysis',
    summary: 'A change request has no risk analysis, or one that leaves out a risk control that the change touches.',
    clause: '7.4.1 (A–C), 7.4.2 (B, C)',
    gate: true,
  },
  ...forRecords(['CR'], (change, snapshot) => {
    if (!says(change, 'riskAnalysis')) {
      const touched = touchedControls(change);
      const why = touched.length === 0 ? '' : ` It touches ${idList(touched)}.`;
      return `${change.id}: no risk analysis on record (field “riskAnalysis”).${why}`;
    }
    if (!clauseApplies(snapshot.config.profile, '7.4.2', levelOfItem(snapshot, change))) return undefined;
    const named = namedIn(change);
    const left = touchedControls(change).filter(({ key }) => !named.has(key));
    return left.length === 0 ? undefined : `${change.id} touches ${idList(left)}, not named in its risk analysis.`;
  }),
};

/** Keys of what the words of a risk analysis may name. */
function namedIn(change: Item): ReadonlySet<string> {
  const texts = change.fact.attributes
    .filter(({ name }) => name === 'riskAnalysis' || name.startsWith('riskAnalysis.'))
    .flatMap(({ values }) => values.map(({ text }) => text));
  return new Set(
    texts
      .flatMap((text) => text.match(/[\p{L}\d][\p{L}\d._-]*/gu) ?? [])
      .map((word) => itemKeyOf(word.replace(/[._-]+$/, ''))),
  );
}

/** LT710: a problem or change that was closed on somebody's word. */
export const closedWithoutVerification: Rule = {
  info: {
    code: 'LT710',
    name: 'closed-without-verification',
    summary: 'A problem report or change request is closed, and no test or review of the fix is on record.',
    clause: '9.7, 9.5, 8.2.3',
    gate: true,
  },
  ...forRecords(['PR', 'CR'], (item, snapshot) => {
    if (!isClosed(item)) return undefined;
    if (item.type === 'CR') {
      if (isVerified(snapshot, [item, ...targets(item, 'resolves')])) return undefined;
    } else {
      const changes = itemsResolving(snapshot, item);
      // What was closed without any change is for LT711 to ask about.
      if (changes.length === 0 || isVerified(snapshot, [item, ...changes])) return undefined;
    }
    return `${item.id} is closed, and the fix is not verified: no test or review with “verifies: ${item.id}” on record.`;
  }),
};

function isVerified(snapshot: Snapshot, items: readonly Item[]): boolean {
  return items.some((item) => isVerifiedOnRecord(snapshot, item));
}
