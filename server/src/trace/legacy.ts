import { nodeKindOf } from './classSources.ts';
import { attribute, type Item, targets } from './item.ts';
import { type Snapshot, sources } from './snapshot.ts';

/**
 * True when a software system, item, unit or SOUP, or something that it is part of, is marked `legacy: true` (4.4): its
 * class holds as any other, but what is missing belongs into the gap analysis (4.4.3) instead of being an open task.
 */
export function isLegacy(snapshot: Pick<Snapshot, 'incoming'>, item: Item): boolean {
  const seen = new Set([item]);
  for (const each of seen) {
    if (attribute(each, 'legacy')?.toLowerCase() === 'true') return true;
    if (!nodeKindOf(each)) continue;
    for (const parent of targets(each, 'partOf')) seen.add(parent);
    if (each.type === 'SOUP') for (const user of sources(snapshot, each, 'uses')) seen.add(user);
  }
  return false;
}
