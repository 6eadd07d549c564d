import type { ClassControl, ClassSituation } from './classInput.ts';
import { type ClassTree, NO_SYSTEM, type TreeNode } from './classTree.ts';
import type { LevelScale } from './levelScale.ts';
import type { RiskLinks } from './riskLinks.ts';

/**
 * True when `control` acts from outside of the software system `system` (A1 4.3 a): nothing in that system implements
 * it, and it either acts from outside of all software or is implemented in other systems only. An implementing node
 * whose system is not known speaks against it.
 */
export function isExternalTo(tree: ClassTree, control: ClassControl, system: string): boolean {
  const implementers = control.implementedBy.flatMap((id) => tree.get(id) ?? []);
  if (implementers.some(({ systems }) => systems.has(system) || systems.has(NO_SYSTEM))) return false;
  if (control.external) return true;
  return system !== NO_SYSTEM && implementers.length > 0 && implementers.length === control.implementedBy.length;
}

function isHardware({ external, hardware }: ClassControl): boolean {
  return external && hardware === true;
}

/** Rank of the level that a situation demands of a node: the highest over the software systems that the node is in. */
export type SituationRank = (situation: ClassSituation, node: TreeNode) => number;

/** Works out for each software system which situations a control from outside acts on. */
export function situationRanks(
  risk: RiskLinks,
  tree: ClassTree,
  scale: LevelScale,
  kinds: 'any' | 'hardware',
): SituationRank {
  const bySystem = new Map<string, Map<string, number>>();
  const rankOf = (level: string): number => {
    const rank = scale.rankOf(level);
    return rank < 0 ? scale.defaultRank : rank;
  };
  const inSystem = (situation: ClassSituation, system: string): number => {
    const ranks = bySystem.get(system) ?? new Map<string, number>();
    bySystem.set(system, ranks);
    const known = ranks.get(situation.id);
    if (known !== undefined) return known;
    const demanded = rankOf(situation.demanded);
    const without = rankOf(situation.demandedWithoutExternal ?? situation.demanded);
    const isExternal = (control: ClassControl): boolean =>
      isExternalTo(tree, control, system) && (kinds === 'any' || isHardware(control));
    // Whether anything acts from outside is asked only where it matters.
    const rank = without <= demanded || risk.controlsOn(situation).some(isExternal) ? demanded : without;
    ranks.set(situation.id, rank);
    return rank;
  };
  return (situation, { systems }) => Math.max(...[...systems].map((system) => inSystem(situation, system)));
}
