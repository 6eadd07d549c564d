import { says } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import { itemsResolving } from './changeLinks.ts';
import { reportMissing } from './ownItems.ts';
import { enumeration, forRecords } from './records.ts';
import type { Rule } from './rule.ts';
import { isClosed, isDeclined } from './status.ts';

/** LT701: a problem report of which nobody could make anything. */
export const problemReportIncomplete: Rule = {
  info: {
    code: 'LT701',
    name: 'problem-report-incomplete',
    summary: 'A problem report lacks criticality, version or description.',
    clause: '9.1, 6.2.1.2',
    gate: true,
  },
  ...forRecords(['PR'], (problem) => {
    const missing = [
      ...(says(problem, 'criticality') ? [] : ['criticality']),
      ...(says(problem, 'foundIn') || says(problem, 'version') ? [] : ['version (foundIn)']),
      ...(problem.fact.text !== '' || says(problem, 'description') ? [] : ['description']),
    ];
    return missing.length === 0 ? undefined : `${problem.id}: no ${enumeration(missing, 'or')} on record.`;
  }),
};

/** LT702: a problem of which nobody has asked what harm it may do. */
export const problemNotEvaluated: Rule = {
  info: {
    code: 'LT702',
    name: 'problem-not-evaluated-for-safety',
    summary: 'A problem report has no safety evaluation.',
    clause: '6.2.1.3, 9.2 b',
    gate: true,
  },
  ...forRecords(['PR'], (problem) =>
    says(problem, 'safetyEvaluation') || problem.linksOfKind('duplicates').length > 0
      ? undefined
      : `${problem.id} has no safety evaluation (field “safetyEvaluation”).`,
  ),
};

/** LT711: a problem that was put away without a word why. */
export const noActionWithoutRationale: Rule = {
  info: {
    code: 'LT711',
    name: 'no-action-without-rationale',
    summary: 'A problem report was closed without action, and does not say why.',
    clause: '9.2 d',
    gate: true,
  },
  itemTypes: ['PR'],
  *checkItem(problem, snapshot) {
    // A rejected report counts no more, but that it was rejected is what the clause asks about.
    if (!snapshot.governed || !problem.primary) return;
    const declined = isDeclined(problem);
    if (!declined && !isClosed(problem)) return;
    if (['noActionRationale', 'rationale'].some((name) => says(problem, name))) return;
    if (problem.linksOfKind('duplicates').length > 0) return;
    if (!declined && itemsResolving(snapshot, problem).length > 0) return;
    const message = declined
      ? `${problem.id}: rationale for no action not on record (field “noActionRationale”).`
      : `${problem.id} is closed, and neither a change request that resolves it nor a “noActionRationale” is on record.`;
    yield { ...reportMissing(problem, message), level: levelOfItem(snapshot, problem) };
  },
};
