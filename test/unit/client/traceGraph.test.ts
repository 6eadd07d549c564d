import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type PlacedGraph, type PlacedNode, pathOf, placed } from '../../../client/src/graph/graphLayout.ts';
import { firstView, fitted, following, showing, zoomed } from '../../../client/src/graph/graphView.ts';
import { nextNode } from '../../../client/src/graph/graphWalk.ts';
import { graphInWords, nodeInWords } from '../../../client/src/graph/graphWords.ts';
import { mermaidOf } from '../../../client/src/graph/mermaid.ts';
import { wrapped } from '../../../client/src/graph/textFit.ts';
import { graphLookIn } from '../../../client/src/views/graphLook.ts';
import type { GraphEdge, GraphModel, GraphNode } from '../../../server/src/protocol/graphs.ts';

const measure = (text: string) => text.length * 7;

function node(id: string, more: Partial<GraphNode> = {}): GraphNode {
  return { id, kind: 'item', name: id, title: '', what: 'Item', notes: [], branch: 'trace', hidden: 0, ...more };
}

function edge(upper: string, lower: string, more: Partial<GraphEdge> = {}): GraphEdge {
  return { upper, lower, up: 'derives', down: 'derived by', state: 'linked', ...more };
}

function model(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): GraphModel {
  return { folder: 'file:///p', title: 'SRS-1 Stop', nodes, edges, full: false };
}

const at = ({ nodes }: PlacedGraph, id: string): PlacedNode =>
  nodes.find((each) => each.node.id === id) ?? assert.fail(id);

/** SYS-1 and RC-1 above SRS-1, two units below. */
const SMALL = model(
  ['SRS-1', 'SYS-1', 'RC-1', 'a', 'b'].map((id) => node(id)),
  [edge('SYS-1', 'SRS-1'), edge('RC-1', 'SRS-1'), edge('SRS-1', 'a'), edge('SRS-1', 'b')],
);

describe('The layout of a graph', () => {
  it('puts reasons to the left and what follows to the right', () => {
    const graph = placed(SMALL, measure);
    const [sys, srs, unit] = ['SYS-1', 'SRS-1', 'a'].map((id) => at(graph, id));
    assert.ok(sys && srs && unit && sys.x + sys.width < srs.x && srs.x + srs.width < unit.x);
  });

  it('lets no boxes overlap, and keeps everything within its size', () => {
    const ids = ['1', '2', '3', '4', '5', '6', '7'];
    const end = fc.constantFrom(...ids);
    fc.assert(
      fc.property(fc.array(fc.tuple(end, end), { maxLength: 20 }), (links) => {
        const nodes = ids.map((id) => node(id, { title: `Title ${id.repeat(Number(id) * 5)}` }));
        const graph = placed(
          model(
            nodes,
            links.map(([upper, lower]) => edge(upper, lower)),
          ),
          measure,
        );
        for (const one of graph.nodes) {
          assert.ok(one.x >= 0 && one.y >= 0 && one.x + one.width <= graph.width && one.y + one.height <= graph.height);
          for (const other of graph.nodes) {
            const apart =
              one === other ||
              one.x + one.width <= other.x ||
              other.x + other.width <= one.x ||
              one.y + one.height <= other.y ||
              other.y + other.height <= one.y;
            assert.ok(apart, `${one.node.id} on ${other.node.id}`);
          }
        }
        for (const each of graph.edges) assert.match(pathOf(each), /^M-?[\d.]+,-?[\d.]+(?:[CLQ][-\d., ]+)+$/);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps the nodes of a column in their order where that costs no crossing', () => {
    const children = ['SI-1', 'SI-2', 'SI-3', 'SI-4'];
    const tree = model(
      ['SS-1', ...children].map((id) => node(id)),
      children.map((id) => edge('SS-1', id)),
    );
    const graph = placed(tree, measure);
    assert.deepEqual(
      children.toSorted((one, other) => at(graph, one).y - at(graph, other).y),
      children,
    );
  });

  it('is the same each time', () => {
    assert.deepEqual(placed(SMALL, measure), placed(SMALL, measure));
  });

  it('draws the arrow as the label reads', () => {
    const graph = placed(model([node('SYS-1'), node('SRS-1')], [edge('SYS-1', 'SRS-1')]), measure);
    const [line] = graph.edges;
    assert.equal(line?.label, 'derives');
    assert.ok((line?.points[0]?.x ?? 0) > (line?.points.at(-1)?.x ?? 0));
    const [other] = placed(
      model([node('T-1'), node('file')], [edge('T-1', 'file', { up: '', down: 'procedure' })]),
      measure,
    ).edges;
    assert.equal(other?.label, 'procedure');
    assert.ok((other?.points[0]?.x ?? 0) < (other?.points.at(-1)?.x ?? 0));
  });

  it('takes a full graph of a hundred and fifty nodes with a label at every link', () => {
    const ids = Array.from({ length: 149 }, (_, index) => `n${index}`);
    const wide = model(
      [node('root'), ...ids.map((id) => node(id))],
      ids.map((id) => edge('root', id)),
    );
    assert.equal(placed(wide, measure).nodes.length, 150);
  });
});

describe('Texts in a box', () => {
  it('are broken at blanks and cut with an ellipsis', () => {
    assert.deepEqual(wrapped('Detect air in the line', 'title', 100, 2, measure), ['Detect air in', 'the line']);
    assert.deepEqual(wrapped('Detect air in the line at once', 'title', 100, 2, measure), [
      'Detect air in',
      'the line at o…',
    ]);
    assert.deepEqual(wrapped('', 'title', 100, 2, measure), []);
  });

  it('fit in their lines, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        const lines = wrapped(text, 'title', 100, 3, measure);
        assert.ok(lines.length <= 3);
        for (const line of lines) assert.ok(measure(line) <= 107 && Buffer.from(line).toString() === line, line);
      }),
    );
  });
});

describe('Walking through a graph', () => {
  const graph = placed(SMALL, measure);

  it('goes along links with left and right, and back to where it came from', () => {
    const up = nextNode(graph, 'SRS-1', 'ArrowLeft');
    assert.ok(up === 'SYS-1' || up === 'RC-1');
    assert.equal(nextNode(graph, up, 'ArrowRight'), 'SRS-1');
    assert.equal(nextNode(graph, 'SRS-1', 'ArrowLeft', ['RC-1']), 'RC-1');
    assert.equal(nextNode(graph, 'SRS-1', 'ArrowLeft', ['RC-1', 'SYS-1']), 'SYS-1');
    assert.equal(nextNode(graph, 'a', 'ArrowRight'), undefined);
  });

  it('goes to the next in a column with up and down', () => {
    const [upper, lower] = ['a', 'b'].toSorted((one, other) => at(graph, one).y - at(graph, other).y);
    assert.equal(nextNode(graph, upper ?? '', 'ArrowDown'), lower);
    assert.equal(nextNode(graph, lower ?? '', 'ArrowUp'), upper);
    assert.equal(nextNode(graph, upper ?? '', 'ArrowUp'), undefined);
  });
});

describe('The view of a graph', () => {
  const room = { width: 800, height: 600 };
  const box = at(placed(SMALL, measure), 'SRS-1');

  it('keeps what is below the mouse while it zooms, between a tenth and three times', () => {
    const view = { x: 10, y: 20, scale: 1 };
    const next = zoomed(view, 2, { x: 110, y: 220 });
    assert.deepEqual([(110 - next.x) / next.scale, (220 - next.y) / next.scale], [100, 200]);
    assert.equal(zoomed(view, 1000, { x: 0, y: 0 }).scale, 3);
    assert.equal(zoomed(view, 0.0001, { x: 0, y: 0 }).scale, 0.1);
  });

  it('fits everything, and makes letters no larger than they are', () => {
    assert.deepEqual(fitted({ width: 400, height: 300 }, room), { x: 200, y: 150, scale: 1 });
    assert.equal(fitted({ width: 1600, height: 600 }, room).scale, 0.5);
  });

  it('begins at the node where the whole could not be read', () => {
    const view = firstView({ width: 8000, height: 6000 }, room, { ...box, x: 4000, y: 3000 });
    assert.equal(view.scale, 0.75);
    assert.equal(Math.round(view.x + (4000 + box.width / 2) * view.scale), 400);
  });

  it('moves only as far as it takes to show a node', () => {
    const view = { x: 0, y: 0, scale: 1 };
    assert.deepEqual(showing(view, { ...box, x: 100, y: 100 }, room), view);
    assert.equal(showing(view, { ...box, x: 900, y: 100 }, room).x, room.width - 24 - 900 - box.width);
  });

  it('keeps a node where it is when it gets another place in the drawing', () => {
    const view = following({ x: 5, y: 5, scale: 2 }, { ...box, x: 10, y: 10 }, { ...box, x: 30, y: 0 });
    assert.deepEqual(view, { x: -35, y: 25, scale: 2 });
  });
});

describe('A graph in words', () => {
  it('says of a node what it is, its class, status and links, and what is not drawn', () => {
    const srs = node('SRS-1', {
      title: 'Stop',
      what: 'software requirement',
      notes: ['approved', 'class C'],
      hidden: 2,
    });
    const graph = model(
      [srs, node('SYS-1'), node('a')],
      [edge('SYS-1', 'SRS-1'), edge('SRS-1', 'a', { down: 'implemented by' })],
    );
    assert.equal(
      nodeInWords(srs, graph),
      'software requirement SRS-1, Stop, approved, class C, derives SYS-1, implemented by a, 2 neighbors not drawn',
    );
    const more = node('more down SRS-1', { kind: 'more', name: '+9 more', of: 'SRS-1', hidden: 9 });
    assert.equal(nodeInWords(more, model([srs, more], [])), '9 more neighbors of SRS-1 that are not drawn');
  });

  it('counts nodes, links and gaps', () => {
    const graph = model(
      [node('SRS-1'), node('SYS-9', { kind: 'broken' })],
      [edge('SYS-9', 'SRS-1', { state: 'broken' })],
    );
    assert.equal(graphInWords(graph), 'SRS-1 Stop: 2 nodes, 1 links, 1 of them broken or missing');
  });
});

describe('A graph as Mermaid', () => {
  it('is a flowchart in which gaps are dashed', () => {
    const gap = node('missing', { kind: 'missing', name: 'LT301', title: 'not verified', what: 'Missing link' });
    const text = mermaidOf(
      model(
        [node('SRS-1', { title: 'Stop' }), node('SYS-1'), gap],
        [edge('SYS-1', 'SRS-1'), edge('SRS-1', 'missing', { up: '', down: 'missing', state: 'missing' })],
      ),
    );
    assert.deepEqual(text.split('\n'), [
      'flowchart LR',
      '  n1["SRS-1<br>Stop<br>Item"]',
      '  n2["SYS-1<br>Item"]',
      '  n3["LT301<br>not verified<br>Missing link"]',
      '  n1 -->|"derives"| n2',
      '  n1 -.->|"missing"| n3',
      '  classDef gap stroke-dasharray: 5 4,stroke-width: 2px',
      '  class n3 gap',
      '',
    ]);
  });

  it('lets no text of the workspace become markup or syntax', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => {
        const [, line = ''] = mermaidOf(model([node('SRS-1', { title: `x${title}`, what: '' })], [])).split('\n');
        const inner = /^ {2}n1\["SRS-1<br>(.*)"\]$/u.exec(line)?.[1];
        assert.ok(inner !== undefined, line);
        assert.doesNotMatch(inner, /["<>[\]{}|&`\n]/);
      }),
    );
    const text = mermaidOf(model([node('SRS-1', { title: '"] --> x <img onerror=alert(1)>' })], []));
    assert.ok(text.includes('#34;#93; --#62; x #60;img onerror#61;alert(1)#62;'), text);
  });
});

describe('What is kept of a graph over a restart', () => {
  it('is taken as far as it has its form', () => {
    const look = {
      root: { folder: 'file:///p', node: 'item SRS-1' },
      depth: 3,
      grown: { 'item SYS-1': 2 },
      follows: true,
    };
    assert.deepEqual(graphLookIn(look), look);
    assert.deepEqual(graphLookIn({ root: 'x', depth: 99, grown: { a: 'b' }, follows: 1 }), {
      depth: 2,
      grown: {},
      follows: false,
    });
    assert.deepEqual(graphLookIn(null), { depth: 2, grown: {}, follows: false });
  });
});
