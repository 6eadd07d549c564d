import { compareIds } from '../model/compare.ts';
import type { SafetyLevel } from '../model/safetyLevel.ts';
import { allOf, type Steps } from '../model/steps.ts';
import type { ClassInput, NodeKind } from './classes/classInput.ts';
import { type ClassTree, classTree, type TreeNode } from './classes/classTree.ts';
import type { Contradiction } from './classes/contradiction.ts';
import { counts, type Demand, type Demands, demandsOf } from './classes/demands.ts';
import { type LevelScale, levelScale, NO_RANK } from './classes/levelScale.ts';
import { type RankFromBelow, rankFromBelow } from './classes/rankFromBelow.ts';

/** The level that a node takes over from above. */
export interface InheritedLevel {
  readonly level: SafetyLevel;
  /** The parent that it comes from; undefined when nothing is above and the default level applies. */
  readonly from: string | undefined;
  /** The parent is not on record: it is the project's only software system. */
  readonly assumed: boolean;
}

/**
 * What became of a declared level: `none` when nothing valid is declared, `accepted`, refused for want of a `rationale`
 * or a `segregation`, or not looked at since the node stands in a `circle` of parents.
 */
export type DeclarationStatus = 'none' | 'accepted' | 'rationale-missing' | 'segregation-missing' | 'circle';

/** One step on the way from a node to what its level rests on. */
export type ClassStep =
  | {
      readonly kind: 'declared';
      readonly node: string;
      readonly level: SafetyLevel;
      /** The strongest demand that asks for this very level; undefined when the declaration stands alone. */
      readonly demand: Demand | undefined;
    }
  /** Nothing is known: the profile's default applies (4.3 g). */
  | { readonly kind: 'default'; readonly node: string; readonly level: SafetyLevel }
  /** The node is in a circle of parents: the profile's default applies. */
  | { readonly kind: 'circle'; readonly node: string; readonly level: SafetyLevel }
  | {
      readonly kind: 'inherited';
      readonly node: string;
      readonly level: SafetyLevel;
      readonly from: string;
      readonly assumed: boolean;
    }
  | { readonly kind: 'raised'; readonly node: string; readonly level: SafetyLevel; readonly by: string }
  | { readonly kind: 'required'; readonly node: string; readonly level: SafetyLevel; readonly demand: Demand };

/** The safety class of one node with everything that it rests on. */
export interface NodeClass {
  readonly id: string;
  readonly kind: NodeKind;
  readonly parents: readonly string[];
  readonly children: readonly string[];
  /** Undefined when the record names no level of the profile. */
  readonly declared: SafetyLevel | undefined;
  readonly declaration: DeclarationStatus;
  /** Undefined for a software system. */
  readonly inherited: InheritedLevel | undefined;
  /** Level that the risk analysis demands of the node and its parts; undefined when it says nothing. */
  readonly required: SafetyLevel | undefined;
  /** All demands, those that count first, strongest first. */
  readonly demands: readonly Demand[];
  /** Highest of required, declared, and the same of its parts: what it must have whatever stands above it. */
  readonly own: SafetyLevel | undefined;
  /** The class that all rules use. */
  readonly effective: SafetyLevel;
  /** Highest effective class among the node and its parts: the process class of the group (4.3 f). */
  readonly processLevel: SafetyLevel;
  /** First step to what the effective class rests on; {@link classPath} gives them all. */
  readonly effectiveStep: ClassStep;
  /** First step to what `own` rests on; undefined with it. */
  readonly ownStep: ClassStep | undefined;
}

/** The safety classes of a project. */
export interface ClassAnalysis {
  /** In order of ID. Test code, tools and what belongs only to them have no class and are not here. */
  readonly nodes: ReadonlyMap<string, NodeClass>;
  /** In order of node ID; at most one finding a node. */
  readonly contradictions: readonly Contradiction[];
}

/**
 * Works out the safety class of every software system, item, unit and SOUP (IEC 62304:2006+AMD1:2015, 4.3 and 7.2.2 b).
 * Parts inherit from what they are part of, parents are raised to their parts, and nobody is below what the risk analysis
 * demands. A declaration that is undocumented or contradicts another one never lowers a class. The result does not depend
 * on the order of the input; nothing in the input makes it throw.
 */
export function classify(input: ClassInput): ClassAnalysis {
  return allOf(classifying(input));
}

/** The same in steps. */
export function* classifying(input: ClassInput): Steps<ClassAnalysis> {
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
  const sorted = [...tree.order].sort((a, b) => compareIds(a.node.id, b.node.id));
  const nodes = new Map<string, NodeClass>();
  const contradictions: Contradiction[] = [];
  for (const node of sorted) {
    yield;
    const id = node.node.id;
    const facts = basis.get(id);
    const verdict = verdicts.get(id);
    if (!facts || !verdict) continue;
    const situation: Judged = { node, facts, verdict, own, tree, scale };
    nodes.set(id, nodeClass(situation, processRanks.get(id)?.rank ?? verdict.effective));
    contradictions.push(...contradictionsOf(situation));
  }
  return { nodes, contradictions };
}

/**
 * All steps from a node to what its effective class rests on, for example inherited from the system, which is raised by
 * another item, which a hazardous situation requires. Empty for an ID without class.
 */
export function classPath(analysis: ClassAnalysis, id: string): readonly ClassStep[] {
  const steps: ClassStep[] = [];
  let step = analysis.nodes.get(id)?.effectiveStep;
  while (step) {
    steps.push(step);
    if (step.kind === 'inherited') step = analysis.nodes.get(step.from)?.effectiveStep;
    else if (step.kind === 'raised') step = analysis.nodes.get(step.by)?.ownStep;
    else step = undefined;
  }
  return steps;
}

/**
 * The demand of the risk analysis that best explains a node's effective class: one on the node or its parts that asks for
 * that very class, or else the one at the end of {@link classPath}. Undefined when the class rests on words alone.
 */
export function classGround(analysis: ClassAnalysis, id: string): Demand | undefined {
  const node = analysis.nodes.get(id);
  const own = node?.demands.find((demand) => counts(demand) && demand.level === node.effective);
  if (own) return own;
  const last = classPath(analysis, id).at(-1);
  return last?.kind === 'declared' || last?.kind === 'required' ? last.demand : undefined;
}

/** What a node brings of its own, as ranks. */
interface Basis {
  readonly demands: () => readonly Demand[];
  readonly declared: number;
  /** Highest of what is declared and what the node itself, not a part of it, has to meet. */
  readonly direct: number;
  /** Strongest demand on the node itself. */
  readonly directDemand: Demand | undefined;
  /** Rank of the strongest demand on the node or a part of it. */
  readonly required: number;
  readonly strongest: Demand | undefined;
}

function basisOf(node: TreeNode, demands: Demands, scale: LevelScale): Basis {
  const directDemand = demands.strongestDirect(node);
  const highest = demands.strongest(node);
  const declared = scale.rankOf(node.node.declared);
  return {
    demands: () => demands.all(node),
    declared,
    direct: Math.max(declared, scale.rankOf(directDemand?.level)),
    directDemand,
    required: scale.rankOf(highest?.level),
    strongest: highest,
  };
}

/** What became of a node, as ranks. */
interface Verdict {
  readonly declaration: DeclarationStatus;
  readonly inherited: { readonly rank: number; readonly from: string | undefined } | undefined;
  /** Class before parts and demands raise it: declared, inherited or the default. */
  readonly held: number;
  readonly effective: number;
  readonly notSegregatedFrom: readonly string[];
}

/** Decides on one node; its parents are decided already. */
function verdictOf(
  node: TreeNode,
  { declared }: Basis,
  own: ReadonlyMap<string, RankFromBelow>,
  verdicts: ReadonlyMap<string, Verdict>,
  scale: LevelScale,
): Verdict {
  const floor = own.get(node.node.id)?.rank ?? NO_RANK;
  const raised = (held: number) => ({ held, effective: Math.max(held, floor) });
  const nothing = { inherited: undefined, notSegregatedFrom: [] };
  if (node.cyclic) return { ...nothing, declaration: 'circle', ...raised(scale.defaultRank) };
  if (node.root) {
    return declared === NO_RANK
      ? { ...nothing, declaration: 'none', ...raised(scale.defaultRank) }
      : { ...nothing, declaration: 'accepted', ...raised(declared) };
  }
  const inherited = inheritedBy(node, verdicts, scale);
  if (declared === NO_RANK) return { ...nothing, inherited, declaration: 'none', ...raised(inherited.rank) };
  if (declared >= inherited.rank) return { ...nothing, inherited, declaration: 'accepted', ...raised(declared) };
  const { hasRationale, hasSegregation } = node.node;
  const notSegregatedFrom = hasSegregation ? unsegregatedParents(node) : [];
  if (!hasRationale) return { ...nothing, inherited, declaration: 'rationale-missing', ...raised(inherited.rank) };
  if (!hasSegregation || notSegregatedFrom.length > 0) {
    return { inherited, notSegregatedFrom, declaration: 'segregation-missing', ...raised(inherited.rank) };
  }
  return { ...nothing, inherited, declaration: 'accepted', ...raised(declared) };
}

function inheritedBy(
  { parents }: TreeNode,
  verdicts: ReadonlyMap<string, Verdict>,
  scale: LevelScale,
): { readonly rank: number; readonly from: string | undefined } {
  let highest: { rank: number; from: string | undefined } = { rank: NO_RANK, from: undefined };
  for (const from of parents) {
    const rank = verdicts.get(from)?.effective ?? NO_RANK;
    if (rank > highest.rank) highest = { rank, from };
  }
  return highest.from === undefined ? { rank: scale.defaultRank, from: undefined } : highest;
}

/** A part of several items is lowered only when it is segregated from all of them. */
function unsegregatedParents({ node, parents }: TreeNode): readonly string[] {
  const { segregatedFrom } = node;
  if (segregatedFrom === undefined || parents.length < 2) return [];
  return parents.filter((parent) => !segregatedFrom.includes(parent));
}

interface Judged {
  readonly node: TreeNode;
  readonly facts: Basis;
  readonly verdict: Verdict;
  readonly own: ReadonlyMap<string, RankFromBelow>;
  readonly tree: ClassTree;
  readonly scale: LevelScale;
}

function nodeClass(judged: Judged, processRank: number): NodeClass {
  const { node, facts, verdict, own, scale } = judged;
  const { inherited } = verdict;
  const ownStep = ownStepOf(judged);
  let demands: readonly Demand[] | undefined;
  return {
    id: node.node.id,
    kind: node.node.kind,
    parents: node.parents,
    children: node.children,
    declared: scale.nameIfAny(facts.declared),
    declaration: verdict.declaration,
    inherited: inherited && {
      level: scale.nameOf(inherited.rank),
      from: inherited.from,
      assumed: node.parentAssumed,
    },
    required: scale.nameIfAny(facts.required),
    get demands() {
      demands ??= facts.demands();
      return demands;
    },
    own: scale.nameIfAny(own.get(node.node.id)?.rank ?? NO_RANK),
    effective: scale.nameOf(verdict.effective),
    processLevel: scale.nameOf(processRank),
    effectiveStep: effectiveStepOf(judged, ownStep),
    ownStep,
  };
}

function ownStepOf({ node, facts, own, scale }: Judged): ClassStep | undefined {
  const id = node.node.id;
  const reached = own.get(id);
  if (!reached) return undefined;
  const level = scale.nameOf(reached.rank);
  if (reached.child !== undefined) return { kind: 'raised', node: id, level, by: reached.child };
  if (facts.declared === reached.rank) return { kind: 'declared', node: id, level, demand: backing(facts, level) };
  const demand = scale.rankOf(facts.directDemand?.level) === reached.rank ? facts.directDemand : facts.strongest;
  return demand && { kind: 'required', node: id, level, demand };
}

function backing({ strongest }: Basis, level: SafetyLevel): Demand | undefined {
  return strongest?.level === level ? strongest : undefined;
}

function effectiveStepOf({ node, facts, verdict, scale }: Judged, ownStep: ClassStep | undefined): ClassStep {
  const id = node.node.id;
  const level = scale.nameOf(verdict.effective);
  if (verdict.effective > verdict.held && ownStep) return ownStep;
  if (verdict.declaration === 'circle') return { kind: 'circle', node: id, level };
  if (verdict.declaration === 'accepted') return { kind: 'declared', node: id, level, demand: backing(facts, level) };
  const from = verdict.inherited?.from;
  if (from === undefined) return { kind: 'default', node: id, level };
  return { kind: 'inherited', node: id, level, from, assumed: node.parentAssumed };
}

function contradictionsOf(judged: Judged): readonly Contradiction[] {
  const { node, facts, verdict, scale } = judged;
  const id = node.node.id;
  const declared = scale.nameOf(facts.declared);
  const inherited = scale.nameOf(verdict.inherited?.rank ?? NO_RANK);
  switch (verdict.declaration) {
    case 'circle':
      return [];
    case 'none':
      return node.root && node.node.kind === 'SS'
        ? [{ code: 'LT501', node: id, level: scale.nameOf(scale.defaultRank) }]
        : [];
    case 'rationale-missing':
      return [{ code: 'LT503', node: id, declared, inherited }];
    case 'segregation-missing':
      return [{ code: 'LT506', node: id, declared, inherited, notSegregatedFrom: verdict.notSegregatedFrom }];
    case 'accepted':
      return verdict.effective > facts.declared ? [tooLow(judged, declared)] : [];
  }
}

/**
 * Says what a declared level is too low for: what the node itself has to meet, if that is all that raises it, or else
 * the part that raises it, or else a part's risk that is carried for the part but not for the node.
 */
function tooLow(judged: Judged, declared: SafetyLevel): Contradiction {
  const { node, verdict, scale } = judged;
  const level = scale.nameOf(verdict.effective);
  const step = ownStepOf(judged);
  if (step?.kind === 'required') {
    const { demand } = step;
    const by = demand.rule === '4.3 a' ? demand.situation : demand.control;
    return { code: 'LT505', node: node.node.id, declared, by, level, demand };
  }
  return { code: 'LT504', node: node.node.id, declared, child: originOf(judged), level };
}

/** The part that brings a node's own rank, at the end of the way down. */
function originOf({ node, own }: Judged): string {
  let id = node.node.id;
  for (let child = own.get(id)?.child; child !== undefined; child = own.get(id)?.child) id = child;
  return id;
}
