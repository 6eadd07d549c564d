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

interface Visit {
  readonly item: OftItem;
  readonly covering: readonly OftItem[];
  next: number;
}

/**
 * Groups items that cover each other in a circle, every group after the groups that cover it (Tarjan's algorithm with
 * a stack of its own, so that a long chain cannot exhaust the call stack).
 */
function groupsOf(items: readonly OftItem[]): OftItem[][] {
  const groups: OftItem[][] = [];
  const order = new Map<OftItem, number>();
  const lowest = new Map<OftItem, number>();
  const pending: OftItem[] = [];
  const grouped = new Set<OftItem>();
  const visits: Visit[] = [];
  const enter = (item: OftItem): void => {
    lowest.set(item, order.size);
    order.set(item, order.size);
    pending.push(item);
    visits.push({ item, covering: item.incoming.map((link) => link.from), next: 0 });
  };
  const lower = (item: OftItem, to: number): void => {
    lowest.set(item, Math.min(lowest.get(item) ?? to, to));
  };
  for (const start of items) {
    if (!order.has(start)) enter(start);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { item } = visit;
      const covering = visit.covering[visit.next++];
      if (covering) {
        const seen = order.get(covering);
        if (seen === undefined) enter(covering);
        else if (!grouped.has(covering)) lower(item, seen);
        continue;
      }
      visits.pop();
      const low = lowest.get(item) ?? 0;
      const below = visits.at(-1);
      if (below) lower(below.item, low);
      if (low !== order.get(item)) continue;
      const group = pending.splice(pending.lastIndexOf(item));
      for (const member of group) grouped.add(member);
      groups.push(group);
    }
  }
  return groups;
}

/**
 * Works out deep coverage along the incoming links, bad ones included. Needs the `missing` of every item. Items in a
 * circle, and items covered by such, are `cycle`; OpenFastTrace itself does not come to an end on the latter.
 */
export function deepCoverageOf(items: readonly OftItem[]): ReadonlyMap<OftItem, DeepCoverage> {
  const coverage = new Map<OftItem, DeepCoverage>();
  for (const group of groupsOf(items)) {
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
