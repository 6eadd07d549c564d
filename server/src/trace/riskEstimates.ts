import type { RiskModel } from '../model/risk.ts';
import { initialProbability, type SituationEstimates } from './riskMatrix.ts';
import { attribute, type Item } from './snapshot.ts';

/** What the record of a hazardous situation says about severity and probability, at all three points. */
export interface RecordedEstimates extends SituationEstimates {
  readonly residual: string | undefined;
  /** The severity itself where the record names no other one. */
  readonly residualSeverity: string | undefined;
}

/** Estimates as the record has them, levels in the spelling of the risk model. */
export function estimatesOf(model: RiskModel, situation: Item): RecordedEstimates {
  const { severities, probabilities } = model;
  const level = (levels: readonly { readonly id: string }[], name: string): string | undefined => {
    const text = attribute(situation, name);
    const lower = text?.toLowerCase();
    return levels.find(({ id }) => id.toLowerCase() === lower)?.id ?? text;
  };
  const severity = level(severities, 'severity');
  const p = (name: string): string | undefined => level(probabilities, name);
  return {
    severity,
    initial: initialProbability(model, { p0: p('p0'), p1: p('p1'), p2: p('p2') }),
    external: p('pExt'),
    residual: p('pResidual'),
    residualSeverity: level(severities, 'residualSeverity') ?? severity,
  };
}
