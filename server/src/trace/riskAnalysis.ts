import type { Item } from './item.ts';
import { RecordedControl } from './recordedControl.ts';
import { RecordedSituation } from './recordedSituation.ts';
import type { RiskAnalysis, RiskLookup } from './risk.ts';
import type { Snapshot } from './snapshot.ts';

/** The part of a snapshot that the risk analysis looks at. */
type RiskView = Pick<Snapshot, 'byKey' | 'incoming' | 'itemsByType' | 'tagsByTarget' | 'config'>;

/**
 * Estimates of hazardous situations and the state of risk controls, worked out on demand (ISO 14971; IEC 62304, clause 7). With `keeps`
 * what was worked out once is given again: many nodes of the class tree ask about the same situations.
 */
export function riskAnalysis(snapshot: RiskView, keeps: boolean): RiskAnalysis {
  return {
    situations: lookup(snapshot, 'HS', keeps, (item) => new RecordedSituation(snapshot, item)),
    controls: lookup(snapshot, 'RC', keeps, (item) => new RecordedControl(snapshot, item)),
  };
}

function lookup<T>(snapshot: RiskView, type: string, keeps: boolean, worked: (item: Item) => T): RiskLookup<T> {
  const known = new Map<Item, T>();
  const of = (item: Item): T => {
    const found = known.get(item) ?? worked(item);
    if (keeps) known.set(item, found);
    return found;
  };
  return {
    get(key) {
      const item = snapshot.byKey.get(key);
      return item?.type === type && item.dialect === 'lifetrace' ? of(item) : undefined;
    },
    values: () => (snapshot.itemsByType.get(type) ?? []).map(of),
  };
}
