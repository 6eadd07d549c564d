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
  /** Situations that it leads to, directly or by way of other causes. */
  readonly situations: readonly string[];
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
}

/** A risk control. */
export interface ClassControl {
  readonly id: string;
  /** Causes that it acts on. */
  readonly controls: readonly string[];
  /** Situations whose risk it reduces; those of a hazard that it reduces count, too. */
  readonly mitigates: readonly string[];
  /** Nodes that implement it. */
  readonly implementedBy: readonly string[];
  /**
   * It acts from outside of all software (hardware, procedure). A control that is implemented in other software systems
   * only counts as external there without this mark.
   */
  readonly external: boolean;
  /** It is made of hardware: the only kind of external control that the edition of 2006 counts. */
  readonly hardware?: boolean;
}

/** All that safety classes rest on, as plain data. IDs within one list are distinct; of equal ones the first counts. */
export interface ClassInput {
  /** Lowest first. */
  readonly levels: readonly SafetyLevel[];
  /** In force until a software system has a class (4.3 g). */
  readonly defaultLevel: SafetyLevel;
  /** Which controls from outside of a software system may lower its class: any when undefined. */
  readonly externalControls?: 'any' | 'hardware';
  /** Whether the project lets controls in segregated items carry a risk. */
  readonly countedControls: 'allow' | 'forbid';
  readonly nodes: readonly ClassNode[];
  readonly causes: readonly ClassCause[];
  readonly situations: readonly ClassSituation[];
  readonly controls: readonly ClassControl[];
}
