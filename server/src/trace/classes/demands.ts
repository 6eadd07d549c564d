import { compareIds, compareText } from '../../model/compare.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { ClassCause, ClassControl, ClassSettings, ClassSituation } from './classInput.ts';
import type { ClassTree, TreeNode } from './classTree.ts';
import { type CountedControl, countedControls } from './countedControls.ts';
import type { LevelScale } from './levelScale.ts';
import { actsOn, controlsOf, type RiskRecords, requirementsOf } from './riskRecords.ts';
import type { SituationRanks } from './riskSide.ts';

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

/** What demands are read from. Immutable. */
export interface DemandSources {
  readonly tree: ClassTree;
  readonly scale: LevelScale;
  readonly risk: RiskRecords;
  readonly ranks: SituationRanks;
  readonly policy: ClassSettings['countedControls'];
}

/** All demands on a node, those that count first, strongest first. There may be very many. */
export function demandsOn(sources: DemandSources, node: TreeNode): readonly Demand[] {
  const { risk } = sources;
  const controls = controlsOf(risk, node.node.id).flatMap((id) => {
    const control = risk.controls.get(id);
    return control ? controlDemandsOn(sources, control, node) : [];
  });
  const found: Demand[] = [...causeDemandsOn(sources, node), ...controls];
  return found.sort((a, b) => compareDemands(a, b, sources.scale));
}

/** Demands on a node by causes in it and in its parts, in no particular order. */
export function causeDemandsOn(sources: DemandSources, node: TreeNode): readonly CauseDemand[] {
  const { tree, scale, risk } = sources;
  const { id } = node.node;
  const demands: CauseDemand[] = [];
  for (const at of new Set([id, ...tree.descendants(id)])) {
    for (const causeId of risk.causesIn.of(at)) {
      const cause = risk.causes.get(causeId);
      for (const situation of cause ? situationsFrom(risk, cause.causes) : []) {
        if (!cause || situation.contribution === 'none') continue;
        const level = scale.nameOf(rankAt(sources, situation, node));
        const carrying = carriedFor(sources, node, cause, situation);
        demands.push({ rule: '4.3 a', level, situation: situation.id, cause: cause.id, at, ...carrying });
      }
    }
  }
  return demands;
}

/** What a control demands of a node, in no particular order; nothing of one that does not implement it. */
export function demandsBy(sources: DemandSources, control: string, node: TreeNode): readonly ControlDemand[] {
  const { requirements, controls } = sources.risk;
  const acting = controls.get(control);
  const isBy = (implementers: readonly string[] = []): boolean => implementers.includes(node.node.id);
  const isImplemented =
    isBy(acting?.implementedBy) || requirementsOf(acting).some((id) => isBy(requirements.get(id)?.implementedBy));
  return acting && isImplemented ? controlDemandsOn(sources, acting, node) : [];
}

function controlDemandsOn(sources: DemandSources, control: ClassControl, node: TreeNode): readonly ControlDemand[] {
  return situationsFrom(sources.risk, actsOn(control)).map((situation) => {
    const level = sources.scale.nameOf(rankAt(sources, situation, node));
    return { rule: '7.2.2 b', level, situation: situation.id, control: control.id, at: node.node.id };
  });
}

/** Situations among what is given and what that leads to: by other causes, or as a hazard from which they arise. */
function situationsFrom(risk: RiskRecords, start: readonly string[]): readonly ClassSituation[] {
  const reached = new Set(start);
  for (const id of reached) {
    for (const effect of risk.causes.get(id)?.causes ?? risk.arisingFrom.of(id)) reached.add(effect);
  }
  return [...reached].flatMap((id) => risk.situations.get(id) ?? []);
}

/** What a situation demands of a node: the highest over the software systems that the node is in. */
function rankAt({ tree, ranks }: DemandSources, { id }: ClassSituation, node: TreeNode): number {
  const found = ranks.get(id) ?? [];
  return Math.max(...tree.positionsOf(node).map((position) => found[position] ?? 0));
}

/** What counted controls mean for a demand. */
type Carrying = Pick<CauseDemand, 'carriedBy' | 'failed'>;

const NOT_CARRIED: Carrying = { carriedBy: undefined, failed: [] };

/**
 * Whether a control carries a risk instead of a node. What a node counts on holds for its parts, since they stand behind the same
 * segregation; a part of several nodes needs it from all of them.
 */
function carriedFor(
  sources: DemandSources,
  { node: { id } }: TreeNode,
  cause: ClassCause,
  situation: ClassSituation,
): Carrying {
  const { tree, risk, policy } = sources;
  if (!tree.countsOnControls(id)) return NOT_CARRIED;
  const verdicts = new Map<string, Carrying>();
  for (const node of tree.inOrder([id, ...tree.ancestors(id)])) {
    const own = countedControls(policy, tree, risk, node, cause, situation);
    const above = node.parents.flatMap((parent) => verdicts.get(parent) ?? []);
    const carriedByAll = above.length === node.parents.length && above.every(({ carriedBy }) => carriedBy);
    const carriedBy =
      own.find(({ failure }) => failure === undefined) ?? (carriedByAll ? above[0]?.carriedBy : undefined);
    const failed = [...own, ...above.flatMap((verdict) => verdict.failed)].filter(
      ({ failure }) => failure !== undefined,
    );
    verdicts.set(node.node.id, { carriedBy: node.cyclic ? undefined : carriedBy, failed });
  }
  return verdicts.get(id) ?? NOT_CARRIED;
}

/** Those that count first, strongest first. Zero only for two of the same. */
export function compareDemands(a: Demand, b: Demand, scale: LevelScale): number {
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
