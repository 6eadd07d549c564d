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

/**
 * The level that a hazardous situation demands. Where any contribution counts, it is the highest; by severity alone, that of
 * the injury. Otherwise it is the lowest
 * where the risk is acceptable with external controls only; a missing estimate after external controls falls back to the
 * initial one, and with neither, or with a severity that is not in the model, the risk counts as not acceptable.
 */
export function demandedLevel(
  model: RiskModel,
  { levels, classification }: Pick<Profile, 'levels' | 'classification'>,
  severity: string | undefined,
  external: string | undefined,
  initial: string | undefined,
): SafetyLevel | undefined {
  if (classification === 'contribution') return levels[levels.length - 1];
  const acceptable = zoneOf(model, severity, external ?? initial)?.acceptable === true;
  if (acceptable && classification === 'riskAfterExternalControls') return levels[0];
  return levelOfInjury(injuryOf(model, severity), levels);
}
