import type { Profile } from '../model/profile.ts';
import type { Injury, RiskModel, RiskZone, SeverityLevel } from '../model/risk.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';

/** The zone of a risk, or undefined when severity or probability are missing or not in the model. */
export function zoneOf(
  model: RiskModel,
  severity: string | undefined,
  probability: string | undefined,
): RiskZone | undefined {
  if (severity === undefined || probability === undefined) return undefined;
  const column = model.probabilities.findIndex((level) => level.id === probability);
  const zone = model.matrix.get(severity)?.[column];
  return model.zones.find((candidate) => candidate.id === zone);
}

/** The level of that ID. */
export function severityLevel(model: RiskModel, id: string | undefined): SeverityLevel | undefined {
  return model.severities.find((level) => level.id === id);
}

/** What an injury of a severity is; a severity that is missing or unknown counts as serious. */
export function injuryOf(model: RiskModel, severity: string | undefined): Injury {
  return severityLevel(model, severity)?.injury ?? 'serious';
}

/** The level that a possible injury demands (IEC 62304, 4.3 a): the lowest for none, the highest for a serious one. */
export function levelOfInjury(injury: Injury, levels: readonly SafetyLevel[]): SafetyLevel | undefined {
  const last = levels.length - 1;
  return levels[injury === 'none' ? 0 : injury === 'serious' ? last : Math.min(1, last)];
}

/** What is on record about a hazardous situation: IDs of severity and probabilities of the risk model. */
export interface SituationEstimates {
  readonly severity: string | undefined;
  /** Probability of harm when the software fails and nothing controls the risk. */
  readonly initial: string | undefined;
  /** The same with controls outside of the software only. */
  readonly external: string | undefined;
}

/** The levels that a hazardous situation demands, depending on whether a control outside of the software acts on it. */
export interface DemandedLevels {
  readonly withExternal: SafetyLevel;
  readonly withoutExternal: SafetyLevel;
}

/**
 * The levels that a hazardous situation demands (4.3 a). Since the amendment of 2015 it is the lowest one where the risk
 * is acceptable with external controls only, and else that of the injury; a missing estimate with external controls
 * falls back to the initial one. The edition of 2006 goes by the injury alone and lets a hardware control that makes the
 * risk acceptable lower the level by one step. Whatever is missing or not in the model counts as not acceptable, a
 * severity as serious. In the draft of edition 2 any contribution to a situation asks for the highest level.
 */
export function demandedLevels(
  model: RiskModel,
  { levels, defaultLevel, classification }: Pick<Profile, 'levels' | 'defaultLevel' | 'classification'>,
  { severity, initial, external }: SituationEstimates,
): DemandedLevels {
  const highest = levels[levels.length - 1] ?? defaultLevel;
  if (classification === 'contribution') return { withExternal: highest, withoutExternal: highest };
  const acceptable = (probability: string | undefined): boolean =>
    zoneOf(model, severity, probability)?.acceptable === true;
  const byInjury = levelOfInjury(injuryOf(model, severity), levels) ?? defaultLevel;
  const lowest = levels[0] ?? defaultLevel;
  if (classification === 'riskAfterExternalControls') {
    const level = (probability: string | undefined): SafetyLevel => (acceptable(probability) ? lowest : byInjury);
    return { withExternal: level(external ?? initial), withoutExternal: level(initial) };
  }
  const oneLower = levels[Math.max(0, levels.indexOf(byInjury) - 1)] ?? byInjury;
  return { withExternal: acceptable(external) ? oneLower : byInjury, withoutExternal: byInjury };
}

/**
 * The probability of harm before any control: the level on record, or that of the product of the probabilities of the
 * situation (`p1`) and of harm in it (`p2`), numbers or levels, where the project splits them. Where both are given the
 * worse one counts. Undefined when nothing usable is on record.
 */
export function initialProbability(
  model: RiskModel,
  { p0, p1, p2 }: { readonly [Name in 'p0' | 'p1' | 'p2']: string | undefined },
): string | undefined {
  const { probabilities, policy } = model;
  if (policy.p1p2 === 'off') return p0;
  const product = (chanceOf(model, p1) ?? Number.NaN) * (chanceOf(model, p2) ?? Number.NaN);
  const split = probabilities.find(({ max }) => max !== undefined && product <= max)?.id;
  if (split === undefined) return policy.p1p2 === 'required' ? undefined : p0;
  const order = probabilities.map(({ id }) => id);
  return p0 !== undefined && order.indexOf(p0) > order.indexOf(split) ? p0 : split;
}

/** A probability as a number: as written, or the upper bound of the level of that ID; undefined for any other text. */
export function chanceOf(
  { probabilities }: Pick<RiskModel, 'probabilities'>,
  text: string | undefined,
): number | undefined {
  if (text === undefined) return undefined;
  const known = probabilities.find(({ id }) => id === text)?.max;
  const value = known ?? Number(text);
  return value >= 0 && value <= 1 ? value : undefined;
}
