import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { ClassTree, TreeNode } from './classTree.ts';
import type { Contradiction } from './contradiction.ts';
import type { Demand } from './demands.ts';
import { type LevelScale, NO_RANK } from './levelScale.ts';
import type { ClassStep, DeclarationStatus, NodeClass } from './nodeClass.ts';
import { ITSELF, type RanksFromBelow } from './ranksFromBelow.ts';
import type { Strongest } from './strongestDemands.ts';

/** What a node brings of its own, as ranks. */
export interface Basis {
  readonly declared: number;
  /** Highest of what is declared and what the node itself, not a part of it, has to meet. */
  readonly direct: number;
  /** Strongest demand on the node itself. */
  readonly directDemand: Demand | undefined;
  /** Rank of the strongest demand on the node or a part of it. */
  readonly required: number;
  readonly strongest: Demand | undefined;
}

/** What a node brings of its own. */
export function basisOf(node: TreeNode, strongest: Strongest, scale: LevelScale): Basis {
  const declared = scale.rankOf(node.node.declared);
  return {
    declared,
    direct: Math.max(declared, scale.rankOf(strongest.direct?.level)),
    directDemand: strongest.direct,
    required: scale.rankOf(strongest.all?.level),
    strongest: strongest.all,
  };
}

/** What became of a node, as ranks. */
export interface Verdict {
  readonly declaration: DeclarationStatus;
  readonly inherited: { readonly rank: number; readonly from: string | undefined } | undefined;
  /** Class before parts and demands raise it: declared, inherited or the default. */
  readonly held: number;
  readonly effective: number;
  readonly notSegregatedFrom: readonly string[];
}

/** Decides on one node at a place in the order of the tree; its parents are decided already. It is raised to `floor`. */
export function verdictOf(
  tree: ClassTree,
  place: number,
  node: TreeNode,
  { declared }: Basis,
  floor: number,
  verdicts: readonly Verdict[],
  scale: LevelScale,
): Verdict {
  const raised = (held: number) => ({ held, effective: Math.max(held, floor) });
  const nothing = { inherited: undefined, notSegregatedFrom: [] };
  if (node.cyclic) return { ...nothing, declaration: 'circle', ...raised(scale.defaultRank) };
  if (node.root) {
    return declared === NO_RANK
      ? { ...nothing, declaration: 'none', ...raised(scale.defaultRank) }
      : { ...nothing, declaration: 'accepted', ...raised(declared) };
  }
  const inherited = inheritedBy(tree, place, node, verdicts, scale);
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
  { parentPlaces }: ClassTree,
  place: number,
  { parents }: TreeNode,
  verdicts: readonly Verdict[],
  scale: LevelScale,
): { readonly rank: number; readonly from: string | undefined } {
  let highest: { rank: number; from: string | undefined } = { rank: NO_RANK, from: undefined };
  for (const [index, parent] of parentPlaces[place]?.entries() ?? []) {
    const rank = verdicts[parent]?.effective ?? NO_RANK;
    if (rank > highest.rank) highest = { rank, from: parents[index] };
  }
  return highest.from === undefined ? { rank: scale.defaultRank, from: undefined } : highest;
}

/** A part of several items is lowered only when it is segregated from all of them. */
function unsegregatedParents({ node, parents }: TreeNode): readonly string[] {
  const { segregatedFrom } = node;
  if (segregatedFrom === undefined || parents.length < 2) return [];
  return parents.filter((parent) => !segregatedFrom.includes(parent));
}

/** A node on which has been decided, with what it rests on. */
export interface Judged {
  readonly node: TreeNode;
  /** Where it stands in the order of the tree. */
  readonly place: number;
  readonly facts: Basis;
  readonly verdict: Verdict;
  readonly own: RanksFromBelow;
  readonly tree: ClassTree;
  readonly scale: LevelScale;
}

/** The class of a node; `processRank` is the highest among it and its parts. */
export function nodeClass(judged: Judged, processRank: number): NodeClass {
  const { node, place, facts, verdict, own, scale } = judged;
  const { inherited } = verdict;
  const ownStep = ownStepOf(judged);
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
    strongest: facts.strongest,
    own: scale.nameIfAny(own.ranks[place] ?? NO_RANK),
    effective: scale.nameOf(verdict.effective),
    processLevel: scale.nameOf(processRank),
    effectiveStep: effectiveStepOf(judged, ownStep),
    ownStep,
  };
}

function ownStepOf({ node, place, facts, own, tree, scale }: Judged): ClassStep | undefined {
  const id = node.node.id;
  const rank = own.ranks[place] ?? NO_RANK;
  if (rank === NO_RANK) return undefined;
  const level = scale.nameOf(rank);
  const child = tree.order[own.children[place] ?? ITSELF];
  if (child) return { kind: 'raised', node: id, level, by: child.node.id };
  if (facts.declared === rank) return { kind: 'declared', node: id, level, demand: backing(facts, level) };
  const demand = scale.rankOf(facts.directDemand?.level) === rank ? facts.directDemand : facts.strongest;
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

/** What the records say against each other at a node. */
export function contradictionsOf(judged: Judged): readonly Contradiction[] {
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
function originOf({ node, place, own, tree }: Judged): string {
  let at = place;
  for (let child = own.children[at]; child !== undefined && child !== ITSELF; child = own.children[at]) at = child;
  return tree.order[at]?.node.id ?? node.node.id;
}
