import type { ClassTree } from './classTree.ts';
import { type LevelScale, NO_RANK } from './levelScale.ts';

/** Ranks of nodes of their own, or from the parts that bring them, by the places of the nodes in the order of the tree. */
export interface RanksFromBelow {
  /** {@link NO_RANK} for none. */
  readonly ranks: Int32Array;
  /** Where the child that brings the rank stands; {@link ITSELF} for a rank of the node's own. */
  readonly children: Int32Array;
}

/** Stands for no child. */
export const ITSELF = -1;

/**
 * For each node the highest rank among itself and all of its parts, with the way to the nearest node that has it of its
 * own. `sources` give the nodes' own ranks, in the order of the tree: at equal rank, an earlier source explains a node
 * before a later one does. Circles do no harm.
 */
export function ranksFromBelow(
  { order, parentPlaces }: ClassTree,
  scale: LevelScale,
  ...sources: readonly (readonly number[])[]
): RanksFromBelow {
  const ranks = new Int32Array(order.length).fill(NO_RANK);
  const children = new Int32Array(order.length).fill(ITSELF);
  for (const rank of scale.descending) {
    for (const own of sources) {
      const reached: number[] = [];
      for (const [place, each] of own.entries()) if (each === rank && ranks[place] === NO_RANK) reached.push(place);
      for (const place of reached) ranks[place] = rank;
      // Grows while it is walked through.
      for (const place of reached) {
        for (const parent of parentPlaces[place] ?? []) {
          if (ranks[parent] !== NO_RANK) continue;
          ranks[parent] = rank;
          children[parent] = place;
          reached.push(parent);
        }
      }
    }
  }
  return { ranks, children };
}
