import type { RiskModel } from '../model/risk.ts';
import { hasFailedVerification, isControlVerified, isEffectivenessVerified } from './controlVerification.ts';
import { attribute, type Item, targets } from './item.ts';
import type { ControlRisk, SituationRisk } from './risk.ts';
import { type Snapshot, sources } from './snapshot.ts';

/**
 * What a chain from hazard to verification may lack, in the order in which it is read (IEC 62304, 7.3.3; ISO 14971):
 * the hazard, harm or estimates of the situation, whether software contributes, its causes, where a cause sits and of
 * which kind it is, a control of the situation or of a cause, the requirement that implements a control, its
 * verification, a verification without failure, that of its effectiveness, the review for new hazardous situations, and
 * a residual risk that is acceptable or justified.
 */
export type ChainStep =
  | 'hazard'
  | 'harm'
  | 'estimate'
  | 'contribution'
  | 'cause'
  | 'location'
  | 'kind'
  | 'control'
  | 'requirement'
  | 'verification'
  | 'failure'
  | 'effectiveness'
  | 'newHazards'
  | 'residual';

/** One link that is missing, with the record at which it is. */
export interface ChainGap {
  readonly step: ChainStep;
  readonly at: Item;
}

/** Whether everything between a hazard and the verification of its controls is on record. */
export interface RiskChain {
  /** True when there is no gap. */
  readonly complete: boolean;
  /** In the order of {@link ChainStep} along the chain. */
  readonly gaps: readonly ChainGap[];
}

/** The chain of one hazardous situation. */
export function riskChain(snapshot: Snapshot, risk: SituationRisk): RiskChain {
  const controls = risk.controls.flatMap((control) => snapshot.risk.controls.get(control.key) ?? []);
  const gaps = [
    ...situationGaps(snapshot.config.risk, risk, risk.causes.length > 0, risk.controls.length > 0),
    ...risk.causes.flatMap((cause) => causeGaps(snapshot, risk, cause)),
    ...controls.flatMap((control) => controlGaps(snapshot, control)),
    ...(residualIsSettled(risk, () => risk.controls.length > 0)
      ? []
      : [{ step: 'residual' as const, at: risk.situation }]),
  ];
  return { complete: gaps.length === 0, gaps };
}

/** What a hazardous situation lacks itself: `isCaused` says whether a cause leads to it, `isControlled` whether any control acts on it. */
export function situationGaps(
  model: RiskModel,
  risk: SituationRisk,
  isCaused: boolean,
  isControlled: boolean,
): readonly ChainGap[] {
  const { situation, hazards, initial, contribution } = risk;
  const missing: readonly (readonly [ChainStep, boolean])[] = [
    ['hazard', hazards.length === 0],
    ['harm', attribute(situation, 'harm') === undefined],
    ['estimate', initial.zone === undefined],
    ['contribution', contribution === 'unknown'],
    ['cause', contribution !== 'none' && !isCaused],
    ['control', needsControl(model, risk) && !isControlled],
  ];
  return missing.flatMap(([step, lacks]) => (lacks ? [{ step, at: situation }] : []));
}

function causeGaps(snapshot: Snapshot, risk: SituationRisk, cause: Item): readonly ChainGap[] {
  const steps = flawsOfCause(cause);
  const isOpen = needsControl(snapshot.config.risk, risk) && isUncontrolledSource(snapshot, cause);
  return [...steps, ...(isOpen ? ['control' as const] : [])].map((step) => ({ step, at: cause }));
}

/** What the record of a cause lacks, whatever it leads to. */
export function flawsOfCause(cause: Item): readonly ChainStep[] {
  const isOfNoKind = cause.type === 'CAUSE' && !/^[a-e]$/i.test(attribute(cause, 'kind') ?? '');
  return [
    ...(targets(cause, 'in').length === 0 ? ['location' as const] : []),
    ...(isOfNoKind ? ['kind' as const] : []),
  ];
}

/**
 * True for a cause that leads to a situation without another one in between, and that nothing controls. A cause that acts through
 * another one sits and is controlled where that one is.
 */
export function isUncontrolledSource(snapshot: Pick<Snapshot, 'incoming'>, cause: Item): boolean {
  return (
    targets(cause, 'causes').some(({ type }) => type === 'HS') && sources(snapshot, cause, 'controls').length === 0
  );
}

/** What a risk control lacks. */
export function controlGaps(
  snapshot: Snapshot,
  { control, inSoftware, requirements, newHazardReview }: ControlRisk,
): readonly ChainGap[] {
  const missing: readonly (readonly [ChainStep, boolean])[] = [
    ['requirement', inSoftware && requirements.length === 0],
    ['verification', !isControlVerified(snapshot, control)],
    ['failure', hasFailedVerification(snapshot, control)],
    ['effectiveness', !isEffectivenessVerified(snapshot, control)],
    ['newHazards', newHazardReview === undefined],
  ];
  return missing.flatMap(([step, lacks]) => (lacks ? [{ step, at: control }] : []));
}

/**
 * A residual risk is settled when it is acceptable, or when its benefit is on record as outweighing it (ISO 14971, 7.4). Whether any
 * control acts on the situation is asked where it matters alone.
 */
export function residualIsSettled(
  { situation, residual, initial }: SituationRisk,
  isControlled: () => boolean,
): boolean {
  // What is acceptable as it stands, and left as it stands, is the risk that is left.
  if (residual.probability === undefined) return initial.acceptable && !isControlled();
  if (residual.zone === undefined) return false;
  return residual.acceptable || attribute(situation, 'benefitRisk') !== undefined;
}

/** True when a risk asks for a control: it is not acceptable, or the project reduces every risk as far as possible. */
export function needsControl({ policy }: RiskModel, { initial }: SituationRisk): boolean {
  return !initial.acceptable || policy.afap;
}
