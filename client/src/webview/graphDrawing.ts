import type { GraphModel, GraphNode } from '../../../server/src/protocol/graphs.ts';
import { BOX, LABEL_HEIGHT, type PlacedEdge, type PlacedGraph, type PlacedNode, pathOf } from '../graph/graphLayout.ts';
import { nodeInWords } from '../graph/graphWords.ts';
import { FONT_SIZE, type TextStyle } from '../graph/textFit.ts';
import { svg } from './svg.ts';

/** Height of the letters above their line, as a part of their size. */
const RISE = 0.78;

/** A drawing with what stands for each node. */
export interface Drawing {
  readonly layer: SVGGElement;
  /** The button of each node, by its ID. */
  readonly buttons: ReadonlyMap<string, SVGElement>;
}

/** Draws links below boxes. Each box is a button in words; only the one with the keyboard takes part in the order of Tab. */
export function drawn(graph: PlacedGraph, model: GraphModel, focusable: string | undefined): Drawing {
  const first = model.nodes[0]?.id;
  const boxes = new Map(
    graph.nodes.map((each) => [each.node.id, boxOf(each, model, each.node.id === first, each.node.id === focusable)]),
  );
  const buttons = new Map(
    [...boxes].flatMap(([id, box]) => {
      const button = box.querySelector<SVGElement>('.target');
      return button ? [[id, button] as const] : [];
    }),
  );
  const lines = svg('g', { class: 'edges', 'aria-hidden': 'true' }, ...graph.edges.map(lineOf));
  const labels = svg('g', { class: 'labels', 'aria-hidden': 'true' }, ...graph.edges.flatMap(labelAt));
  return {
    layer: svg('g', { class: 'layer' }, lines, labels, svg('g', { class: 'nodes' }, ...boxes.values())),
    buttons,
  };
}

/** The heads of arrows, one for each state of a link. */
export function arrowHeads(): SVGDefsElement {
  const head = (state: string) =>
    svg(
      'marker',
      {
        id: `head-${state}`,
        class: `head ${state}`,
        viewBox: '0 0 10 10',
        refX: 9,
        refY: 5,
        markerWidth: 8,
        markerHeight: 8,
        orient: 'auto',
        markerUnits: 'userSpaceOnUse',
      },
      svg('path', { d: 'M0,1 L9,5 L0,9 Z' }),
    );
  return svg('defs', {}, head('linked'), head('broken'), head('missing'));
}

function lineOf(each: PlacedEdge): SVGPathElement {
  const { edge } = each;
  const head = edge.state === 'more' ? {} : { 'marker-end': `url(#head-${edge.state})` };
  const ends = { 'data-upper': edge.upper, 'data-lower': edge.lower };
  return svg('path', { class: `edge ${edge.state}`, d: pathOf(each), ...head, ...ends });
}

function labelAt({ edge, label, at, labelWidth }: PlacedEdge): SVGGElement[] {
  if (label === '') return [];
  const place = {
    x: at.x - labelWidth / 2,
    y: at.y - LABEL_HEIGHT / 2,
    width: labelWidth,
    height: LABEL_HEIGHT,
    rx: 3,
  };
  const size = FONT_SIZE.note;
  const words = svg('text', { x: at.x, y: at.y + size * 0.36, 'font-size': size, 'text-anchor': 'middle' }, label);
  const ends = { 'data-upper': edge.upper, 'data-lower': edge.lower };
  return [svg('g', { class: `label ${edge.state}`, ...ends }, svg('rect', place), words)];
}

function boxOf(placed: PlacedNode, model: GraphModel, first: boolean, focusable: boolean): SVGGElement {
  const { node, x, y, width, height } = placed;
  const kinds = ['node', node.kind, `branch-${node.branch}`, node.severity ?? '', first ? 'first' : ''];
  const box = svg(
    'g',
    {
      class: kinds.filter((name) => name !== '').join(' '),
      transform: `translate(${x},${y})`,
      'data-id': node.id,
    },
    svg('rect', {
      class: 'target',
      width,
      height,
      role: 'button',
      tabindex: focusable ? 0 : -1,
      'aria-label': nodeInWords(node, model),
      ...(first ? { 'aria-current': 'true' } : {}),
    }),
    svg('rect', { class: 'ring', x: -4, y: -4, width: width + 8, height: height + 8, rx: cornerOf(node) + 3 }),
  );
  // The name of the button says all this, and what the box has no room for: it is no part of the button.
  const text = svg('g', { 'aria-hidden': 'true' }, svg('rect', { class: 'box', width, height, rx: cornerOf(node) }));
  box.append(text);
  if (node.kind === 'more') {
    text.append(line(node.name, 'note', width / 2, height / 2 + FONT_SIZE.note * 0.36, 'middle'));
    return box;
  }
  text.append(svg('rect', { class: 'band', x: 0, y: 8, width: 4, height: height - 16, rx: 2 }), ...textOf(placed));
  if (node.level !== undefined) text.append(badgeOf(node.level, width));
  if (node.hidden > 0) text.append(hiddenCount(node, width, height));
  return box;
}

function cornerOf({ kind }: GraphNode): number {
  if (kind === 'more') return BOX.more.height / 2;
  return kind === 'unit' || kind === 'test' || kind === 'file' ? 2 : 7;
}

function textOf({ name, title, notes }: PlacedNode): readonly SVGTextElement[] {
  const lines: SVGTextElement[] = [];
  let top: number = BOX.padding;
  const add = (texts: readonly string[], style: TextStyle, height: number): void => {
    for (const text of texts) {
      lines.push(line(text, style, BOX.padding, top + (height - FONT_SIZE[style]) / 2 + FONT_SIZE[style] * RISE + 1));
      top += height;
    }
  };
  add(name, 'name', BOX.nameLine);
  add(title, 'title', BOX.titleLine);
  add(notes, 'note', BOX.noteLine);
  return lines;
}

function line(text: string, style: TextStyle, x: number, y: number, anchor = 'start'): SVGTextElement {
  return svg('text', { class: style, x, y, 'font-size': FONT_SIZE[style], 'text-anchor': anchor }, text);
}

/** The letter of the safety class; the words of the node say it as well. */
function badgeOf(level: string, width: number): SVGGElement {
  const size = 20;
  const x = width - size - 7;
  return svg(
    'g',
    { class: 'badge', 'data-level': level },
    svg('rect', { x, y: 7, width: size, height: size, rx: 5 }),
    svg('text', { x: x + size / 2, y: 21.5, 'font-size': 12, 'text-anchor': 'middle' }, level.slice(0, 2)),
  );
}

/** How many neighbours are not drawn, at the edge of the box; it can be pressed to draw them. */
function hiddenCount({ hidden }: GraphNode, width: number, height: number): SVGGElement {
  const text = `+${hidden}`;
  const size = 14 + text.length * 7;
  return svg(
    'g',
    { class: 'hidden' },
    svg('rect', { x: width - size - 8, y: height - 10, width: size, height: 20, rx: 10 }),
    svg('text', { x: width - size / 2 - 8, y: height + 4, 'font-size': FONT_SIZE.note, 'text-anchor': 'middle' }, text),
  );
}
