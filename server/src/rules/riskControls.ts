import { levelOfItem } from '../trace/itemLevel.ts';
import type { SituationRisk } from '../trace/risk.ts';
import { attributeValues, type Item, incomingLinks, isRetired, targets } from '../trace/snapshot.ts';
import { activeItems, reportMissing } from './ownItems.ts';
import type { Report, Rule } from './rule.ts';

/** LT404: a risk that is not acceptable as it stands and that nothing controls. */
export const hazardWithoutControl: Rule = {
  info: {
    code: 'LT404',
    name: 'hazard-without-control',
    summary: 'A hazardous situation whose initial risk is not acceptable, or a cause of one, has no risk control.',
    severities: ['error', 'error', 'error'],
    clause: '7.2.1, 7.3.3 c; ISO 14971 7.1',
    gate: true,
  },
  *check(snapshot) {
    if (!snapshot.governed) return;
    const reported = new Set<Item>();
    for (const situation of activeItems(snapshot, 'HS')) {
      const risk = snapshot.risk.situations.get(situation.key);
      if (!risk || risk.initial.zone === undefined || risk.initial.acceptable) continue;
      for (const item of uncontrolled(risk)) {
        if (reported.has(item)) continue;
        reported.add(item);
        yield reportMissing(item, `${item.id} has ${risk.initial.zone} risk and no risk control.`);
      }
    }

    function* uncontrolled({ situation, hazards, causes }: SituationRisk): Generator<Item> {
      if (![situation, ...hazards].some((item) => hasControl(item, 'mitigates'))) yield situation;
      for (const cause of causes) if (!isRetired(cause) && !isControlled(cause)) yield cause;
    }

    /** A cause that acts only by way of other causes is controlled where they are. */
    function isControlled(cause: Item, above: readonly Item[] = []): boolean {
      if (hasControl(cause, 'controls')) return true;
      const effects = targets(cause, 'causes');
      return (
        effects.length > 0 &&
        effects.every((effect) => {
          if (effect.type !== 'CAUSE' || effect === cause || above.includes(effect)) return false;
          return isControlled(effect, [...above, cause]);
        })
      );
    }

    function hasControl(item: Item, kind: 'mitigates' | 'controls'): boolean {
      return incomingLinks(snapshot, item, kind).some((link) => link.from.type === 'RC');
    }
  },
};

/** LT405: a risk control in software that no software requirement asks for. */
export const controlWithoutRequirement: Rule = {
  info: {
    code: 'LT405',
    name: 'control-without-requirement',
    summary: 'A risk control that is implemented in software has no software requirement that implements it.',
    severities: ['warning', 'error', 'error'],
    clause: '5.2.3, 7.2.2 a',
    gate: true,
  },
  *check(snapshot) {
    if (!snapshot.governed) return;
    for (const control of activeItems(snapshot, 'RC')) {
      const inSoftware = attributeValues(control, 'implementedIn').some((value) => /\bsoftware\b/i.test(value));
      const asked = incomingLinks(snapshot, control, 'implements').some((link) => link.from.type === 'SRS');
      if (!inSoftware || asked) continue;
      const report: Report = reportMissing(control, `${control.id} is not included in the software requirements.`);
      yield { ...report, level: levelOfItem(snapshot, control) };
    }
  },
};

/** LT406: a risk control whose implementation nothing verifies. */
export const unverifiedControl: Rule = {
  info: {
    code: 'LT406',
    name: 'unverified-control',
    summary: 'A risk control is verified neither itself nor by way of every requirement that implements it.',
    severities: ['warning', 'error', 'error'],
    clause: '7.3.1, 7.3.3 d; ISO 14971 7.2',
    gate: true,
  },
  *check(snapshot) {
    if (!snapshot.governed) return;
    for (const control of activeItems(snapshot, 'RC')) {
      const risk = snapshot.risk.controls.get(control.key);
      if (!risk || risk.verification.verified) continue;
      yield { ...reportMissing(control, `${control.id} is not verified.`), level: levelOfItem(snapshot, control) };
    }
  },
};
