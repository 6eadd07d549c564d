import { attribute, type Item, says } from '../trace/item.ts';
import { isControlledSomewhere, reliesOnInformation } from '../trace/openChains.ts';
import { residualIsSettled } from '../trace/riskChain.ts';
import { type Snapshot, someIncomingLink } from '../trace/snapshot.ts';
import { enumeration, type Flaw, forRecords } from './records.ts';
import type { Rule } from './rule.ts';

/** LT401: a hazard or hazardous situation of which something is unknown. */
export const hazardIncomplete: Rule = {
  info: {
    code: 'LT401',
    name: 'hazard-incomplete',
    summary: 'A hazard has no hazardous situation, or a situation lacks hazard, harm, severity or initial probability.',
    clause: '4.2; ISO 14971 5.4–5.5',
    gate: true,
  },
  ...forRecords(['HAZ', 'HS'], (item, snapshot) => {
    const missing = item.type === 'HAZ' ? missingOfHazard(item, snapshot) : missingOfSituation(item, snapshot);
    return missing.length === 0 ? undefined : `${item.id}: no ${enumeration(missing, 'or')} on record.`;
  }),
};

function missingOfHazard(hazard: Item, snapshot: Snapshot): readonly string[] {
  return someIncomingLink(snapshot, hazard, ({ kind }) => kind === 'arisesFrom') ? [] : ['hazardous situation'];
}

function missingOfSituation(situation: Item, snapshot: Snapshot): readonly string[] {
  const { severity, probability } = snapshot.risk.situations.get(situation.key)?.initial ?? {};
  return [
    ...(situation.linksOfKind('arisesFrom').length > 0 ? [] : ['hazard (arisesFrom)']),
    ...(says(situation, 'harm') ? [] : ['harm']),
    ...(severity === undefined ? ['severity'] : []),
    ...(probability === undefined ? ['initial probability (p0)'] : []),
  ];
}

/** LT402: a situation of which nobody says where in the software it comes from. */
export const situationWithoutItem: Rule = {
  info: {
    code: 'LT402',
    name: 'situation-without-software-item',
    summary: 'A hazardous situation has no software cause, or does not state whether software contributes.',
    clause: '7.1.1, 7.3.3 a',
    gate: true,
  },
  ...forRecords(['HS'], (situation, snapshot) => {
    const contribution = snapshot.risk.situations.get(situation.key)?.contribution;
    if (contribution === 'none') return undefined;
    if (!someIncomingLink(snapshot, situation, ({ kind }) => kind === 'causes'))
      return `${situation.id}: which software item contributes? No cause on record, and “softwareContribution” is not “none”.`;
    return contribution === 'unknown'
      ? `${situation.id}: whether software contributes is not stated: add “softwareContribution: contributes”.`
      : undefined;
  }),
};

/** LT403: a cause without place or kind. */
export const causeIncomplete: Rule = {
  info: {
    code: 'LT403',
    name: 'cause-incomplete',
    summary: 'A software cause names no software item, unit or SOUP, or does not say of which kind it is.',
    clause: '7.1.2, 7.1.4, 7.3.3 b',
    gate: true,
  },
  ...forRecords(['CAUSE'], (cause): readonly Flaw[] => [
    ...(cause.linksOfKind('in').length > 0 ? [] : [`${cause.id} names no software item: add “in”.`]),
    ...(KIND.test(attribute(cause, 'kind') ?? '')
      ? []
      : [`${cause.id}: kind a to e of 7.1.2 not on record: add “kind”.`]),
  ]),
};

const KIND = /^[a-e]$/i;

/** LT409: a risk that is left without a word why. */
export const residualRiskOpen: Rule = {
  info: {
    code: 'LT409',
    name: 'residual-risk-open',
    summary: 'A hazardous situation has no residual risk, or one that is not acceptable and not justified.',
    clause: 'ISO 14971 7.3–7.4, 8',
    gate: true,
  },
  ...forRecords(['HS'], (situation, snapshot) => {
    const risk = snapshot.risk.situations.get(situation.key);
    if (!risk) return undefined;
    if (residualIsSettled(risk, () => isControlledSomewhere(snapshot, situation))) return undefined;
    const { residual } = risk;
    if (residual.probability === undefined) return `${situation.id}: residual risk not on record: add “pResidual”.`;
    // What has no severity, or one that is not in the model, is reported as such.
    if (residual.zone === undefined) return undefined;
    return `${situation.id}: residual risk ${residual.zone} without justification: no “benefitRisk” on record.`;
  }),
};

/** LT411: a serious risk that only words stand against. */
export const controlHierarchy: Rule = {
  info: {
    code: 'LT411',
    name: 'control-hierarchy',
    summary: 'A serious risk is controlled, or a probability lowered, by information for safety only.',
    clause: 'ISO 14971 7.1',
    gate: false,
  },
  ...forRecords(['HS'], (situation, snapshot) => {
    const risk = snapshot.risk.situations.get(situation.key);
    if (!risk || risk.initial.acceptable || says(situation, 'rationale')) return undefined;
    if (!reliesOnInformation(snapshot, situation)) return undefined;
    const { injury, initial, residual } = risk;
    const { infoReducesProbability } = snapshot.config.risk.policy;
    const lowered = residual.probability !== undefined && residual.probability !== initial.probability;
    if (injury !== 'serious' && (!lowered || infoReducesProbability)) return undefined;
    return `${situation.id} relies on information for safety only: add a control, or a “rationale”.`;
  }),
};
