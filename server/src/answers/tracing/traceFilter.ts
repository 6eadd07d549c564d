import { allOf, type Steps } from '../../model/steps.ts';
import type { TraceNode } from './traceNode.ts';
import type { TraceStep } from './traceSteps.ts';

/** How somebody looks at a trace. Empty parts of the filter let everything pass. */
export interface TraceView {
  /** A part of an ID, a title, or a name, in any case. */
  readonly text: string;
  /** Types of items; `unit` stands for code. */
  readonly types: readonly string[];
  /** Only what is broken or missing. */
  readonly gapsOnly: boolean;
}

/** The trace as it is without anybody's wishes. */
export const WHOLE_TRACE: TraceView = { text: '', types: [], gapsOnly: false };

/** So many nodes are looked at in each direction; from the top of a large project everything can be reached. */
const MOST_NODES = 5000;

/** What was found in one direction from the node at the top. */
interface Reach {
  readonly nodes: ReadonlyMap<string, TraceNode>;
  /** Nodes that pass the filter, and those on the way to them. */
  readonly kept: ReadonlySet<string>;
  readonly complete: boolean;
}

/** Tells what of a trace passes the filter of a view: what does itself, and what lies on the way to it. */
export class TraceFilter {
  /** True when everything passes. */
  readonly idle: boolean;
  readonly #root: TraceNode;
  readonly #stepsFrom: (node: TraceNode) => Steps<readonly TraceStep[]>;
  readonly #text: string;
  readonly #types: ReadonlySet<string>;
  readonly #gapsOnly: boolean;
  readonly #reaches = new Map<TraceStep['direction'], Reach>();

  constructor(
    root: TraceNode,
    stepsFrom: (node: TraceNode) => Steps<readonly TraceStep[]>,
    { text, types, gapsOnly }: TraceView,
  ) {
    this.#root = root;
    this.#stepsFrom = stepsFrom;
    this.#text = text.trim().toLowerCase();
    this.#types = new Set(types);
    this.#gapsOnly = gapsOnly;
    this.idle = this.#text === '' && this.#types.size === 0 && !gapsOnly;
  }

  /** False when the trace is larger than what is looked at: whatever lies beyond passes. */
  get complete(): boolean {
    return this.#reach('up').complete && this.#reach('down').complete;
  }

  /** True for a step that is shown: its node passes, or leads on to one that does. */
  keeps({ direction, node }: TraceStep): boolean {
    if (this.idle) return true;
    const { nodes, kept } = this.#reach(direction);
    return kept.has(node.id) || !nodes.has(node.id);
  }

  /** The nodes of the trace in both directions, as far as they are looked at, each once. */
  nodes(): readonly TraceNode[] {
    return [...new Map([...this.#reach('up').nodes, ...this.#reach('down').nodes]).values()];
  }

  /** Looks at the trace in both directions, in small steps; without it that is done when something is asked. */
  *look(): Steps<void> {
    for (const direction of ['up', 'down'] as const) {
      if (!this.#reaches.has(direction)) this.#reaches.set(direction, yield* this.#explored(direction));
    }
  }

  #reach(direction: TraceStep['direction']): Reach {
    const known = this.#reaches.get(direction) ?? allOf(this.#explored(direction));
    this.#reaches.set(direction, known);
    return known;
  }

  *#explored(direction: TraceStep['direction']): Steps<Reach> {
    const nodes = new Map([[this.#root.id, this.#root]]);
    const before = new Map<string, string[]>();
    const passing = new Set<string>();
    let complete = true;
    for (const from of nodes.values()) {
      yield;
      for (const step of yield* this.#stepsFrom(from)) {
        if (step.direction !== direction) continue;
        const { node } = step;
        if (!nodes.has(node.id) && nodes.size >= MOST_NODES) {
          complete = false;
          // What was not looked at is shown, and so is the way to it.
          passing.add(from.id);
          continue;
        }
        nodes.set(node.id, nodes.get(node.id) ?? node);
        const sources = before.get(node.id);
        if (sources) sources.push(from.id);
        else before.set(node.id, [from.id]);
        if (this.#passes(node, from)) passing.add(node.id);
      }
    }
    const kept = new Set(passing);
    for (const id of kept) for (const source of before.get(id) ?? []) kept.add(source);
    return { nodes, kept, complete };
  }

  /** What is broken or missing has no type of its own, and counts for the one at which it is. */
  #passes({ subject, name, title, type }: TraceNode, from: TraceNode): boolean {
    const gap = subject.kind === 'broken' || subject.kind === 'missing';
    if (this.#gapsOnly && !gap) return false;
    if (this.#text !== '' && !`${name} ${title}`.toLowerCase().includes(this.#text)) return false;
    if (this.#types.size === 0) return true;
    return this.#types.has(kindOf(gap ? from : { subject, type }) ?? '');
  }
}

/** Type of an item, or `unit` for code. */
export function kindOf({ subject, type }: Pick<TraceNode, 'subject' | 'type'>): string | undefined {
  return type ?? (subject.kind === 'unit' || subject.kind === 'file' ? 'unit' : undefined);
}
