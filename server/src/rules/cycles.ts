import { allOf, type Steps } from '../model/steps.ts';
import { tyingKnots } from '../trace/knots.ts';

/** Nodes that lead one to the next, and the last to the first. */
export type Circle<T> = readonly [T, ...T[]];

/**
 * Finds the circles in a directed graph: for each knot of nodes that reach one another, the shortest circle through the
 * first of them in the order of `nodes`. Linear in nodes and edges, without recursion, so that a chain may be of any
 * length.
 */
export function cyclesOf<T>(nodes: readonly T[], next: (node: T) => readonly T[]): readonly Circle<T>[] {
  return allOf(findingCycles(nodes, next));
}

/** The same in steps. */
export function* findingCycles<T>(nodes: readonly T[], next: (node: T) => readonly T[]): Steps<readonly Circle<T>[]> {
  const known = new Set(nodes);
  const edges = new Map<T, readonly T[]>();
  for (const node of nodes) {
    edges.set(
      node,
      next(node).filter((target) => known.has(target)),
    );
    yield;
  }
  const knots = yield* tyingKnots(nodes, (node) => edges.get(node) ?? []);
  const knotOf = new Map<T, readonly T[]>();
  for (const knot of knots) {
    const [first] = knot;
    // Nearly all nodes are alone in their knot, and lead to others only.
    if (knot.length === 1 && first !== undefined && !edges.get(first)?.includes(first)) continue;
    for (const node of knot) knotOf.set(node, knot);
  }
  const done = new Set<readonly T[]>();
  return nodes.flatMap((node) => {
    const knot = knotOf.get(node);
    if (!knot || done.has(knot)) return [];
    const circle = shortestCircle(node, edges, (other) => knotOf.get(other) === knot);
    if (!circle) return [];
    done.add(knot);
    return [circle];
  });
}

function shortestCircle<T>(
  start: T,
  edges: ReadonlyMap<T, readonly T[]>,
  inside: (node: T) => boolean,
): Circle<T> | undefined {
  const cameFrom = new Map<T, T>();
  let frontier: T[] = [start];
  while (frontier.length > 0) {
    const further: T[] = [];
    for (const node of frontier) {
      for (const target of edges.get(node) ?? []) {
        if (target === start) return [start, ...pathBack(node, start, cameFrom)];
        if (!inside(target) || cameFrom.has(target)) continue;
        cameFrom.set(target, node);
        further.push(target);
      }
    }
    frontier = further;
  }
  return undefined;
}

function pathBack<T>(end: T, start: T, cameFrom: ReadonlyMap<T, T>): T[] {
  const path: T[] = [];
  for (let node: T | undefined = end; node !== undefined && node !== start; node = cameFrom.get(node)) path.push(node);
  return path.reverse();
}
