import { Graph, layout } from '@dagrejs/dagre';
import type { GraphEdge, GraphModel, GraphNode } from '../../../server/src/protocol/graphs.ts';
import { type Measure, wrapped } from './textFit.ts';

/** A point of the drawing, in pixels from its upper left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node with its place and its text, line by line. */
export interface PlacedNode {
  readonly node: GraphNode;
  /** Upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly name: readonly string[];
  readonly title: readonly string[];
  readonly notes: readonly string[];
}

/** A link with the points that its line passes, and the middle of its label. */
export interface PlacedEdge {
  readonly edge: GraphEdge;
  /** What stands at the line: the link as it reads along the arrow. */
  readonly label: string;
  /** In the direction of the arrow. */
  readonly points: readonly Point[];
  /** True for a line that runs with the columns, so that it leaves its ends sideways. */
  readonly forward: boolean;
  readonly at: Point;
  readonly labelWidth: number;
}

/** A drawing. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** Measures of a box, in pixels. */
export const BOX = {
  width: 216,
  /** Room between the edge of the box and its text. */
  padding: 10,
  /** Width of what shows the safety class, with its distance to the name. */
  badge: 28,
  nameLine: 18,
  titleLine: 16,
  noteLine: 15,
  more: { width: 104, height: 28 },
} as const;

const MARGIN = 24;

/** Height of a label at a line. */
export const LABEL_HEIGHT = 16;

/** A label at a line is cut to this many letters. */
const LABEL_LENGTH = 34;

/** Places nodes in columns, from reasons at the left to what follows from them at the right, with as few crossings as it finds. */
export function placed({ nodes, edges }: Pick<GraphModel, 'nodes' | 'edges'>, measure: Measure): PlacedGraph {
  const graph = new Graph();
  graph.setGraph({
    rankdir: 'LR',
    acyclicer: 'greedy',
    nodesep: 18,
    edgesep: 14,
    ranksep: 44,
    marginx: MARGIN,
    marginy: MARGIN,
  });
  const boxes = new Map(nodes.map((node) => [node.id, boxOf(node, measure)]));
  for (const [id, { width, height }] of boxes) graph.setNode(id, { width, height });
  const drawn = edges.filter(({ upper, lower }) => boxes.has(upper) && boxes.has(lower));
  for (const edge of drawn) {
    const label = labelOf(edge);
    const width = label === '' ? 0 : measure(label, 'note') + 12;
    graph.setEdge(edge.upper, edge.lower, { width, height: label === '' ? 0 : LABEL_HEIGHT, labelpos: 'c' });
  }
  layout(graph);

  const { width = 0, height = 0 } = graph.graph();
  const centers = [...boxes.keys()].map((id) => {
    const { x = 0, y = 0 } = graph.node(id);
    return { x, y };
  });
  const turned = isUpsideDown(centers);
  const upright = ({ x, y }: Point): Point => (turned ? { x, y: height - y } : { x, y });
  const byId = new Map<string, PlacedNode>();
  for (const [index, [id, box]] of [...boxes].entries()) {
    const { x, y } = upright(centers[index] ?? { x: 0, y: 0 });
    byId.set(id, { ...box, x: x - box.width / 2, y: y - box.height / 2 });
  }
  return {
    width: finite(width),
    height: finite(height),
    nodes: [...byId.values()],
    edges: drawn.flatMap((edge) => {
      const upper = byId.get(edge.upper);
      const lower = byId.get(edge.lower);
      const { points = [], x, y, width: labelWidth } = graph.edge(edge.upper, edge.lower);
      if (!upper || !lower) return [];
      const forward = upper.x + upper.width < lower.x;
      const passed = points.map(upright);
      const way = forward ? straightened(passed, upper, lower) : passed;
      const middle = way[Math.floor(way.length / 2)] ?? { x: 0, y: 0 };
      return {
        edge,
        label: labelOf(edge),
        points: edge.up === '' ? way : way.toReversed(),
        forward,
        at: x === undefined || y === undefined ? middle : upright({ x, y }),
        labelWidth: labelWidth ?? 0,
      };
    }),
  };
}

/** True when the columns are rather in the opposite order of the nodes: with as few crossings they could be in theirs. */
function isUpsideDown(centers: readonly Point[]): boolean {
  const last = new Map<number, number>();
  let down = 0;
  for (const { x, y } of centers) {
    const before = last.get(x);
    if (before !== undefined) down += Math.sign(y - before);
    last.set(x, y);
  }
  return down < 0;
}

/** The link as it reads from what follows to its reason, as links are written; else the other way round. */
function labelOf({ up, down }: GraphEdge): string {
  const label = up === '' ? down : up;
  return label.length > LABEL_LENGTH ? `${label.slice(0, LABEL_LENGTH - 1)}…` : label;
}

function boxOf(node: GraphNode, measure: Measure): PlacedNode {
  if (node.kind === 'more') return { node, x: 0, y: 0, ...BOX.more, name: [node.name], title: [], notes: [] };
  const room = BOX.width - 2 * BOX.padding;
  const nameRoom = node.level === undefined ? room : room - BOX.badge;
  // What is missing is a sentence; its code only says where to read more.
  const missing = node.kind === 'missing';
  const name = wrapped(node.name, 'name', nameRoom, 2, measure);
  const title = wrapped(node.title, 'title', room, missing ? 4 : 2, measure);
  const notes = wrapped([node.what, ...node.notes].join(' · '), 'note', room, 2, measure);
  const lines = name.length * BOX.nameLine + title.length * BOX.titleLine + notes.length * BOX.noteLine;
  return { node, x: 0, y: 0, width: BOX.width, height: lines + 2 * BOX.padding, name, title, notes };
}

/** The way from the right side of one box to the left side of another, by the points in between. */
function straightened(points: readonly Point[], upper: PlacedNode, lower: PlacedNode): readonly Point[] {
  const start = { x: upper.x + upper.width, y: upper.y + upper.height / 2 };
  const end = { x: lower.x, y: lower.y + lower.height / 2 };
  return [start, ...points.filter(({ x }) => x > start.x + 4 && x < end.x - 4), end];
}

function finite(size: number): number {
  return Number.isFinite(size) ? size : 0;
}

/** A smooth line through points, as the data of an SVG path. */
export function pathOf({ points, forward }: PlacedEdge): string {
  const [start, ...rest] = points;
  if (!start) return '';
  return `M${at(start)}${forward ? alongColumns(start, rest) : around(start, rest)}`;
}

/** Leaves and reaches each point sideways. */
function alongColumns(start: Point, rest: readonly Point[]): string {
  let path = '';
  let from = start;
  for (const to of rest) {
    const middle = (from.x + to.x) / 2;
    path += `C${at({ x: middle, y: from.y })} ${at({ x: middle, y: to.y })} ${at(to)}`;
    from = to;
  }
  return path;
}

/** Takes the corners round. */
function around(start: Point, rest: readonly Point[]): string {
  let path = '';
  let corner = start;
  for (const next of rest) {
    const middle = at({ x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 });
    path += corner === start ? `L${middle}` : `Q${at(corner)} ${middle}`;
    corner = next;
  }
  return `${path}L${at(corner)}`;
}

function at({ x, y }: Point): string {
  return `${rounded(x)},${rounded(y)}`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
