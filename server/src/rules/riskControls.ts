import { askingSituation } from '../trace/askingRisks.ts';
import { hasControl, isControlledCause } from '../trace/causeControls.ts';
import { isControlVerified } from '../trace/controlVerification.ts';
import { attributeValues, type Item, targets } from '../trace/item.ts';
import { levelOfItem } from '../trace/itemLevel.ts';
import { needsControl } from '../trace/riskChain.ts';
import { type Snapshot, someIncomingLink } from '../trace/snapshot.ts';
import { isActive, reportMissing } from './ownItems.ts';
import type { Report, Rule } from './rule.ts';

/** LT404: a risk that is not acceptable as it stands and that nothing controls. */
export const hazardWithoutControl: Rule = {
  info: {
    code: 'LT404',
    name: 'hazard-without-control',
    summary: 'A hazardous situation whose initial risk is not acceptable, or a cause of one, has no risk control.',
    clause: '7.2.1, 7.3.3 c; ISO 14971 7.1',
    gate: true,
  },
  itemTypes: ['HS', 'CAUSE'],
  *checkItem(item, snapshot) {
    if (!snapshot.governed) return;
    const isHeld = item.type === 'HS' ? isControlled(snapshot, item) : isControlledCause(snapshot, item);
    if (isHeld || !isActive(item, item.type)) return;
    const situation = item.type === 'HS' ? item.key : askingSituation(snapshot, item.key);
    const risk = situation === undefined ? undefined : snapshot.risk.situations.get(situation);
    // Where the project reduces every risk as far as possible, the acceptable ones ask as well, one step less severe.
    if (risk?.initial.zone === undefined || !needsControl(snapshot.config.risk, risk)) return;
    const report = missingControl(item, risk.situation, risk.initial.zone);
    yield risk.initial.acceptable ? { ...report, draft: true } : report;
  },
};

/** The risk that asks for a control is that of the situation: of a cause it is said which one that is. */
function missingControl(item: Item, situation: Item, zone: string): Report {
  if (item.key === situation.key) return reportMissing(item, `${item.id} has ${zone} risk and no risk control.`);
  const message = `${item.id} leads to ${situation.id} (${zone} risk) and has no risk control.`;
  return { ...reportMissing(item, message), others: [situation.key] };
}

/** A situation is controlled itself, or by way of a hazard that it arises from. */
function isControlled(snapshot: Snapshot, situation: Item): boolean {
  return [situation, ...targets(situation, 'arisesFrom')].some((item) => hasControl(snapshot, item, 'mitigates'));
}

/** LT405: a risk control in software that no software requirement asks for. */
export const controlWithoutRequirement: Rule = {
  info: {
    code: 'LT405',
    name: 'control-without-requirement',
    summary: 'A risk control that is implemented in software has no software requirement that implements it.',
    clause: '5.2.3, 7.2.2 a',
    gate: true,
  },
  itemTypes: ['RC'],
  *checkItem(control, snapshot) {
    if (!isActive(control, 'RC') || !snapshot.governed) return;
    const inSoftware = attributeValues(control, 'implementedIn').some((value) => /\bsoftware\b/i.test(value));
    const asked = someIncomingLink(snapshot, control, ({ kind, from }) => kind === 'implements' && from.type === 'SRS');
    if (!inSoftware || asked) return;
    const report: Report = reportMissing(control, `${control.id} is not included in the software requirements.`);
    yield { ...report, level: levelOfItem(snapshot, control) };
  },
};

/** LT406: a risk control whose implementation nothing verifies. */
export const unverifiedControl: Rule = {
  info: {
    code: 'LT406',
    name: 'unverified-control',
    summary: 'A risk control is verified neither itself nor by way of every requirement that implements it.',
    clause: '7.3.1, 7.3.3 d; ISO 14971 7.2',
    gate: true,
  },
  itemTypes: ['RC'],
  *checkItem(control, snapshot) {
    if (!isActive(control, 'RC') || !snapshot.governed) return;
    if (isControlVerified(snapshot, control)) return;
    yield { ...reportMissing(control, `${control.id} is not verified.`), level: levelOfItem(snapshot, control) };
  },
};
