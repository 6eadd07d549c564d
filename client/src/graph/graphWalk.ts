import type { PlacedGraph, PlacedNode } from './graphLayout.ts';

/** Keys that move from node to node. */
export type WalkKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** True for a key that moves from node to node. */
export function isWalkKey(key: string): key is WalkKey {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown';
}

/**
 * The node that a key leads to: left along a link to a reason, right along one to what follows, up and down to the next node of
 * the same column. Of several the one from which somebody came last, else the nearest. Undefined where nothing is.
 * @param trail IDs of the nodes that were walked through, the last one last
 */
export function nextNode(
  { nodes, edges }: PlacedGraph,
  id: string,
  key: WalkKey,
  trail: readonly string[] = [],
): string | undefined {
  const from = nodes.find(({ node }) => node.id === id);
  if (!from) return undefined;
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const back = key === 'ArrowLeft';
    const ends = edges.map(({ edge }) => (back ? [edge.lower, edge.upper] : [edge.upper, edge.lower]));
    const linked = new Set(ends.filter(([start, end]) => start === id && end !== id).map(([, end]) => end));
    const last = trail.findLast((each) => linked.has(each));
    return (
      last ??
      nearest(
        nodes.filter(({ node }) => linked.has(node.id)),
        from,
      )?.node.id
    );
  }
  const above = key === 'ArrowUp';
  const column = nodes.filter(
    (each) =>
      each !== from && overlaps(each, from) && (above ? middle(each) < middle(from) : middle(each) > middle(from)),
  );
  return nearest(column, from)?.node.id;
}

function nearest(nodes: readonly PlacedNode[], to: PlacedNode): PlacedNode | undefined {
  const far = (each: PlacedNode) => Math.abs(middle(each) - middle(to));
  return nodes.toSorted((a, b) => far(a) - far(b))[0];
}

function overlaps(one: PlacedNode, other: PlacedNode): boolean {
  return one.x < other.x + other.width && other.x < one.x + one.width;
}

function middle({ y, height }: PlacedNode): number {
  return y + height / 2;
}
