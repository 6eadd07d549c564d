import { fdaContradictions } from '../trace/fdaContradictions.ts';
import type { Rule } from './rule.ts';

/** LT903: answers for the FDA that the risk file says otherwise about. */
export const fdaAnswersInconsistent: Rule = {
  info: {
    code: 'LT903',
    name: 'fda-answers-inconsistent',
    summary: 'An answer for the FDA contradicts the risk file, the safety class or another answer.',
    clause: 'FDA 2005, FDA 2023',
    gate: false,
  },
  *checkProject(snapshot) {
    for (const { place, item, message, informative } of fdaContradictions(snapshot)) {
      const related = item ? [{ file: item.file, span: item.fact.idSpan, message: `${item.id} in the risk file` }] : [];
      yield { file: place.file, span: place.span, message, draft: informative, related };
    }
  },
};
