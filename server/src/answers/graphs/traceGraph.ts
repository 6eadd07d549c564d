import { labelOfType } from '../../config/project.ts';
import type { Steps } from '../../model/steps.ts';
import { findingCount } from '../lifecycle/row.ts';
import type { TraceBranch } from '../tracing/linkSense.ts';
import type { TraceContext, TraceNode, TraceSubject } from '../tracing/traceNode.ts';
import { type TraceStep, traceSteps } from '../tracing/traceSteps.ts';
import {
  depthIn,
  type Graph,
  type GraphEdge,
  type GraphNode,
  type GraphQuestion,
  MOST_NODES,
  moreEdge,
  moreNode,
  roomFor,
} from './graph.ts';

/** A node that is drawn. */
interface Reached {
  readonly node: TraceNode;
  /** Links between it and the first node. */
  readonly distance: number;
  /** Which ways the trace goes on from it: what was reached upwards leads to further reasons. */
  readonly ways: readonly TraceStep['direction'][];
  readonly branch: TraceBranch;
  readonly steps: readonly TraceStep[];
}

const BOTH: readonly TraceStep['direction'][] = ['up', 'down'];

/**
 * The neighbourhood of a node: its reasons and what follows from it as far as the question goes, breadth first, and
 * everything around the nodes of which somebody wants to see more. What is broken or missing comes before all else when there is no room
 * for all neighbours of a node; what is left out is counted. Every link between two nodes that are drawn is drawn. At most
 * {@link MOST_NODES} nodes, in an order that rests on the trace alone.
 * In steps: a node at the edge may have tens of thousands of neighbours, which are counted.
 */
export function* traceGraph(context: TraceContext, root: TraceNode, question: GraphQuestion): Steps<Graph> {
  const { reached, full } = yield* reach(context, root, question);
  const edges = edgesBetween(reached);
  const nodes: GraphNode[] = [];
  const more: GraphNode[] = [];
  for (const each of reached.values()) {
    let hidden = 0;
    for (const direction of BOTH) {
      const along = each.steps.filter((step) => step.direction === direction);
      const left = along.filter((step) => !reached.has(step.node.id)).length;
      if (left === 0) continue;
      const some = left < along.length && isWalked(each, direction, question);
      if (some) {
        more.push(moreNode(each.node.id, each.node.name, direction, left));
        edges.push(moreEdge(each.node.id, direction));
      } else hidden += left;
    }
    nodes.push(graphNode(context, each, hidden));
  }
  const { name, title } = root;
  return { title: `${name} ${title}`.trim(), nodes: [...nodes, ...more], edges, full };
}

function* reach(
  context: TraceContext,
  root: TraceNode,
  question: GraphQuestion,
): Steps<{ readonly reached: ReadonlyMap<string, Reached>; readonly full: boolean }> {
  const steps = yield* traceSteps(context, root);
  const first = { node: root, distance: 0, ways: BOTH, branch: 'trace', steps } as const;
  const reached = new Map<string, Reached>([[root.id, first]]);
  let full = false;
  for (const from of reached.values()) {
    for (const direction of BOTH) {
      const room = roomFor(question, from.node.id, goesOn(from, direction, question));
      if (room === 0) continue;
      const further = from.steps.filter((step) => step.direction === direction && !reached.has(step.node.id));
      for (const { node, branch } of chosen(further, room)) {
        if (reached.size >= MOST_NODES) {
          full = true;
          break;
        }
        const beyond = yield* traceSteps(context, node);
        reached.set(node.id, { node, distance: from.distance + 1, ways: [direction], branch, steps: beyond });
      }
    }
  }
  return { reached, full };
}

function goesOn({ ways, distance }: Reached, direction: TraceStep['direction'], { depth }: GraphQuestion): boolean {
  return ways.includes(direction) && distance < depthIn(depth);
}

function isWalked(from: Reached, direction: TraceStep['direction'], question: GraphQuestion): boolean {
  return roomFor(question, from.node.id, goesOn(from, direction, question)) > 0;
}

/** The steps for which there is room: gaps first, then by turns from each branch, so that tests stand beside code. */
function chosen(steps: readonly TraceStep[], room: number): readonly TraceStep[] {
  if (steps.length <= room) return steps;
  const turns = new Map<TraceBranch, number>();
  const turnOf = (step: TraceStep): number => {
    if (isGap(step.node.subject)) return -1;
    const turn = turns.get(step.branch) ?? 0;
    turns.set(step.branch, turn + 1);
    return turn;
  };
  const inTurn = steps.map((step) => ({ step, turn: turnOf(step) }));
  const taken = new Set(inTurn.toSorted((a, b) => a.turn - b.turn).slice(0, room));
  return inTurn.filter((each) => taken.has(each)).map(({ step }) => step);
}

function isGap({ kind }: TraceSubject): boolean {
  return kind === 'missing' || kind === 'broken';
}

/** Each link between two drawn nodes once, as it reads from either of them. */
function edgesBetween(reached: ReadonlyMap<string, Reached>): GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  for (const { node, steps } of reached.values()) {
    for (const { direction, link, node: next } of steps) {
      if (!reached.has(next.id)) continue;
      const [upper, lower] = direction === 'up' ? [next.id, node.id] : [node.id, next.id];
      const key = `${upper}\n${lower}`;
      const known = edges.get(key) ?? {
        upper,
        lower,
        up: '',
        down: '',
        state: stateBetween(node.subject, next.subject),
      };
      edges.set(key, { ...known, [direction]: link });
    }
  }
  return [...edges.values()];
}

function stateBetween(one: TraceSubject, other: TraceSubject): GraphEdge['state'] {
  const kinds = [one.kind, other.kind];
  if (kinds.includes('missing')) return 'missing';
  return kinds.includes('broken') ? 'broken' : 'linked';
}

function graphNode(context: TraceContext, { node, branch }: Reached, hidden: number): GraphNode {
  const { config } = context.snapshot;
  const { id, subject, name, title, type, status, level, result, severity, place } = node;
  const notes = [
    status ?? '',
    level === undefined ? '' : `${config.profile.labels.level} ${level}`,
    result ?? '',
    subject.kind === 'unit' ? (subject.unit.file.split('/').at(-1) ?? '') : '',
    findingCount(findingsAbout(context, subject)),
  ];
  return {
    id,
    kind: subject.kind === 'unit' && subject.unit.test ? 'test' : subject.kind,
    name,
    title,
    what: type === undefined ? whatIs(subject) : labelOfType(config, type),
    notes: notes.filter((note) => note !== ''),
    branch,
    hidden,
    ...(level === undefined ? {} : { level }),
    ...(severity === undefined ? {} : { severity }),
    ...(place === undefined ? {} : { place }),
    ...(subject.kind === 'missing' ? { rule: name } : { trace: id }),
  };
}

function findingsAbout({ findings }: TraceContext, subject: TraceSubject): number {
  if (subject.kind === 'item') return findings.ofItem(subject.item).length;
  return subject.kind === 'unit' ? findings.ofUnit(subject.unit).length : 0;
}

function whatIs(subject: TraceSubject): string {
  return subject.kind === 'unit' && subject.unit.test ? 'test code' : WHAT[subject.kind];
}

const WHAT: Readonly<Record<TraceSubject['kind'], string>> = {
  item: 'item',
  unit: 'code',
  file: 'file',
  broken: 'unknown ID',
  missing: 'missing link',
};
