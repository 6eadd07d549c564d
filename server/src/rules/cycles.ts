/**
 * Finds the circles in a directed graph: for each knot of nodes that reach one another, the shortest circle through the
 * first of them in the order of `nodes`. Linear in nodes and edges, without recursion, so that a chain may be of any
 * length.
 */
export function cyclesOf<T>(nodes: readonly T[], next: (node: T) => readonly T[]): readonly (readonly [T, ...T[]])[] {
  const known = new Set(nodes);
  const edges = new Map(nodes.map((node) => [node, next(node).filter((target) => known.has(target))] as const));
  const knots = knotsOf(nodes, edges);
  const done = new Set<number>();
  return nodes.flatMap((node) => {
    const knot = knots.get(node) ?? -1;
    if (done.has(knot) || edges.get(node)?.length === 0) return [];
    const circle = shortestCircle(node, edges, (other) => knots.get(other) === knot);
    if (!circle) return [];
    done.add(knot);
    return [circle];
  });
}

/** Tarjan's strongly connected components with a stack of our own: the number of the component of each node. */
function knotsOf<T>(nodes: readonly T[], edges: ReadonlyMap<T, readonly T[]>): ReadonlyMap<T, number> {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const open: T[] = [];
  const knots = new Map<T, number>();
  const at = (map: Map<T, number>, node: T) => map.get(node) ?? 0;
  for (const root of nodes) {
    if (index.has(root)) continue;
    const work: { node: T; edge: number }[] = [{ node: root, edge: 0 }];
    while (work.length > 0) {
      const frame = work[work.length - 1];
      if (!frame) break;
      const { node } = frame;
      if (frame.edge === 0) {
        low.set(node, index.size);
        index.set(node, index.size);
        open.push(node);
      }
      const target = edges.get(node)?.[frame.edge];
      frame.edge++;
      if (target !== undefined) {
        if (!index.has(target)) work.push({ node: target, edge: 0 });
        else if (!knots.has(target)) low.set(node, Math.min(at(low, node), at(index, target)));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1]?.node;
      if (parent !== undefined) low.set(parent, Math.min(at(low, parent), at(low, node)));
      if (at(low, node) !== at(index, node)) continue;
      for (const member of open.splice(open.lastIndexOf(node))) knots.set(member, at(index, node));
    }
  }
  return knots;
}

function shortestCircle<T>(
  start: T,
  edges: ReadonlyMap<T, readonly T[]>,
  inside: (node: T) => boolean,
): readonly [T, ...T[]] | undefined {
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
