import { compareIds } from '../../model/compare.ts';
import { sameList, sameSet } from '../../model/same.ts';
import type { Steps } from '../../model/steps.ts';
import type { ClassNode, ClassRecordChanges, ClassSettings, RiskRecordChanges } from './classInput.ts';
import { ClassTree, type TreeNode } from './classTree.ts';
import type { Contradiction } from './contradiction.ts';
import { type Demand, type DemandSources, demandsBy, demandsOn } from './demands.ts';
import { type Basis, basisOf, contradictionsOf, nodeClass, type Verdict, verdictOf } from './judgement.ts';
import { type LevelScale, levelScale, NO_RANK } from './levelScale.ts';
import { type ClassAnalysis, NO_CLASSES, type NodeClass } from './nodeClass.ts';
import { ITSELF, type RanksFromBelow, ranksFromBelow } from './ranksFromBelow.ts';
import { RiskSide } from './riskSide.ts';
import { StrongestDemands } from './strongestDemands.ts';

/** What is decided on nodes, by their places in the order of the tree. */
interface Decisions {
  readonly own: RanksFromBelow;
  readonly verdicts: readonly Verdict[];
  readonly groups: RanksFromBelow;
}

const NOTHING: RanksFromBelow = { ranks: new Int32Array(), children: new Int32Array() };

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
  /** What nodes bring, by their places in the order of the tree. */
  #basis: (Basis | undefined)[] = [];
  #decisions: Decisions = { own: NOTHING, verdicts: [], groups: NOTHING };
  #analysis = NO_CLASSES;

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
    if (tree.parentPlaces !== before.parentPlaces)
      this.#basis = tree.order.map(({ node }) => this.#basis[before.placeOf(node.id) ?? -1]);
    yield;
    const replaced = new Set(replacedIn(before, tree));
    const stale = yield* this.#demandsAfter(changes, before, replaced);
    const sources: DemandSources = {
      tree,
      scale: this.#scale,
      risk: this.#risk.records,
      ranks: this.#risk.ranks,
      policy: this.#settings.countedControls,
    };
    const touched = new Set(replaced);
    let isDecided = replaced.size === 0;
    for (const id of stale) {
      yield;
      const place = tree.placeOf(id);
      const node = tree.get(id);
      if (place === undefined || !node) continue;
      const known = this.#basis[place];
      const basis = basisOf(node, this.#demands.of(node, this.#risk, sources), this.#scale);
      if (known && isSameBasis(known, basis)) continue;
      this.#basis[place] = basis;
      touched.add(id);
      isDecided &&= known?.direct === basis.direct && known.required === basis.required;
    }
    if (!isDecided) {
      const decisions = yield* this.#decided();
      for (const id of otherwiseIn(before, this.#decisions, tree, decisions)) touched.add(id);
      this.#decisions = decisions;
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
    if (!sameList(before.systems, tree.systems)) {
      // Everything that is kept by system begins anew.
      const { causes, situations, controls, requirements } = this.#risk.records;
      records = {
        causes: new Map([...causes, ...changes.causes]),
        situations: new Map([...situations, ...changes.situations]),
        controls: new Map([...controls, ...changes.controls]),
        requirements: new Map([...requirements, ...changes.requirements]),
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
  *#decided(): Steps<Decisions> {
    const tree = this.#tree;
    const own = ranksFromBelow(
      tree,
      this.#scale,
      this.#basis.map((each) => each?.direct ?? NO_RANK),
      this.#basis.map((each) => each?.required ?? NO_RANK),
    );
    yield;
    const verdicts: Verdict[] = [];
    for (const [place, node] of tree.order.entries()) {
      const basis = this.#basis[place] ?? basisOf(node, NOTHING_DEMANDED, this.#scale);
      verdicts.push(verdictOf(tree, place, node, basis, own.ranks[place] ?? NO_RANK, verdicts, this.#scale));
    }
    yield;
    const effective = verdicts.map((verdict) => verdict.effective);
    return { own, verdicts, groups: ranksFromBelow(tree, this.#scale, effective) };
  }

  /** The analysis with what is to be said of some nodes made anew. */
  *#analysed(touched: ReadonlySet<string>, sources: DemandSources): Steps<ClassAnalysis> {
    const { own, verdicts, groups } = this.#decisions;
    const tree = this.#tree;
    const made = new Map<string, NodeClass>();
    const contradictions: Contradiction[] = [];
    for (const [place, node] of tree.order.entries()) {
      const [facts, verdict] = [this.#basis[place], verdicts[place]];
      if (!facts || !verdict) continue;
      const judged = { node, place, facts, verdict, own, tree, scale: this.#scale };
      contradictions.push(...contradictionsOf(judged));
      const { id } = node.node;
      if (touched.has(id)) made.set(id, nodeClass(judged, groups.ranks[place] ?? verdict.effective));
    }
    yield;
    const before = this.#analysis.nodes;
    const nodes = new Map<string, NodeClass>();
    for (const id of tree.ids()) {
      const found = made.get(id) ?? before.get(id);
      if (found) nodes.set(id, found);
    }
    contradictions.sort((a, b) => compareIds(a.node, b.node));
    const askedOf = <T>(id: string, ask: (node: TreeNode) => readonly T[]): readonly T[] => {
      const node = tree.get(id);
      return node ? ask(node) : [];
    };
    return {
      nodes,
      contradictions,
      demandsOn: (id) => askedOf(id, (node) => demandsOn(sources, node)),
      demandsBy: (control, id) => askedOf(id, (node) => demandsBy(sources, control, node)),
    };
  }
}

const NOTHING_DEMANDED = { all: undefined, direct: undefined };

/** True when two records of a node have the same place in the tree. */
function isPlacedAlike(a: ClassNode, b: ClassNode): boolean {
  return a.kind === b.kind && a.scope === b.scope && sameList(a.parents, b.parents);
}

function isInSameSystems(a: TreeNode | undefined, b: TreeNode | undefined): boolean {
  return a !== undefined && b !== undefined && sameSet(a.systems, b.systems);
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

/** Nodes on which something else is decided in a second tree, or which are only there. */
function* otherwiseIn(tree: ClassTree, before: Decisions, treeNow: ClassTree, now: Decisions): Generator<string> {
  const isMoved = tree.parentPlaces !== treeNow.parentPlaces;
  const childOf = ({ order }: ClassTree, { own }: Decisions, place: number): string | undefined =>
    order[own.children[place] ?? ITSELF]?.node.id;
  for (const [place, { node }] of treeNow.order.entries()) {
    const known = isMoved ? (tree.placeOf(node.id) ?? -1) : place;
    const isSame =
      before.own.ranks[known] === now.own.ranks[place] &&
      before.groups.ranks[known] === now.groups.ranks[place] &&
      isSameVerdict(before.verdicts[known], now.verdicts[place]) &&
      childOf(tree, before, known) === childOf(treeNow, now, place);
    if (!isSame) yield node.id;
  }
}

function isSameVerdict(a: Verdict | undefined, b: Verdict | undefined): boolean {
  return (
    a?.declaration === b?.declaration &&
    a?.inherited?.rank === b?.inherited?.rank &&
    a?.inherited?.from === b?.inherited?.from &&
    a?.held === b?.held &&
    a?.effective === b?.effective
  );
}
