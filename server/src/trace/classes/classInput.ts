import type { SafetyLevel } from '../../model/safetyLevel.ts';

/** What a node of the class tree is. */
export type NodeKind = 'SS' | 'SI' | 'UNIT' | 'SOUP';

/** Whether a node is part of the product; test code, simulators and tools have no class. */
export type NodeScope = 'product' | 'test' | 'tool';

/** A software system, item, unit or SOUP, with what its record says about its class. */
export interface ClassNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly scope: NodeScope;
  /** What it is part of; for SOUP also what uses it. Unknown IDs do not count. */
  readonly parents: readonly string[];
  /** Class of the record. A class tag in code is a claim and does not belong here: the architecture wins. */
  readonly declared: SafetyLevel | undefined;
  /** The record says why the class may be lower. */
  readonly hasRationale: boolean;
  /** The record says how the node is segregated. */
  readonly hasSegregation: boolean;
  /** Where the record names what the node is segregated from; undefined means from everything else. */
  readonly segregatedFrom?: readonly string[];
  /** Controls in other, segregated items that carry the risk instead of this node. */
  readonly countedControls: readonly string[];
}

/** A software cause of hazardous situations. */
export interface ClassCause {
  readonly id: string;
  /** Nodes in which the cause sits. */
  readonly in: readonly string[];
  /** What it leads to directly: situations, and causes that lead on. */
  readonly causes: readonly string[];
}

/** A hazardous situation. */
export interface ClassSituation {
  readonly id: string;
  /** Level that it demands after controls outside of the software system. */
  readonly demanded: SafetyLevel;
  /**
   * Level that it demands while no control outside of the software system acts on it; the same when undefined. In force
   * until such a control is on record, so that deleting the last one raises the class at once.
   */
  readonly demandedWithoutExternal?: SafetyLevel;
  /** Whether software contributes; `unknown` counts as `contributes`. */
  readonly contribution: 'contributes' | 'none' | 'unknown';
  /** Hazards that it arises from; none when undefined. */
  readonly arisesFrom?: readonly string[];
}

/** A risk control. */
export interface ClassControl {
  readonly id: string;
  /** Causes that it acts on. */
  readonly controls: readonly string[];
  /** Situations whose risk it reduces, and hazards: a hazard stands for the situations that arise from it. */
  readonly mitigates: readonly string[];
  /** Nodes that implement it themselves. */
  readonly implementedBy: readonly string[];
  /** Requirements that implement it, so that what realises these does as well; none when undefined. */
  readonly byRequirements?: readonly string[];
  /**
   * It acts from outside of all software (hardware, procedure). A control that is implemented in other software systems
   * only counts as external there without this mark.
   */
  readonly external: boolean;
  /** It is made of hardware: the only kind of external control that the edition of 2006 counts. */
  readonly hardware?: boolean;
}

/** A requirement that implements risk controls. Thousands of nodes may realise it, and thousands of controls rest on it. */
export interface ClassRequirement {
  readonly id: string;
  /** Nodes that realise it. */
  readonly implementedBy: readonly string[];
}

/** What safety classes rest on beside the records. */
export interface ClassSettings {
  /** Lowest first. */
  readonly levels: readonly SafetyLevel[];
  /** In force until a software system has a class (4.3 g). */
  readonly defaultLevel: SafetyLevel;
  /** Which controls from outside of a software system may lower its class: any when undefined. */
  readonly externalControls?: 'any' | 'hardware';
  /** Whether the project lets controls in segregated items carry a risk. */
  readonly countedControls: 'allow' | 'forbid';
}

/**
 * All that safety classes rest on, as plain data: records with the links that stand in them, never what those lead to by steps. IDs
 * within one list are distinct; of equal ones the first counts. A link to what is not on record leads nowhere.
 */
export interface ClassInput extends ClassSettings {
  readonly nodes: readonly ClassNode[];
  readonly causes: readonly ClassCause[];
  readonly situations: readonly ClassSituation[];
  readonly controls: readonly ClassControl[];
  /** None when undefined. */
  readonly requirements?: readonly ClassRequirement[];
}

/** How records about risks differ from what they were: the present ones by ID, undefined for those that are gone. */
export interface RiskRecordChanges {
  readonly causes: ReadonlyMap<string, ClassCause | undefined>;
  readonly situations: ReadonlyMap<string, ClassSituation | undefined>;
  readonly controls: ReadonlyMap<string, ClassControl | undefined>;
  readonly requirements: ReadonlyMap<string, ClassRequirement | undefined>;
}

/** The same with the nodes of the class tree. */
export interface ClassRecordChanges extends RiskRecordChanges {
  readonly nodes: ReadonlyMap<string, ClassNode | undefined>;
}

/** The change from nothing to all records of an input. */
export function allRecords({ nodes, causes, situations, controls, requirements = [] }: ClassInput): ClassRecordChanges {
  return {
    nodes: byId(nodes),
    causes: byId(causes),
    situations: byId(situations),
    controls: byId(controls),
    requirements: byId(requirements),
  };
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  const result = new Map<string, T>();
  for (const item of list) if (!result.has(item.id)) result.set(item.id, item);
  return result;
}
