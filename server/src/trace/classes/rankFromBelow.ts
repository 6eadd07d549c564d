import type { ClassTree } from './classTree.ts';
import type { LevelScale } from './levelScale.ts';

/** A rank that a node has of its own, or from the part that brings it. */
export interface RankFromBelow {
  readonly rank: number;
  /** The child that brings the rank; undefined when it is the node's own. */
  readonly child: string | undefined;
}

/**
 * For each node the highest rank among itself and all of its parts, with the way to the nearest node that has it of its
 * own. `sources` give the nodes' own ranks, in the order of the tree: at equal rank, an earlier source explains a node
 * before a later one does. Nodes without any rank are left out. Circles do no harm.
 */
export function rankFromBelow(
  tree: ClassTree,
  scale: LevelScale,
  ...sources: readonly (readonly number[])[]
): ReadonlyMap<string, RankFromBelow> {
  const result = new Map<string, RankFromBelow>();
  for (const rank of scale.descending) {
    for (const own of sources) {
      const reached = tree.order.filter(({ node }, index) => own[index] === rank && !result.has(node.id));
      for (const { node } of reached) result.set(node.id, { rank, child: undefined });
      for (const { node, parents } of reached) {
        for (const parent of parents) {
          const above = tree.get(parent);
          if (!above || result.has(parent)) continue;
          result.set(parent, { rank, child: node.id });
          reached.push(above);
        }
      }
    }
  }
  return result;
}
