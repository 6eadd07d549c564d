import type { Steps } from '../../model/steps.ts';
import type { ClassNode, ClassRecordChanges, ClassSettings, RiskRecordChanges } from './classInput.ts';
import { ClassTree, sameIds, sameSystems, type TreeNode } from './classTree.ts';
import type { Contradiction } from './contradiction.ts';
import { type Demand, type DemandSources, demandsOn } from './demands.ts';
import { type Basis, basisOf, contradictionsOf, nodeClass, type Verdict, verdictOf } from './judgement.ts';
import { type LevelScale, levelScale, NO_RANK } from './levelScale.ts';
import type { ClassAnalysis, NodeClass } from './nodeClass.ts';
import { type RankFromBelow, rankFromBelow } from './rankFromBelow.ts';
import { RiskSide } from './riskSide.ts';
import { StrongestDemands } from './strongestDemands.ts';

/** Ranks of all nodes, each with where it comes from. */
interface Ranks {
  readonly own: ReadonlyMap<string, RankFromBelow>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly process: ReadonlyMap<string, RankFromBelow>;
}

/** Classes after a change, and the nodes that have come or gone, or of which something else can be said. */
export interface Reclassified {
  readonly analysis: ClassAnalysis;
  readonly touched: ReadonlySet<string>;
}

/**
 * The safety classes of a project, kept up to date: what a change means for the risks and what these demand of nodes is worked out
 * from what has changed to what rests on it. Where that leaves each node the ranks that it has, no more is done; else ranks are
 * handed through the tree once more. At first everything is a change.
 */
export class Classification {
  readonly #settings: ClassSettings;
  readonly #scale: LevelScale;
  #nodes: ReadonlyMap<string, ClassNode> = new Map();
  #tree = ClassTree.EMPTY;
  #risk: RiskSide;
  #demands = new StrongestDemands();
  readonly #basis = new Map<string, Basis>();
  #ranks: Ranks = { own: new Map(), verdicts: new Map(), process: new Map() };
  #analysis: ClassAnalysis = { nodes: new Map(), contradictions: [], demandsOn: () => [] };

  constructor(settings: ClassSettings) {
    this.#settings = settings;
    this.#scale = levelScale(settings.levels, settings.defaultLevel);
    this.#risk = new RiskSide([], this.#scale, settings.externalControls);
  }

  /** Takes changed records in, in steps, and works out what follows from them. Analyses of before stay as they are. */
  *update(changes: ClassRecordChanges): Steps<Reclassified> {
    const before = this.#tree;
    const tree = this.#treeWith(changes.nodes);
    this.#tree = tree;
    yield;
    const replaced = new Set(replacedIn(before, tree));
    const stale = yield* this.#demandsAfter(changes, before, replaced);
    const sources: DemandSources = {
      tree,
      scale: this.#scale,
      risk: this.#risk.records,
      policy: this.#settings.countedControls,
    };
    const touched = new Set(replaced);
    let hasRanks = replaced.size === 0;
    for (const id of stale) {
      yield;
      const node = tree.get(id);
      const known = this.#basis.get(id);
      const basis = node && basisOf(node, this.#demands.of(node, this.#risk, sources), this.#scale);
      if (basis) this.#basis.set(id, basis);
      else this.#basis.delete(id);
      if (!known || !basis || isSameBasis(known, basis)) continue;
      touched.add(id);
      hasRanks &&= known.direct === basis.direct && known.required === basis.required;
    }
    if (!hasRanks) {
      const ranks = yield* this.#ranked();
      for (const { node } of tree.order) if (!isSameRank(this.#ranks, ranks, node.id)) touched.add(node.id);
      this.#ranks = ranks;
    }
    this.#analysis = yield* this.#analysed(touched, sources);
    return { analysis: this.#analysis, touched };
  }

  /** The tree with changed records. */
  #treeWith(changes: ClassRecordChanges['nodes']): ClassTree {
    if (changes.size === 0) return this.#tree;
    const nodes = new Map(this.#nodes);
    let isConnected = true;
    for (const [id, node] of changes) {
      const known = nodes.get(id);
      isConnected &&= known !== undefined && node !== undefined && isPlacedAlike(known, node);
      if (node) nodes.set(id, node);
      else nodes.delete(id);
    }
    this.#nodes = nodes;
    if (isConnected) return this.#tree.withRecords([...changes.values()].flatMap((node) => node ?? []));
    return ClassTree.of(nodes.values(), this.#tree);
  }

  /** Takes in what has changed about the risks and in the tree. Gives nodes of which something else may be demanded. */
  *#demandsAfter(
    changes: ClassRecordChanges,
    before: ClassTree,
    replaced: ReadonlySet<string>,
  ): Steps<ReadonlySet<string>> {
    const tree = this.#tree;
    let records: RiskRecordChanges = changes;
    let relinked = replaced;
    if (!sameIds(before.systems, tree.systems)) {
      // Everything that is kept by system begins anew.
      const { causes, situations, controls } = this.#risk.records;
      records = {
        causes: new Map([...causes, ...changes.causes]),
        situations: new Map([...situations, ...changes.situations]),
        controls: new Map([...controls, ...changes.controls]),
      };
      this.#risk = new RiskSide(tree.systems, this.#scale, this.#settings.externalControls);
      this.#demands = new StrongestDemands();
      relinked = new Set([...replaced, ...tree.order.map(({ node }) => node.id)]);
    }
    const moved = [...replaced].filter((id) => !isInSameSystems(before.get(id), tree.get(id)));
    const { implementing, withCauses } = yield* this.#risk.update(records, tree, moved);
    const stale = yield* this.#demands.update(new Set([...withCauses, ...relinked]), tree, this.#risk);
    return new Set([...stale, ...implementing, ...before.counting, ...tree.counting]);
  }

  /** Hands ranks through the tree: from parts to what they are part of, back to the parts, and up once more. */
  *#ranked(): Steps<Ranks> {
    const { order } = this.#tree;
    const basis = order.map(({ node }) => this.#basis.get(node.id));
    const own = rankFromBelow(
      this.#tree,
      this.#scale,
      basis.map((each) => each?.direct ?? NO_RANK),
      basis.map((each) => each?.required ?? NO_RANK),
    );
    yield;
    const verdicts = new Map<string, Verdict>();
    for (const [index, node] of order.entries()) {
      yield;
      const facts = basis[index];
      if (facts) verdicts.set(node.node.id, verdictOf(node, facts, own, verdicts, this.#scale));
    }
    const effective = order.map(({ node }) => verdicts.get(node.id)?.effective ?? NO_RANK);
    return { own, verdicts, process: rankFromBelow(this.#tree, this.#scale, effective) };
  }

  /** The analysis with what is to be said of some nodes made anew. */
  *#analysed(touched: ReadonlySet<string>, sources: DemandSources): Steps<ClassAnalysis> {
    const { own, verdicts, process } = this.#ranks;
    const tree = this.#tree;
    const nodes = new Map<string, NodeClass>();
    const contradictions: Contradiction[] = [];
    for (const node of tree.nodes()) {
      yield;
      const { id } = node.node;
      const facts = this.#basis.get(id);
      const verdict = verdicts.get(id);
      if (!facts || !verdict) continue;
      const judged = { node, facts, verdict, own, tree, scale: this.#scale };
      const known = touched.has(id) ? undefined : this.#analysis.nodes.get(id);
      nodes.set(id, known ?? nodeClass(judged, process.get(id)?.rank ?? verdict.effective));
      contradictions.push(...contradictionsOf(judged));
    }
    const on = (id: string): readonly Demand[] => {
      const node = tree.get(id);
      return node ? demandsOn(sources, node) : [];
    };
    return { nodes, contradictions, demandsOn: on };
  }
}

/** True when two records of a node have the same place in the tree. */
function isPlacedAlike(a: ClassNode, b: ClassNode): boolean {
  return a.kind === b.kind && a.scope === b.scope && sameIds(a.parents, b.parents);
}

function isInSameSystems(a: TreeNode | undefined, b: TreeNode | undefined): boolean {
  return a !== undefined && b !== undefined && sameSystems(a.systems, b.systems);
}

/** Nodes that stand otherwise in one of two trees, or only there. */
function* replacedIn(before: ClassTree, after: ClassTree): Generator<string> {
  if (before === after) return;
  for (const node of after.order) if (before.get(node.node.id) !== node) yield node.node.id;
  for (const { node } of before.order) if (!after.get(node.id)) yield node.id;
}

function isSameBasis(a: Basis, b: Basis): boolean {
  return (
    a.declared === b.declared &&
    a.direct === b.direct &&
    a.required === b.required &&
    isSameDemand(a.directDemand, b.directDemand) &&
    isSameDemand(a.strongest, b.strongest)
  );
}

function isSameDemand(a: Demand | undefined, b: Demand | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function isSameRank(before: Ranks, after: Ranks, id: string): boolean {
  const [a, b] = [before.verdicts.get(id), after.verdicts.get(id)];
  const [own, ownNow] = [before.own.get(id), after.own.get(id)];
  return (
    own?.rank === ownNow?.rank &&
    own?.child === ownNow?.child &&
    before.process.get(id)?.rank === after.process.get(id)?.rank &&
    a !== undefined &&
    b !== undefined &&
    a.declaration === b.declaration &&
    a.inherited?.rank === b.inherited?.rank &&
    a.inherited?.from === b.inherited?.from &&
    a.held === b.held &&
    a.effective === b.effective
  );
}
