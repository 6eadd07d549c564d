import type { Target } from './target.ts';

/** Evidence state of a clause or group, or the severity of a finding. */
export type NodeState = 'ok' | 'partly' | 'none' | 'notApplicable' | 'error' | 'warning' | 'information' | 'plain';

/** One row of the life-cycle tree. */
export interface LifecycleNode {
  /** Unique and stable over revisions, so that the tree keeps its expansion. */
  readonly id: string;
  readonly kind: 'product' | 'clause' | 'subclause' | 'group' | 'item' | 'unit' | 'evidence' | 'finding' | 'note';
  readonly label: string;
  /** Text behind the label, for example counts. */
  readonly description: string;
  /** Plain Markdown, already escaped. */
  readonly tooltip: string;
  /** What a screen reader says instead of label and description. */
  readonly accessibleLabel: string;
  readonly state: NodeState;
  readonly hasChildren: boolean;
  readonly target?: Target;
  /** Code of the rule that a finding comes from, so that its help page can be opened. */
  readonly rule?: string;
}

/** How somebody looks at the life-cycle tree. What is left out lets everything pass. */
export interface LifecycleView {
  /** What the rows below the product stand for; the clauses of the standard when not given. */
  readonly grouping?: 'clause' | 'type' | 'file' | 'class';
  /** A part of an ID, a title or the name of a clause. */
  readonly text?: string;
  /** Safety classes: clauses that one of them requires, records that have one of them. */
  readonly levels?: readonly string[];
  /** States of clauses; `findings`: clauses and records about which something was found. */
  readonly states?: readonly ('evidenced' | 'partly' | 'none' | 'notApplicable' | 'findings')[];
}

/** Parameters of {@link LifecycleRequest}: children of a node, or the roots. */
export interface LifecycleParams {
  readonly node?: string;
  readonly view?: LifecycleView;
}

/** Parameters of {@link LifecycleRevealRequest}: a place in a document, and how the tree is looked at. */
export interface LifecycleRevealParams {
  readonly uri: string;
  readonly line: number;
  readonly column: number;
  readonly view?: LifecycleView;
}

/**
 * Client → server, request: the IDs of the nodes from the product down to what stands at a place (a record, a reference to
 * one, or a function); empty where nothing does, or where the view does not show it.
 */
export const LifecycleRevealRequest = { method: 'lifetrace/lifecycleReveal' } as const;

/** Client → server, request: answers {@link LifecycleNode}[]. Without a node: one product root for each folder. */
export const LifecycleRequest = { method: 'lifetrace/lifecycle' } as const;
