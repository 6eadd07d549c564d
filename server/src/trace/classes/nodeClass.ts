import type { SafetyLevel } from '../../model/safetyLevel.ts';
import type { NodeKind } from './classInput.ts';
import type { Contradiction } from './contradiction.ts';
import type { ControlDemand, Demand } from './demands.ts';

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
  /** The demand that asks for it. */
  readonly strongest: Demand | undefined;
  /** Highest of required, declared, and the same of its parts: what it must have whatever stands above it. */
  readonly own: SafetyLevel | undefined;
  /** The class that all rules use. */
  readonly effective: SafetyLevel;
  /** Highest effective class among the node and its parts: the process class of the group (4.3 f). */
  readonly processLevel: SafetyLevel;
  /** First step to what the effective class rests on; `classPath` gives them all. */
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
  /** All demands on a node, those that count first, strongest first; made when they are asked for, as there may be very many. */
  readonly demandsOn: (id: string) => readonly Demand[];
  /** What a control demands of a node, in no particular order; nothing of one that does not implement it. */
  readonly demandsBy: (control: string, id: string) => readonly ControlDemand[];
}

/** Of a project without software. */
export const NO_CLASSES: ClassAnalysis = {
  nodes: new Map(),
  contradictions: [],
  demandsOn: () => [],
  demandsBy: () => [],
};
