import type { RiskModel } from '../model/risk.ts';
import { initialProbability, type SituationEstimates } from './riskMatrix.ts';
import { attribute, type Item } from './snapshot.ts';

/** What the record of a hazardous situation says about severity and probability. */
export function estimatesOf(model: RiskModel, situation: Item): SituationEstimates {
  const says = (name: string): string | undefined => attribute(situation, name);
  return {
    severity: says('severity'),
    initial: initialProbability(model, { p0: says('p0'), p1: says('p1'), p2: says('p2') }),
    external: says('pExt'),
  };
}
