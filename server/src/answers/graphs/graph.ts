import type { Severity } from '../../model/finding.ts';
import type { Place } from '../../model/span.ts';
import type { TraceBranch } from '../tracing/linkSense.ts';

/** What is drawn: boxes, and the links between them. All texts are raw. */
export interface Graph {
  readonly title: string;
  /** In the order in which they were reached; the first one is what the graph is about. */
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** True when a further node would have been drawn but for the limit of all nodes. */
  readonly full: boolean;
}

/** One box of a graph. */
export interface GraphNode {
  /** Unique in the graph, and stable over revisions. */
  readonly id: string;
  /** `test`: a unit of test code; `broken`: an ID that nobody defines; `missing`: a link that a rule misses; `more`: what is not drawn. */
  readonly kind: 'item' | 'unit' | 'test' | 'file' | 'broken' | 'missing' | 'more';
  readonly name: string;
  readonly title: string;
  /** What it is, in words: the label of its type, for example `software requirement`. */
  readonly what: string;
  /** Status, class, outcome and findings in words. */
  readonly notes: readonly string[];
  /** Safety class, where it has one. */
  readonly level?: string;
  /** The loudest open finding about it. */
  readonly severity?: Severity;
  /** What part of the trace it was reached by. */
  readonly branch: TraceBranch;
  /** Neighbours that are not drawn, and that no `more` node counts. */
  readonly hidden: number;
  /** For `more`: whose neighbours it counts. */
  readonly of?: string;
  readonly place?: Place;
  /** Code of the rule that misses a link. */
  readonly rule?: string;
  /** ID of the node of the trace that it stands for: a graph may be about it. */
  readonly trace?: string;
}

/** One link of a graph. */
export interface GraphEdge {
  /** IDs of the node that is the reason and of the one that follows from it. */
  readonly upper: string;
  readonly lower: string;
  /** The link as it reads from the lower node, for example `derives`; empty where it says nothing of the link. */
  readonly up: string;
  /** The link as it reads from the upper node, for example `derived by`; empty where it says nothing of the link. */
  readonly down: string;
  /** `broken` and `missing` links are drawn in another way than those on record. */
  readonly state: 'linked' | 'broken' | 'missing' | 'more';
}

/** How much of a graph is asked for. */
export interface GraphQuestion {
  /** Links between the first node and the farthest one, 1 to {@link DEEPEST}; see {@link depthIn}. */
  readonly depth: number;
  /** How often somebody has asked for more neighbours of a node, by its ID. */
  readonly grown: Readonly<Record<string, number>>;
}

/** So many links from the first node the farthest one may be. */
const DEEPEST = 4;

/** So many nodes are drawn at once, `more` nodes not counted; beyond that nobody finds anything. */
export const MOST_NODES = 150;

/** Neighbours of a node that are drawn in one direction before somebody asks for more. */
const FIRST = 12;

/** Neighbours in one direction that are drawn in addition each time. */
const GROWTH = 24;

/** A depth that can be drawn. */
export function depthIn(depth: number): number {
  return Number.isFinite(depth) ? Math.min(DEEPEST, Math.max(1, Math.trunc(depth))) : 2;
}

/** How many neighbours of a node are drawn in one direction; `walked` when it is near enough to the first node. */
export function roomFor({ grown }: GraphQuestion, id: string, walked: boolean): number {
  const asked = Object.hasOwn(grown, id) ? Math.max(0, Math.trunc(grown[id] ?? 0)) : 0;
  return (walked ? FIRST : 0) + asked * GROWTH;
}

/** The node that stands for neighbours which are not drawn. */
export function moreNode(of: string, name: string, direction: 'up' | 'down', count: number): GraphNode {
  return {
    id: `more ${direction} ${of}`,
    kind: 'more',
    name: `+${count} more`,
    title: `not drawn: ${count} of ${name}`,
    what: '',
    notes: [],
    branch: 'trace',
    hidden: count,
    of,
  };
}

/** The line that leads to a `more` node. */
export function moreEdge(of: string, direction: 'up' | 'down'): GraphEdge {
  const more = `more ${direction} ${of}`;
  const [upper, lower] = direction === 'up' ? [more, of] : [of, more];
  return { upper, lower, up: '', down: '', state: 'more' };
}
