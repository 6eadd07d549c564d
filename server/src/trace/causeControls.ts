import { type Item, targets } from './item.ts';
import { type Snapshot, someIncomingLinkOfKind } from './snapshot.ts';
import type { Spreading } from './spread.ts';

/** What stands for a cause that acts uncontrolled. */
const UNCONTROLLED = 1;

/**
 * Whether a cause acts without a control: one that acts by way of other causes alone is controlled where they all are. What
 * goes round in a circle is controlled nowhere.
 */
export const UNCONTROLLED_CAUSES: Spreading = {
  keys: ({ types }) => types.get('CAUSE') ?? [],
  ownOf: (view, item) => (item.type === 'CAUSE' ? Number(actsItself(view, item)) : undefined),
  giversOf: (view, item) => (hasControl(view, item, 'controls') ? [] : targets(item, 'causes')),
  join: (a, b) => Math.max(a, b),
  inCircle: UNCONTROLLED,
  cellOf: (cells, key) => cells.spread('uncontrolledCauses', key),
};

/** True when a risk control acts on a cause, or on all other causes by way of which alone it acts. */
export function isControlledCause(snapshot: Snapshot, { key }: Item): boolean {
  return snapshot.spread('uncontrolledCauses', key) !== UNCONTROLLED;
}

/** True when a risk control acts on an item. */
export function hasControl(snapshot: Snapshot, item: Item, kind: 'mitigates' | 'controls'): boolean {
  return someIncomingLinkOfKind(snapshot, item, kind, ({ type }) => type === 'RC');
}

function actsItself(snapshot: Snapshot, cause: Item): boolean {
  if (hasControl(snapshot, cause, 'controls')) return false;
  const effects = targets(cause, 'causes');
  return effects.length === 0 || effects.some(({ type }) => type !== 'CAUSE');
}
