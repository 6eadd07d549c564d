import type { RiskModel } from '../model/risk.ts';
import { attribute, type Item } from './item.ts';
import { initialProbability, type SituationEstimates } from './riskMatrix.ts';

/** What the record of a hazardous situation says about severity and probability, at all three points. */
export interface RecordedEstimates extends SituationEstimates {
  readonly residual: string | undefined;
  /** The severity itself where the record names no other one. */
  readonly residualSeverity: string | undefined;
}

/** The severity that the record of a hazardous situation states, in the spelling of the risk model. */
export function recordedSeverity({ severities }: RiskModel, situation: Item): string | undefined {
  return levelIn(severities, attribute(situation, 'severity'));
}

/** Estimates as the record has them, levels in the spelling of the risk model. */
export function estimatesOf(model: RiskModel, situation: Item): RecordedEstimates {
  const severity = recordedSeverity(model, situation);
  const p = (name: string): string | undefined => levelIn(model.probabilities, attribute(situation, name));
  return {
    severity,
    initial: initialProbability(model, { p0: p('p0'), p1: p('p1'), p2: p('p2') }),
    external: p('pExt'),
    residual: p('pResidual'),
    residualSeverity: levelIn(model.severities, attribute(situation, 'residualSeverity')) ?? severity,
  };
}

/** The level that a text names in any case, else the text. */
function levelIn(levels: readonly { readonly id: string }[], text: string | undefined): string | undefined {
  const lower = text?.toLowerCase();
  return levels.find(({ id }) => id.toLowerCase() === lower)?.id ?? text;
}
