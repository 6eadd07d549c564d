import type { Steps } from '../model/steps.ts';

interface Visit<T> {
  readonly node: T;
  readonly targets: readonly T[];
  next: number;
}

/**
 * The knots of a directed graph, each a group of nodes that reach one another (a node that is in no circle is alone in
 * its knot), every knot after those that it leads to. Tarjan's algorithm in linear time with a stack of its own, so that
 * a chain of any length cannot exhaust the call stack.
 * In steps.
 */
export function* tyingKnots<T>(
  nodes: Iterable<T>,
  targetsOf: (node: T) => readonly T[],
): Steps<readonly (readonly T[])[]> {
  const knots: (readonly T[])[] = [];
  const order = new Map<T, number>();
  const lowest = new Map<T, number>();
  const pending: T[] = [];
  const tied = new Set<T>();
  const visits: Visit<T>[] = [];
  const enter = (node: T): void => {
    lowest.set(node, order.size);
    order.set(node, order.size);
    pending.push(node);
    visits.push({ node, targets: targetsOf(node), next: 0 });
  };
  const lower = (node: T, to: number): void => {
    lowest.set(node, Math.min(lowest.get(node) ?? to, to));
  };
  for (const start of nodes) {
    yield;
    if (!order.has(start)) enter(start);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const { node, targets } = visit;
      const target = targets[visit.next++];
      if (target !== undefined) {
        const seen = order.get(target);
        if (seen === undefined) enter(target);
        else if (!tied.has(target)) lower(node, seen);
        continue;
      }
      visits.pop();
      const low = lowest.get(node) ?? 0;
      const before = visits.at(-1);
      if (before) lower(before.node, low);
      if (low !== order.get(node)) continue;
      const knot = pending.splice(pending.lastIndexOf(node));
      for (const member of knot) tied.add(member);
      knots.push(knot);
    }
  }
  return knots;
}
