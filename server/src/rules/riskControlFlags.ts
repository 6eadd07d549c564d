import { attribute } from '../trace/item.ts';
import { type Flaw, forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT107: a requirement that says something else of itself than its links do. */
export const riskControlFlagMismatch: Rule = {
  info: {
    code: 'LT107',
    name: 'risk-control-flag-mismatch',
    summary: 'A software requirement is flagged as risk control and implements none, or the other way round.',
    clause: '5.2.3',
    gate: false,
  },
  ...forRecords(['SRS'], (requirement): Flaw | undefined => {
    const flag = attribute(requirement, 'riskControl')?.toLowerCase();
    if (flag === undefined) return undefined;
    const control = requirement.links.find(({ kind, to }) => kind === 'implements' && (!to || to.type === 'RC'));
    const span = requirement.fact.attributes.find(({ name }) => name === 'riskControl')?.values[0]?.span;
    const at = span ?? requirement.fact.idSpan;
    if (['true', 'yes'].includes(flag) && !control)
      return { message: `${requirement.id} is flagged as risk control but implements none.`, span: at };
    if (['false', 'no'].includes(flag) && control)
      return {
        message: `${requirement.id} implements ${control.to?.id ?? control.fact.to} but is flagged as no risk control.`,
        span: at,
        ...(control.to && { others: [control.to.key] }),
      };
    return undefined;
  }),
};
