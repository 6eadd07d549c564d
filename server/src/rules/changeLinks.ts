import { type Item, isRetired, targets } from '../trace/item.ts';
import { type Snapshot, sources } from '../trace/snapshot.ts';

/** Change requests that resolve a problem or anomaly. */
export function itemsResolving(snapshot: Snapshot, problem: Item): readonly Item[] {
  return sources(snapshot, problem, 'resolves').filter(({ type }) => type === 'CR');
}

/**
 * Risk controls that a change touches: those that it names, and those that what it names implements, by a requirement or
 * a design where need be. What is only allocated to a software item that it names is not counted.
 */
export function touchedControls(change: Item): readonly Item[] {
  const reached = new Set(targets(change, 'affects'));
  for (const item of reached) {
    for (const { kind, to } of item.links) {
      if (to && (kind === 'implements' || (kind === 'designs' && item.type === 'SDD'))) reached.add(to);
    }
  }
  return [...reached].filter((item) => item.type === 'RC' && !isRetired(item));
}
