import { itemKeyOf } from '../model/itemId.ts';
import { type Demand, sourceOf } from './classes/demands.ts';
import { recordedSeverity } from './riskEstimates.ts';
import type { Snapshot } from './snapshot.ts';

/** Where a class comes from in the risk analysis, for example `HS-05 (S4) ← CAUSE-07 in SI-02`. */
export function groundText(snapshot: Snapshot, demand: Demand): string {
  const severity = severityOf(snapshot, demand.situation);
  const risk = severity === undefined ? demand.situation : `${demand.situation} (${severity})`;
  return `${risk} ← ${sourceOf(demand)} in ${demand.at}`;
}

/** The severity of the situation of that ID, in the spelling of the risk model; undefined when none is on record. */
export function severityOf(
  { byKey, config }: Pick<Snapshot, 'byKey' | 'config'>,
  situation: string,
): string | undefined {
  const item = byKey.get(itemKeyOf(situation));
  return item && recordedSeverity(config.risk, item);
}
