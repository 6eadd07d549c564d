import { compareIds } from '../../model/compare.ts';
import { PatchedMap } from '../../model/patchedMap.ts';
import type { Steps } from '../../model/steps.ts';
import type { ClassControl, ClassInput } from './classInput.ts';
import { type ClassTree, classTree, type TreeNode } from './classTree.ts';
import type { Contradiction } from './contradiction.ts';
import { type Demands, demandsOf } from './demands.ts';
import { type Basis, basisOf, contradictionsOf, nodeClass, type Verdict, verdictOf } from './judgement.ts';
import { type LevelScale, levelScale, NO_RANK } from './levelScale.ts';
import type { ClassAnalysis, NodeClass } from './nodeClass.ts';
import { type RankFromBelow, rankFromBelow } from './rankFromBelow.ts';

/** What does not change as long as every node has the ranks that it has. */
interface Ground {
  readonly tree: ClassTree;
  readonly scale: LevelScale;
  readonly own: ReadonlyMap<string, RankFromBelow>;
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly processRanks: ReadonlyMap<string, RankFromBelow>;
}

/** So many versions may go on from the one before: each node keeps what it was decided by in its version. */
const MOST_VERSIONS = 256;

/** The safety classes of a project, and what is needed to tell what other implementers of its controls change. Immutable. */
export class Classification {
  readonly analysis: ClassAnalysis;
  readonly #ground: Ground;
  readonly #demands: Demands;
  /** How many versions have gone on from the one that was worked out as a whole. */
  readonly #version: number;
  /** What each node brings of its own. */
  readonly #basis: PatchedMap<string, Basis>;

  private constructor(
    ground: Ground,
    demands: Demands,
    basis: PatchedMap<string, Basis>,
    analysis: ClassAnalysis,
    version: number,
  ) {
    this.#ground = ground;
    this.#demands = demands;
    this.#basis = basis;
    this.analysis = analysis;
    this.#version = version;
  }

  /** Works classes out, in steps. See `classify`. */
  static *of(input: ClassInput): Steps<Classification> {
    const scale = levelScale(input.levels, input.defaultLevel);
    const tree = classTree(input.nodes);
    yield;
    const demands = demandsOf(input, tree, scale);
    yield;
    const basis = new Map<string, Basis>();
    for (const node of tree.order) {
      yield;
      basis.set(node.node.id, basisOf(node, demands, scale));
    }
    const own = rankFromBelow(
      tree,
      scale,
      (node) => basis.get(node.node.id)?.direct ?? NO_RANK,
      (node) => basis.get(node.node.id)?.required ?? NO_RANK,
    );
    const verdicts = new Map<string, Verdict>();
    for (const node of tree.order) {
      yield;
      const facts = basis.get(node.node.id);
      if (facts) verdicts.set(node.node.id, verdictOf(node, facts, own, verdicts, scale));
    }
    const processRanks = rankFromBelow(tree, scale, ({ node }) => verdicts.get(node.id)?.effective ?? NO_RANK);
    const ground = { tree, scale, own, verdicts, processRanks };
    const sorted = [...tree.order].sort((a, b) => compareIds(a.node.id, b.node.id));
    const nodes = new Map<string, NodeClass>();
    const contradictions: Contradiction[] = [];
    for (const node of sorted) {
      yield;
      const decided = decision(ground, node, basis.get(node.node.id));
      if (!decided) continue;
      nodes.set(node.node.id, decided.nodeClass);
      contradictions.push(...decided.contradictions);
    }
    return new Classification(ground, demands, PatchedMap.of(basis), { nodes, contradictions }, 0);
  }

  /**
   * The classes once some controls are implemented by others: the same as all of them worked out anew. The nodes that `touched` names may
   * be others by then. Undefined when that takes working them out anew, since it reaches further.
   */
  withImplementers(
    controls: readonly ClassControl[],
  ): { readonly classes: Classification; readonly touched: readonly string[] } | undefined {
    const version = this.#version + 1;
    const changed = version < MOST_VERSIONS ? this.#demands.withImplementers(controls) : undefined;
    if (!changed) return undefined;
    const { tree, scale } = this.#ground;
    const basis = new Map<string, Basis>();
    const nodes = new Map(this.analysis.nodes);
    const touched = new Set(changed.touched);
    const contradictions = this.analysis.contradictions.filter(({ node }) => !touched.has(node));
    for (const id of touched) {
      const node = tree.get(id);
      const before = this.#basis.get(id);
      if (!node || !before) continue;
      const facts = basisOf(node, changed.demands, scale);
      // What parts of it ask for is the same, so nothing else can make another node's rank another one.
      if (facts.direct !== before.direct) return undefined;
      const decided = decision(this.#ground, node, facts);
      if (!decided) continue;
      basis.set(id, facts);
      nodes.set(id, decided.nodeClass);
      contradictions.push(...decided.contradictions);
    }
    contradictions.sort((a, b) => compareIds(a.node, b.node));
    const all = this.#basis.with(basis);
    const classes = new Classification(this.#ground, changed.demands, all, { nodes, contradictions }, version);
    return { classes, touched: [...touched] };
  }
}

/** What became of a node of which it is known what it brings. */
function decision(
  { tree, scale, own, verdicts, processRanks }: Ground,
  node: TreeNode,
  facts: Basis | undefined,
): { readonly nodeClass: NodeClass; readonly contradictions: readonly Contradiction[] } | undefined {
  const { id } = node.node;
  const verdict = verdicts.get(id);
  if (!facts || !verdict) return undefined;
  const judged = { node, facts, verdict, own, tree, scale };
  const processRank = processRanks.get(id)?.rank ?? verdict.effective;
  return { nodeClass: nodeClass(judged, processRank), contradictions: contradictionsOf(judged) };
}
