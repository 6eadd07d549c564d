import type { OftDeepCoverage, OftItem, OftLink } from './oftItem.ts';
import type { TracedItem } from './tracedItem.ts';

/** Items that a reference gives coverage to, be it wanted or not; an ambiguous one gives it to none. */
export function givesCoverageTo<T extends OftItem>(link: OftLink & { readonly to: readonly T[] }): readonly T[] {
  return link.status === 'ambiguous' ? NONE : link.to;
}

const NONE: readonly never[] = [];

/**
 * Works out deep coverage along the incoming links, bad ones included, from what nothing covers upwards. Needs the
 * `missing` of every item, and each at the position that is its number. Items in a circle, and items covered by such, are
 * `cycle`; OpenFastTrace itself does not come to an end on the latter.
 */
export function workOutDeepCoverage(items: readonly TracedItem[]): void {
  /** Links to each item from items that are not worked out yet. */
  const open = Int32Array.from(items, ({ incoming }) => incoming.length);
  const next = items.filter(({ incoming }) => incoming.length === 0);
  // Grows while it is walked through.
  for (const item of next) {
    const lacking = item.missing.length > 0;
    item.deep = lowest(lacking, item.incoming, ({ deep }) => deep);
    item.deepApproved = lowest(lacking || item.status !== 'approved', item.incoming, (from) => from.deepApproved);
    for (const link of item.outgoing) {
      for (const above of givesCoverageTo(link)) {
        const left = (open[above.number] ?? 0) - 1;
        open[above.number] = left;
        if (left === 0) next.push(above);
      }
    }
  }
  if (next.length === items.length) return;
  for (const item of items) {
    if (open[item.number] === 0) continue;
    item.deep = 'cycle';
    item.deepApproved = 'cycle';
  }
}

function lowest(
  lacking: boolean,
  incoming: readonly OftLink[],
  coverageOf: (from: OftItem) => OftDeepCoverage,
): OftDeepCoverage {
  return lacking || incoming.some(({ from }) => coverageOf(from) !== 'covered') ? 'uncovered' : 'covered';
}
