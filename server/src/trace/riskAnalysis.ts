import type { Item } from './item.ts';
import { RecordedControl } from './recordedControl.ts';
import { RecordedSituation } from './recordedSituation.ts';
import type { RiskAnalysis, RiskLookup } from './risk.ts';
import type { Snapshot } from './snapshot.ts';

/** The part of a snapshot that the risk analysis looks at. */
type RiskView = Pick<Snapshot, 'byKey' | 'incoming' | 'itemsByType' | 'tagsByTarget' | 'eachTag' | 'config'>;

/** Estimates of hazardous situations and the state of risk controls, worked out on demand (ISO 14971; IEC 62304, clause 7). */
export function riskAnalysis(snapshot: RiskView): RiskAnalysis {
  return {
    situations: lookup(snapshot, 'HS', (item) => new RecordedSituation(snapshot, item)),
    controls: lookup(snapshot, 'RC', (item) => new RecordedControl(snapshot, item)),
  };
}

function lookup<T>(snapshot: RiskView, type: string, of: (item: Item) => T): RiskLookup<T> {
  return {
    get(key) {
      const item = snapshot.byKey.get(key);
      return item?.type === type && item.dialect === 'lifetrace' ? of(item) : undefined;
    },
    values: () => (snapshot.itemsByType.get(type) ?? []).map(of),
  };
}
