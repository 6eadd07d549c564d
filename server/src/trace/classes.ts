import type { SafetyLevel } from '../model/safetyLevel.ts';
import { allOf } from '../model/steps.ts';
import type { ClassInput, NodeKind } from './classes/classInput.ts';
import { Classification } from './classes/classification.ts';
import type { Contradiction } from './classes/contradiction.ts';
import { counts, type Demand } from './classes/demands.ts';

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
  return allOf(Classification.of(input)).analysis;
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
