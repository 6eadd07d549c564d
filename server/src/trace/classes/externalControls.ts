import { sameSet } from '../../model/same.ts';
import type { ClassControl } from './classInput.ts';
import { type ClassTree, NO_SYSTEM } from './classTree.ts';
import type { Joining } from './flow.ts';

/** Where the nodes that implement something stand, taken together. */
export interface Placement {
  /** Software systems that one of them is in. */
  readonly systems: ReadonlySet<string>;
  /** True when one of them has no place in the tree. */
  readonly unknown: boolean;
}

/** Where some nodes stand; undefined without any. */
export function placementOf(tree: ClassTree, nodes: readonly string[]): Placement | undefined {
  const systems = new Set<string>();
  let unknown = false;
  for (const id of nodes) {
    const node = tree.get(id);
    unknown ||= node === undefined;
    for (const system of node?.systems ?? []) systems.add(system);
  }
  return nodes.length > 0 ? { systems, unknown } : undefined;
}

/** How placements come together. */
export const PLACEMENTS: Joining<Placement> = {
  join: (a, b) => ({ systems: new Set([...a.systems, ...b.systems]), unknown: a.unknown || b.unknown }),
  same: (a, b) => a.unknown === b.unknown && sameSet(a.systems, b.systems),
};

/**
 * True when a control acts from outside of the software system `system` (A1 4.3 a): nothing in that system implements
 * it, and it either acts from outside of all software or is implemented in other systems only. An implementing node
 * whose system is not known speaks against it. `placement` is that of all nodes that implement it.
 */
export function isExternalTo(placement: Placement | undefined, { external }: ClassControl, system: string): boolean {
  if (placement?.systems.has(system) || placement?.systems.has(NO_SYSTEM)) return false;
  if (external) return true;
  return system !== NO_SYSTEM && placement?.unknown === false;
}

/** True for a control from outside of all software that is made of hardware. */
export function isHardware({ external, hardware }: ClassControl): boolean {
  return external && hardware === true;
}
