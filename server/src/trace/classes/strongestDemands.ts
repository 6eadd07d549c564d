import { compareIds } from '../../model/compare.ts';
import type { Steps } from '../../model/steps.ts';
import { type BySystem, firstBySystem, firstIn, sameBySystem } from './bySystem.ts';
import type { ClassTree, TreeNode } from './classTree.ts';
import {
  type CauseDemand,
  causeDemandsOn,
  compareDemands,
  counts,
  type Demand,
  type DemandSources,
} from './demands.ts';
import { Flow } from './flow.ts';
import { compareControls, compareRanked, type RankedSituation, type RiskSide } from './riskSide.ts';

/** A cause with the situation that it leads to and that demands most, and where the cause sits. */
interface LocatedCause extends RankedSituation {
  readonly cause: string;
  readonly at: string;
}

/** The strongest demands that count at one node. */
export interface Strongest {
  /** On the node or a part of it. */
  readonly all: Demand | undefined;
  /** On the node itself, not on a part of it. */
  readonly direct: Demand | undefined;
}

/** The strongest demands on each node, without listing the others. Kept up to date from what has changed to what rests on it. */
export class StrongestDemands {
  /** What the causes in a node and in its parts demand, as if no control carried a risk. */
  readonly #ofCauses = new Flow<BySystem<LocatedCause>>({
    join: (a, b) => firstBySystem(a, b, compareLocated),
    same: (a, b) => sameBySystem(a, b, sameLocated),
  });

  /** Takes in that other causes sit in some nodes or have other parts, in steps. Gives the nodes of which that can change what is demanded. */
  *update(stale: Iterable<string>, tree: ClassTree, risk: RiskSide): Steps<ReadonlySet<string>> {
    const touched = new Set<string>();
    for (const id of stale) {
      yield;
      touched.add(id);
      const node = tree.get(id);
      this.#ofCauses.set(id, node && causesIn(id, risk), node?.children ?? []);
    }
    for (const id of yield* this.#ofCauses.renew()) touched.add(id);
    return touched;
  }

  /** The strongest demands on a node. */
  of(node: TreeNode, risk: RiskSide, sources: DemandSources): Strongest {
    const { id } = node.node;
    const positions = sources.tree.positionsOf(node);
    const control = controlDemand(node, positions, risk, sources);
    if (sources.tree.countsOnControls(id)) {
      const counting = causeDemandsOn(sources, node).filter(counts);
      const direct = counting.filter(({ at }) => at === id);
      return { all: first([control, ...counting], sources), direct: first([control, ...direct], sources) };
    }
    const demandOf = (found: BySystem<LocatedCause> | undefined): CauseDemand | undefined => {
      const worst = firstIn(found, positions, compareLocated);
      if (!worst) return undefined;
      const { rank, situation, cause, at } = worst;
      return {
        rule: '4.3 a',
        level: sources.scale.nameOf(rank),
        situation,
        cause,
        at,
        carriedBy: undefined,
        failed: [],
      };
    };
    return {
      all: first([control, demandOf(this.#ofCauses.get(id))], sources),
      direct: first([control, demandOf(causesIn(id, risk))], sources),
    };
  }
}

function first(demands: readonly (Demand | undefined)[], { scale }: DemandSources): Demand | undefined {
  let best: Demand | undefined;
  for (const demand of demands) if (demand && (!best || compareDemands(demand, best, scale) < 0)) best = demand;
  return best;
}

/** What demands most of what causes in a node lead to. */
function causesIn(at: string, risk: RiskSide): BySystem<LocatedCause> | undefined {
  let worst: BySystem<LocatedCause> | undefined;
  for (const cause of risk.records.causesIn.of(at)) {
    const located = risk.worst(cause)?.contributing.map((found) => found && { ...found, cause, at });
    if (located) worst = worst ? firstBySystem(worst, located, compareLocated) : located;
  }
  return worst;
}

/** What demands most of what controls that a node implements act on. */
function controlDemand(
  { node: { id } }: TreeNode,
  positions: readonly number[],
  risk: RiskSide,
  { scale }: DemandSources,
): Demand | undefined {
  const worst = firstIn(risk.worstOfControls(id), positions, compareControls);
  if (!worst) return undefined;
  const { rank, situation, control } = worst;
  return { rule: '7.2.2 b', level: scale.nameOf(rank), situation, control, at: id };
}

function compareLocated(a: LocatedCause, b: LocatedCause): number {
  return compareRanked(a, b) || compareIds(a.cause, b.cause) || compareIds(a.at, b.at);
}

function sameLocated(a: LocatedCause, b: LocatedCause): boolean {
  return a.rank === b.rank && a.situation === b.situation && a.cause === b.cause && a.at === b.at;
}
