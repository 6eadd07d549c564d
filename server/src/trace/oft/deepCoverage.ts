import { knotsOf } from '../knots.ts';
import type { OftDeepCoverage, OftItem } from './oftItem.ts';

/** The deep coverage of an item, once counting every item and once counting approved ones only. */
export interface DeepCoverage {
  readonly all: OftDeepCoverage;
  readonly approved: OftDeepCoverage;
}

const BADNESS: Readonly<Record<OftDeepCoverage, number>> = { covered: 0, uncovered: 1, cycle: 2 };

function worst(statuses: readonly OftDeepCoverage[]): OftDeepCoverage {
  return statuses.reduce((a, b) => (BADNESS[b] > BADNESS[a] ? b : a), 'covered');
}

/**
 * Works out deep coverage along the incoming links, bad ones included. Needs the `missing` of every item. Items in a
 * circle, and items covered by such, are `cycle`; OpenFastTrace itself does not come to an end on the latter.
 */
export function deepCoverageOf(items: readonly OftItem[]): ReadonlyMap<OftItem, DeepCoverage> {
  const coverage = new Map<OftItem, DeepCoverage>();
  for (const group of knotsOf(items, (item) => item.incoming.map((link) => link.from))) {
    const isCycle = group.length > 1 || group.some((item) => item.incoming.some((link) => link.from === item));
    const below = group.flatMap((item) => item.incoming.flatMap((link) => coverage.get(link.from) ?? []));
    const lacking = group.some((item) => item.missing.length > 0);
    const immature = lacking || group.some((item) => item.status !== 'approved');
    const all = worst([isCycle ? 'cycle' : lacking ? 'uncovered' : 'covered', ...below.map((each) => each.all)]);
    const approved = worst([
      isCycle ? 'cycle' : immature ? 'uncovered' : 'covered',
      ...below.map((each) => each.approved),
    ]);
    for (const item of group) coverage.set(item, { all, approved });
  }
  return coverage;
}
