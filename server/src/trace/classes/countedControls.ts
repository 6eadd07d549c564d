import { compareIds } from '../../model/compare.ts';
import type { ClassCause, ClassControl, ClassSituation } from './classInput.ts';
import type { ClassTree, TreeNode } from './classTree.ts';
import { isExternalTo, placementOf } from './externalControls.ts';
import { implementersOf, type RiskRecords } from './riskRecords.ts';

/** Why a control that a node counts on does not carry the risk instead of it. */
export type CountedControlFailure =
  /** The project forbids counted controls. */
  | 'forbidden'
  /** It does not act on the cause. */
  | 'cause-not-controlled'
  /** It does not reduce the risk of the situation. */
  | 'situation-not-mitigated'
  /** It acts from outside of the software system, so that the demanded level has it counted already. */
  | 'external'
  /** No software item is on record that implements it. */
  | 'not-implemented'
  /** An item that implements it is in another software system than the node, or has no class. */
  | 'other-system'
  /** An item that implements it is the node itself, part of it, or what it is part of. */
  | 'implemented-inside'
  /** The node's record gives no rationale. */
  | 'rationale-missing'
  /** The node's record does not say how it is segregated from an item that implements the control. */
  | 'segregation-missing';

/** A counted control with its verdict: it carries the risk when `failure` is undefined. */
export interface CountedControl {
  readonly control: string;
  /** Node whose record counts on it: the node in question, or one that it is part of. */
  readonly countedBy: string;
  readonly failure: CountedControlFailure | undefined;
}

/**
 * Judges the controls that the record of `counting` counts on, as far as they have to do with the cause or the
 * situation. A control carries the risk when it acts on both and every item that implements it stands outside of the
 * node, segregated from it, in the same software systems. Such items have at least the class of the risk that they
 * carry, since 7.2.2 b demands it of them.
 */
export function countedControls(
  policy: 'allow' | 'forbid',
  tree: ClassTree,
  risk: RiskRecords,
  counting: TreeNode,
  cause: ClassCause,
  situation: ClassSituation,
): readonly CountedControl[] {
  return [...new Set(counting.node.countedControls)].sort(compareIds).flatMap((id) => {
    const control = risk.controls.get(id);
    if (!control) return [];
    const onCause = control.controls.includes(cause.id);
    const onSituation = [situation.id, ...(situation.arisesFrom ?? [])].some((id) => control.mitigates.includes(id));
    if (!onCause && !onSituation) return [];
    const verdict = (failure: CountedControlFailure | undefined) => [
      { control: id, countedBy: counting.node.id, failure },
    ];
    if (policy === 'forbid') return verdict('forbidden');
    if (!onCause) return verdict('cause-not-controlled');
    if (!onSituation) return verdict('situation-not-mitigated');
    return verdict(placementFailure(tree, counting, control, implementersOf(risk, control)));
  });
}

function placementFailure(
  tree: ClassTree,
  { node, systems }: TreeNode,
  control: ClassControl,
  implementedBy: readonly string[],
): CountedControlFailure | undefined {
  const placement = placementOf(tree, implementedBy);
  if ([...systems].some((system) => isExternalTo(placement, control, system))) return 'external';
  if (implementedBy.length === 0) return control.external ? 'external' : 'not-implemented';
  const implementers = implementedBy.map((id) => tree.get(id));
  const above = tree.ancestors(node.id);
  for (const implementer of implementers) {
    if (!implementer || [...systems].some((system) => !implementer.systems.has(system))) return 'other-system';
    const id = implementer.node.id;
    if (id === node.id || above.has(id) || tree.ancestors(id).has(node.id)) return 'implemented-inside';
  }
  if (!node.hasRationale) return 'rationale-missing';
  const segregated = implementers.every((implementer) => implementer && isSegregatedFrom(tree, node, implementer));
  return segregated ? undefined : 'segregation-missing';
}

function isSegregatedFrom(
  tree: ClassTree,
  node: { readonly hasSegregation: boolean; readonly segregatedFrom?: readonly string[] },
  other: TreeNode,
): boolean {
  if (!node.hasSegregation) return false;
  if (node.segregatedFrom === undefined) return true;
  const above = tree.ancestors(other.node.id);
  return node.segregatedFrom.some((id) => id === other.node.id || above.has(id));
}
