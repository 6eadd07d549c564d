import { REQUIREMENT_TYPES } from '../model/itemType.ts';
import type { Item } from './item.ts';
import { type Snapshot, sources } from './snapshot.ts';

/** The requirements that implement a risk control. */
export function implementingRequirements(snapshot: Pick<Snapshot, 'incoming'>, control: Item): readonly Item[] {
  return sources(snapshot, control, 'implements').filter(({ type }) => REQUIREMENT_TYPES.has(type));
}
