import type { RiskModel } from '../model/risk.ts';
import { attribute, type Item, targets } from './item.ts';
import type { ControlRisk, SituationRisk } from './risk.ts';
import { type Snapshot, sources } from './snapshot.ts';
import type { Spreading } from './spread.ts';

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
    ...situationGaps(snapshot.config.risk, risk),
    ...risk.causes.flatMap((cause) => causeGaps(snapshot, risk, cause)),
    ...controls.flatMap(controlGaps),
    ...(residualIsSettled(risk) ? [] : [{ step: 'residual' as const, at: risk.situation }]),
  ];
  return { complete: gaps.length === 0, gaps };
}

/** True when there is a gap in the chain of a hazardous situation. What controls lack is taken from {@link OPEN_CONTROLS}. */
export function hasOpenChain(snapshot: Snapshot, risk: SituationRisk): boolean {
  return (
    situationGaps(snapshot.config.risk, risk).length > 0 ||
    !residualIsSettled(risk) ||
    risk.causes.some((cause) => causeGaps(snapshot, risk, cause).length > 0) ||
    risk.controls.some(({ key }) => snapshot.spread('openControls', key) === OPEN)
  );
}

/** What stands for a risk control that lacks something. */
const OPEN = 1;

/** Whether a risk control lacks something. One may control very many situations, and have very many tests. */
export const OPEN_CONTROLS: Spreading = {
  keys: ({ types }) => types.get('RC') ?? [],
  ownOf: (view, item) => {
    const risk = view.risk.controls.get(item.key);
    return risk && Number(controlGaps(risk).length > 0);
  },
  giversOf: () => [],
  join: (a, b) => Math.max(a, b),
  cellOf: (cells, key) => cells.spread('openControls', key),
};

function situationGaps(model: RiskModel, risk: SituationRisk): readonly ChainGap[] {
  const { situation, hazards, initial, contribution, causes, controls } = risk;
  const missing: readonly (readonly [ChainStep, boolean])[] = [
    ['hazard', hazards.length === 0],
    ['harm', attribute(situation, 'harm') === undefined],
    ['estimate', initial.zone === undefined],
    ['contribution', contribution === 'unknown'],
    ['cause', contribution !== 'none' && causes.length === 0],
    ['control', needsControl(model, risk) && controls.length === 0],
  ];
  return missing.flatMap(([step, lacks]) => (lacks ? [{ step, at: situation }] : []));
}

function causeGaps(snapshot: Snapshot, risk: SituationRisk, cause: Item): readonly ChainGap[] {
  const gaps: ChainGap[] = [];
  // A cause that acts through another one sits and is controlled where that one is.
  const direct = targets(cause, 'causes').some(({ type }) => type === 'HS');
  if (targets(cause, 'in').length === 0) gaps.push({ step: 'location', at: cause });
  if (cause.type === 'CAUSE' && !/^[a-e]$/i.test(attribute(cause, 'kind') ?? ''))
    gaps.push({ step: 'kind', at: cause });
  const controlled = sources(snapshot, cause, 'controls').length > 0;
  if (needsControl(snapshot.config.risk, risk) && direct && !controlled) gaps.push({ step: 'control', at: cause });
  return gaps;
}

function controlGaps({
  control,
  inSoftware,
  requirements,
  verification,
  newHazardReview,
}: ControlRisk): readonly ChainGap[] {
  const missing: readonly (readonly [ChainStep, boolean])[] = [
    ['requirement', inSoftware && requirements.length === 0],
    ['verification', !verification.verified],
    ['failure', verification.failed.length > 0],
    ['effectiveness', verification.effectiveness.length === 0],
    ['newHazards', newHazardReview === undefined],
  ];
  return missing.flatMap(([step, lacks]) => (lacks ? [{ step, at: control }] : []));
}

/** A residual risk is settled when it is acceptable, or when its benefit is on record as outweighing it (ISO 14971, 7.4). */
export function residualIsSettled({ situation, residual, initial, controls }: SituationRisk): boolean {
  // What is acceptable as it stands, and left as it stands, is the risk that is left.
  if (residual.probability === undefined) return initial.acceptable && controls.length === 0;
  if (residual.zone === undefined) return false;
  return residual.acceptable || attribute(situation, 'benefitRisk') !== undefined;
}

/** True when a risk asks for a control: it is not acceptable, or the project reduces every risk as far as possible. */
export function needsControl({ policy }: RiskModel, { initial }: SituationRisk): boolean {
  return !initial.acceptable || policy.afap;
}
