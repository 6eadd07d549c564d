import { compareIds, compareText } from '../../model/compare.ts';
import { append } from '../../model/groups.ts';
import { PatchedMap } from '../../model/patchedMap.ts';
import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { ClassCause, ClassControl, ClassInput, ClassSituation } from './classInput.ts';
import type { ClassTree, TreeNode } from './classTree.ts';
import { type CountedControl, countedControls } from './countedControls.ts';
import { isExternalTo, type SituationRank, situationRanks } from './externalControls.ts';
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

/**
 * What the risk analysis demands of nodes. A control may act on many situations and have many implementers, so nothing is
 * listed before somebody asks.
 */
export interface Demands {
  /** All demands on a node, those that count first, strongest first. */
  readonly all: (node: TreeNode) => readonly Demand[];
  /** The first of {@link all} that counts. */
  readonly strongest: (node: TreeNode) => Demand | undefined;
  /** The same of those on the node itself, not on a part of it. */
  readonly strongestDirect: (node: TreeNode) => Demand | undefined;
  /**
   * What is demanded once some controls are implemented by others. Nodes that `touched` does not name have the demands that they
   * have. Undefined when that cannot be told so, since a control carries a risk for somebody, or acts from outside of other systems by now.
   */
  readonly withImplementers: (
    controls: readonly ClassControl[],
  ) => { readonly demands: Demands; readonly touched: readonly string[] } | undefined;
}

/** Works out what the risk analysis demands of each node. */
export function demandsOf(input: ClassInput, tree: ClassTree, scale: LevelScale): Demands {
  const risk = riskLinks(input);
  const rank = situationRanks(risk, tree, scale, input.externalControls ?? 'any');
  const byCause = causeDemands({ policy: input.countedControls, tree, scale, risk, rank });
  const counted = new Set(tree.order.flatMap(({ node }) => node.countedControls));
  const systems = new Set(tree.order.flatMap((node) => [...node.systems]));
  return demandsWith(
    new ControlDemands({ tree, scale, risk, rank }, PatchedMap.of(risk.controls), PatchedMap.of(controlsByNode(risk))),
  );

  function demandsWith(byControl: ControlDemands): Demands {
    const first = (node: TreeNode, passes: (demand: CauseDemand) => boolean): Demand | undefined => {
      const found: Demand[] = (byCause.get(node.node.id) ?? []).filter((demand) => counts(demand) && passes(demand));
      const control = byControl.strongest(node);
      if (control) found.push(control);
      return found.reduce<Demand | undefined>(
        (best, demand) => (best && compareDemands(best, demand, scale) <= 0 ? best : demand),
        undefined,
      );
    };
    return {
      all: (node) =>
        [...(byCause.get(node.node.id) ?? []), ...byControl.all(node)].sort((a, b) => compareDemands(a, b, scale)),
      strongest: (node) => first(node, () => true),
      strongestDirect: (node) => first(node, ({ at }) => at === node.node.id),
      withImplementers: (controls) => {
        const isLocal = controls.every((control) => {
          const before = byControl.control(control.id);
          return before && !counted.has(control.id) && isAsExternal(before, control);
        });
        if (!isLocal) return undefined;
        const { demands, touched } = byControl.withImplementers(controls);
        return { demands: demandsWith(demands), touched };
      },
    };
  }

  /** True when what a control does from outside of the software systems is the same for both of its versions. */
  function isAsExternal(before: ClassControl, after: ClassControl): boolean {
    return [...systems].every((system) => isExternalTo(tree, before, system) === isExternalTo(tree, after, system));
  }
}

interface Collecting {
  readonly tree: ClassTree;
  readonly scale: LevelScale;
  readonly risk: RiskLinks;
  readonly rank: SituationRank;
}

function causeDemands(
  collecting: Collecting & { readonly policy: 'allow' | 'forbid' },
): ReadonlyMap<string, readonly CauseDemand[]> {
  const { tree, scale, risk, rank, policy } = collecting;
  const demands = new Map<string, CauseDemand[]>();
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
          append(demands, node.node.id, {
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
  return demands;
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

/** A control with the situation that it acts on and that demands most, at nodes of the same systems. */
interface Strongest {
  readonly control: ClassControl;
  readonly situation: ClassSituation;
  readonly rank: number;
}

/** Demands on nodes by the controls that they implement. Immutable. */
class ControlDemands {
  readonly #collecting: Collecting;
  /** Controls by ID. */
  readonly #controls: PatchedMap<string, ClassControl>;
  /** Controls by the node that implements them, in order of ID; those of an earlier version act on the same. */
  readonly #byNode: PatchedMap<string, readonly ClassControl[]>;
  /** The strongest situation of a control, by the systems of the node that implements it. */
  readonly #strongest = new Map<string, Map<ClassControl, Strongest | undefined>>();

  constructor(
    collecting: Collecting,
    controls: PatchedMap<string, ClassControl>,
    byNode: PatchedMap<string, readonly ClassControl[]>,
  ) {
    this.#collecting = collecting;
    this.#controls = controls;
    this.#byNode = byNode;
  }

  control(id: string): ClassControl | undefined {
    return this.#controls.get(id);
  }

  /** The same with other implementers of some controls, and the nodes that implement one of them only before or only then. */
  withImplementers(versions: readonly ClassControl[]): {
    readonly demands: ControlDemands;
    readonly touched: readonly string[];
  } {
    const byId = new Map(versions.map((control) => [control.id, control]));
    const touched = new Set(
      versions.flatMap((control) => differing(this.control(control.id)?.implementedBy ?? [], control.implementedBy)),
    );
    const byNode = new Map<string, readonly ClassControl[]>();
    for (const node of touched) {
      const others = (this.#byNode.get(node) ?? []).filter(({ id }) => !byId.has(id));
      const own = versions.filter(({ implementedBy }) => implementedBy.includes(node));
      byNode.set(
        node,
        [...others, ...own].sort((a, b) => compareIds(a.id, b.id)),
      );
    }
    const demands = new ControlDemands(this.#collecting, this.#controls.with(byId), this.#byNode.with(byNode));
    return { demands, touched: [...touched] };
  }

  /** In no particular order. */
  all(node: TreeNode): readonly ControlDemand[] {
    const { risk } = this.#collecting;
    return (this.#byNode.get(node.node.id) ?? []).flatMap((control) =>
      risk.situationsOf(control).map((situation) => this.#demand(node, control, situation)),
    );
  }

  strongest(node: TreeNode): ControlDemand | undefined {
    const systems = [...node.systems].join('\n');
    const known = this.#strongest.get(systems) ?? new Map<ClassControl, Strongest | undefined>();
    this.#strongest.set(systems, known);
    let best: Strongest | undefined;
    for (const control of this.#byNode.get(node.node.id) ?? []) {
      if (!known.has(control)) known.set(control, this.#strongestOf(control, node));
      const next = known.get(control);
      // Controls come in order of ID: among equals the first one stays.
      if (!next || (best && next.rank < best.rank)) continue;
      if (!best || next.rank > best.rank || compareIds(next.situation.id, best.situation.id) < 0) best = next;
    }
    return best && this.#demand(node, best.control, best.situation);
  }

  #strongestOf(control: ClassControl, node: TreeNode): Strongest | undefined {
    const { risk, rank } = this.#collecting;
    let best: Strongest | undefined;
    // Situations come in order of ID as well.
    for (const situation of risk.situationsOf(control)) {
      const next = rank(situation, node);
      if (!best || next > best.rank) best = { control, situation, rank: next };
    }
    return best;
  }

  #demand(node: TreeNode, control: ClassControl, situation: ClassSituation): ControlDemand {
    const { scale, rank } = this.#collecting;
    const level = scale.nameOf(rank(situation, node));
    return { rule: '7.2.2 b', level, situation: situation.id, control: control.id, at: node.node.id };
  }
}

/** What only one of the lists holds. */
function differing(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...some.filter((id) => !others.includes(id)), ...others.filter((id) => !some.includes(id))];
}

function controlsByNode(risk: RiskLinks): ReadonlyMap<string, readonly ClassControl[]> {
  const byNode = new Map<string, ClassControl[]>();
  for (const control of risk.controls.values()) {
    for (const at of new Set(control.implementedBy)) append(byNode, at, control);
  }
  return byNode;
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
