import { compareIds, compareText } from '../../model/compare.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { ClassCause, ClassInput, ClassSituation } from './classInput.ts';
import type { ClassTree, TreeNode } from './classTree.ts';
import { type CountedControl, countedControls } from './countedControls.ts';
import { type SituationRank, situationRanks } from './externalControls.ts';
import type { LevelScale } from './levelScale.ts';
import { type RiskLinks, riskLinks } from './riskLinks.ts';

/** A hazardous situation to which a cause in the node, or in a part of it, leads. */
export interface CauseDemand {
  readonly rule: '4.3 a';
  readonly level: SafetyLevel;
  readonly situation: string;
  readonly cause: string;
  /** Where the cause sits: the node itself or a part of it. */
  readonly at: string;
  /** The counted control that carries the risk, so that the demand does not count; undefined when it counts. */
  readonly carriedBy: CountedControl | undefined;
  /** Controls that were counted on in vain. */
  readonly failed: readonly CountedControl[];
}

/** A risk that is reduced by a control that the node implements. */
export interface ControlDemand {
  readonly rule: '7.2.2 b';
  readonly level: SafetyLevel;
  readonly situation: string;
  readonly control: string;
  /** The node that implements the control. */
  readonly at: string;
}

/** A reason why a node needs at least a level. */
export type Demand = CauseDemand | ControlDemand;

/** True when a demand has to be met: no counted control carries its risk. */
export function counts(demand: Demand): boolean {
  return demand.rule === '7.2.2 b' || demand.carriedBy === undefined;
}

/** What the risk analysis demands of each node, by node ID, strongest demand first. */
export function demandsOf(
  input: ClassInput,
  tree: ClassTree,
  scale: LevelScale,
): ReadonlyMap<string, readonly Demand[]> {
  const risk = riskLinks(input);
  const rank = situationRanks(risk, tree, scale, input.externalControls ?? 'any');
  const demands = new Map<string, Demand[]>();
  const add = (node: string, demand: Demand): void => {
    const list = demands.get(node);
    if (list) list.push(demand);
    else demands.set(node, [demand]);
  };
  addCauseDemands({ policy: input.countedControls, tree, scale, risk, rank, add });
  addControlDemands({ tree, scale, risk, rank, add });
  for (const list of demands.values()) list.sort((a, b) => compareDemands(a, b, scale));
  return demands;
}

interface Collecting {
  readonly tree: ClassTree;
  readonly scale: LevelScale;
  readonly risk: RiskLinks;
  readonly rank: SituationRank;
  readonly add: (node: string, demand: Demand) => void;
}

function addCauseDemands(collecting: Collecting & { readonly policy: 'allow' | 'forbid' }): void {
  const { tree, scale, risk, rank, add, policy } = collecting;
  const position = new Map(tree.order.map(({ node }, index) => [node.id, index]));
  for (const cause of risk.causes.values()) {
    const situations = [...new Set(cause.situations)]
      .flatMap((id) => risk.situations.get(id) ?? [])
      .filter((situation) => situation.contribution !== 'none');
    for (const at of new Set(cause.in)) {
      if (!tree.get(at)) continue;
      const topDown = [...new Set([at, ...tree.ancestors(at)])]
        .sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0))
        .flatMap((id) => tree.get(id) ?? []);
      for (const situation of situations) {
        const verdicts = countedVerdicts(policy, tree, risk, topDown, cause, situation);
        for (const node of topDown) {
          const verdict = verdicts.get(node.node.id);
          add(node.node.id, {
            rule: '4.3 a',
            level: scale.nameOf(rank(situation, node)),
            situation: situation.id,
            cause: cause.id,
            at,
            carriedBy: verdict?.carriedBy,
            failed: verdict?.failed ?? [],
          });
        }
      }
    }
  }
}

interface CountedVerdict {
  readonly carriedBy: CountedControl | undefined;
  readonly failed: readonly CountedControl[];
}

/**
 * Whether a control carries the risk instead of each of the nodes, given parents first. What a node counts on holds for
 * its parts, since they stand behind the same segregation; a part of several nodes needs it from all of them.
 */
function countedVerdicts(
  policy: 'allow' | 'forbid',
  tree: ClassTree,
  risk: RiskLinks,
  topDown: readonly TreeNode[],
  cause: ClassCause,
  situation: ClassSituation,
): ReadonlyMap<string, CountedVerdict> {
  const verdicts = new Map<string, CountedVerdict>();
  for (const node of topDown) {
    const own = countedControls(policy, tree, risk.controls, node, cause, situation);
    const above = node.parents.flatMap((parent) => verdicts.get(parent) ?? []);
    const carriedByAll = above.length === node.parents.length && above.every(({ carriedBy }) => carriedBy);
    const carriedBy =
      own.find(({ failure }) => failure === undefined) ?? (carriedByAll ? above[0]?.carriedBy : undefined);
    const failed = [...own, ...above.flatMap((verdict) => verdict.failed)].filter(
      ({ failure }) => failure !== undefined,
    );
    verdicts.set(node.node.id, { carriedBy: node.cyclic ? undefined : carriedBy, failed });
  }
  return verdicts;
}

function addControlDemands({ tree, scale, risk, rank, add }: Collecting): void {
  for (const control of risk.controls.values()) {
    for (const at of new Set(control.implementedBy)) {
      const node = tree.get(at);
      if (!node) continue;
      for (const situation of risk.situationsOf(control)) {
        const level = scale.nameOf(rank(situation, node));
        add(at, { rule: '7.2.2 b', level, situation: situation.id, control: control.id, at });
      }
    }
  }
}

function compareDemands(a: Demand, b: Demand, scale: LevelScale): number {
  return (
    Number(counts(b)) - Number(counts(a)) ||
    scale.rankOf(b.level) - scale.rankOf(a.level) ||
    compareText(a.rule, b.rule) ||
    compareIds(a.situation, b.situation) ||
    compareIds(sourceOf(a), sourceOf(b)) ||
    compareIds(a.at, b.at)
  );
}

/** ID of the cause or control that a demand comes from. */
export function sourceOf(demand: Demand): string {
  return demand.rule === '4.3 a' ? demand.cause : demand.control;
}
