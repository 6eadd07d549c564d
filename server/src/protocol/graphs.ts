import type { Target } from './target.ts';
import type { TraceRoot } from './traceExplorer.ts';

/** What a graph is about, and how much of it is drawn. */
export interface GraphParams {
  /** The neighbourhood of a node, or without it the software items of the folder. */
  readonly root?: TraceRoot;
  /** Address of the folder whose software items are drawn; the first one that has any when not given. */
  readonly folder?: string;
  /** Links between the first node and the farthest one, 1 to 4. */
  readonly depth: number;
  /** How often somebody has asked for more neighbours of a node, by its ID. */
  readonly grown: Readonly<Record<string, number>>;
}

/** One box of a graph; see `answers/graphs/graph.ts`. All texts are raw. */
export interface GraphNode {
  readonly id: string;
  /** `more` stands for neighbours of the node {@link of} that are not drawn. */
  readonly kind: 'item' | 'unit' | 'test' | 'file' | 'broken' | 'missing' | 'more';
  readonly name: string;
  readonly title: string;
  /** What it is, in words. */
  readonly what: string;
  /** Status, class, outcome and findings in words. */
  readonly notes: readonly string[];
  readonly level?: string;
  readonly severity?: 'error' | 'warning' | 'information';
  readonly branch: 'trace' | 'test' | 'risk' | 'change';
  /** Neighbours that are not drawn. */
  readonly hidden: number;
  readonly of?: string;
  readonly target?: Target;
  /** Code of the rule that misses a link. */
  readonly rule?: string;
  /** Set where a graph may be about the node. */
  readonly root?: TraceRoot;
}

/** One link of a graph, from the reason to what follows from it. */
export interface GraphEdge {
  readonly upper: string;
  readonly lower: string;
  /** The link as it reads from the lower node and from the upper one; empty where that says nothing of it. */
  readonly up: string;
  readonly down: string;
  readonly state: 'linked' | 'broken' | 'missing' | 'more';
}

/** All that is drawn. */
export interface GraphModel {
  readonly folder: string;
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** True when the limit of all nodes was reached. */
  readonly full: boolean;
}

/** Client → server, request: answers {@link GraphModel}; null where the root, or every software item, is gone. */
export const GraphRequest = { method: 'lifetrace/graph' } as const;
