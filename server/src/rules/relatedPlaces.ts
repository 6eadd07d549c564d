import { compareIds } from '../model/compare.ts';
import type { Finding, RelatedPlace } from '../model/finding.ts';
import type { Snapshot } from '../trace/snapshot.ts';

/** Every place that explains a finding, as it stands now: its own, then the definitions of other items by their IDs. */
export function relatedPlaces(snapshot: Snapshot, { related, others = [] }: Finding): readonly RelatedPlace[] {
  const keys = [...new Set(others)].sort(compareIds);
  const definitions = keys.flatMap((key): readonly RelatedPlace[] => {
    const item = snapshot.byKey.get(key);
    return item ? [{ file: item.file, span: item.fact.idSpan, message: `Definition of “${item.id}”` }] : [];
  });
  return [...related, ...definitions];
}
