import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Graph, GraphNode } from '../../../server/src/answers/graphs/graph.ts';
import { MOST_NODES } from '../../../server/src/answers/graphs/graph.ts';
import { traceGraph } from '../../../server/src/answers/graphs/traceGraph.ts';
import { traceNodeWithId } from '../../../server/src/answers/tracing/traceNode.ts';
import { traceContext, traceSteps } from '../../../server/src/answers/tracing/traceSteps.ts';
import { LINK_KINDS } from '../../../server/src/model/linkKind.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { projectOf } from '../../support/project.ts';
import { sampleFiles } from '../../support/sampleFiles.ts';

const GOVERNED = { '.lifetrace/project.yaml': 'product: {name: Pump}\n' };

function contextOf(files: Readonly<Record<string, string>>) {
  const snapshot = projectOf(files);
  return traceContext(snapshot, evaluate(snapshot));
}

function graphOf(
  context: ReturnType<typeof contextOf>,
  id: string,
  depth = 1,
  grown: Readonly<Record<string, number>> = {},
): Graph {
  const root = traceNodeWithId(context, id);
  assert.ok(root, id);
  return allOf(traceGraph(context, root, { depth, grown }));
}

const drawnIn = ({ nodes }: Graph) => nodes.filter(({ kind }) => kind !== 'more');
const namesIn = (graph: Graph) => drawnIn(graph).map(({ name }) => name);
const nodeIn = ({ nodes }: Graph, id: string): GraphNode => {
  const node = nodes.find((each) => each.id === id);
  assert.ok(node, id);
  return node;
};

describe('The graph of a trace', () => {
  const demo = contextOf(sampleFiles());

  it('begins with what it is about, and draws reasons and what follows from it', () => {
    const graph = graphOf(demo, 'item SRS-12');
    assert.equal(graph.nodes[0]?.id, 'item SRS-12');
    const links = graph.edges.map(({ upper, lower, up, down }) => `${lower}: ${up} ${upper} / ${down}`);
    assert.ok(links.includes('item SRS-12: derives item SYS-5 / derived by'), links.join('\n'));
    assert.ok(links.includes('item SRS-12: implements item RC-7 / implemented by'), links.join('\n'));
    assert.ok(graph.nodes.some(({ kind, branch }) => kind === 'test' && branch === 'test'));
  });

  it('says of each node what it is, with status and class', () => {
    const { what, notes, level } = nodeIn(graphOf(demo, 'item SRS-12'), 'item SRS-12');
    assert.equal(what, 'software requirement');
    assert.equal(level, 'C');
    assert.deepEqual(notes.slice(0, 2), ['approved', 'class C']);
  });

  it('goes on upwards from reasons and downwards from what follows, and counts what lies beside', () => {
    const graph = graphOf(demo, 'item SRS-12', 2);
    const system = nodeIn(graph, 'item SYS-5');
    const others = allOf(traceSteps(demo, traceNodeWithId(demo, 'item SYS-5') ?? assert.fail()))
      .map(({ node }) => node.id)
      .filter((id) => !graph.nodes.some((node) => node.id === id));
    assert.equal(system.hidden, others.length);
    assert.ok(system.hidden > 0);
    const grown = graphOf(demo, 'item SRS-12', 2, { 'item SYS-5': 1 });
    for (const id of others) nodeIn(grown, id);
    assert.equal(nodeIn(grown, 'item SYS-5').hidden, 0);
  });

  it('draws what is broken and what is missing as nodes and links of their own', () => {
    const graph = graphOf(
      contextOf({ ...GOVERNED, 'spec/srs.md': '# SRS-1 Stop\n\n- derives: SYS-9\n' }),
      'item SRS-1',
    );
    assert.equal(nodeIn(graph, 'broken SYS-9').what, 'unknown ID');
    const missing = graph.nodes.filter(({ kind }) => kind === 'missing');
    assert.ok(missing.some(({ rule }) => rule === 'LT301'));
    const stateOf = (id: string) => graph.edges.find(({ upper, lower }) => upper === id || lower === id)?.state;
    assert.equal(stateOf('broken SYS-9'), 'broken');
    for (const { id } of missing) assert.equal(stateOf(id), 'missing');
  });

  it('ends in circles', () => {
    const files = { ...GOVERNED, 'spec/all.md': '# SRS-1 A\n- derives: SRS-2\n\n# SRS-2 B\n- derives: SRS-1, SRS-2\n' };
    const graph = graphOf(contextOf(files), 'item SRS-1', 4);
    assert.deepEqual(
      namesIn(graph).filter((name) => name.startsWith('SRS')),
      ['SRS-1', 'SRS-2'],
    );
    const pairs = graph.edges.filter(({ state }) => state === 'linked').map(({ upper, lower }) => `${upper}<${lower}`);
    assert.ok(pairs.includes('item SRS-1<item SRS-2') && pairs.includes('item SRS-2<item SRS-1'), pairs.join());
  });

  it('shows titles as they are written, whatever they hold', () => {
    const title = 'Stop <img src=x onerror=alert(1)> [x](command:y)';
    const graph = graphOf(contextOf({ 'spec/srs.md': `# SRS-1 ${title}\n` }), 'item SRS-1');
    assert.equal(graph.nodes[0]?.title, title);
  });
});

describe('The graph of an item with ten thousand neighbors', () => {
  const many = 10_000;
  const items = Array.from({ length: many }, (_, index) => `# SRS-${index + 1} Stop\n- derives: SYS-1\n`);
  const context = contextOf({ ...GOVERNED, 'spec/srs.md': items.join('\n'), 'spec/sys.md': '# SYS-1 All\n' });

  it('draws a few of them and says honestly how many more there are', () => {
    const graph = graphOf(context, 'item SYS-1');
    const shown = namesIn(graph).filter((name) => name.startsWith('SRS')).length;
    const more = nodeIn(graph, 'more down item SYS-1');
    assert.equal(shown, 12);
    assert.equal(more.name, `+${many - shown} more`);
    assert.equal(more.of, 'item SYS-1');
  });

  it('draws more each time that somebody asks, up to the limit of all nodes', () => {
    const shownAfter = (times: number) => {
      const graph = graphOf(context, 'item SYS-1', 4, { 'item SYS-1': times });
      const shown = namesIn(graph).filter((name) => name.startsWith('SRS')).length;
      assert.equal(nodeIn(graph, 'more down item SYS-1').name, `+${many - shown} more`);
      return { graph, shown };
    };
    assert.ok(shownAfter(1).shown > 12);
    const { graph } = shownAfter(1_000_000);
    assert.equal(drawnIn(graph).length, MOST_NODES);
    assert.equal(graph.full, true);
  });
});

const IDS = ['SYS-1', 'SRS-1', 'SRS-2', 'SRS-3', 'SI-1', 'UNIT-1', 'HS-1', 'RC-1', 'ST-1', 'SDD-1'];

describe('The graph of any trace', () => {
  const links = fc.array(
    fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...LINK_KINDS), fc.constantFrom(...IDS, 'SRS-99')),
    { maxLength: 30 },
  );
  const filesOf = (all: readonly (readonly [string, string, string])[]) => ({
    ...GOVERNED,
    'spec/all.md': IDS.map((id) => {
      const own = all.filter(([from]) => from === id).map(([, kind, to]) => `- ${kind}: ${to}\n`);
      return `# ${id} Title\n${own.join('')}`;
    }).join('\n'),
  });

  it('counts every neighbor of every node: drawn, or said to be left out', () => {
    fc.assert(
      fc.property(links, fc.integer({ min: 1, max: 4 }), fc.constantFrom(...IDS), (all, depth, grown) => {
        const context = contextOf(filesOf(all));
        const graph = graphOf(context, 'item SRS-1', depth, { [`item ${grown}`]: 1 });
        const ids = new Set(graph.nodes.map(({ id }) => id));
        assert.equal(ids.size, graph.nodes.length);
        for (const { upper, lower } of graph.edges) assert.ok(ids.has(upper) && ids.has(lower));
        for (const node of drawnIn(graph)) {
          if (node.kind === 'missing') continue;
          const steps = allOf(traceSteps(context, traceNodeWithId(context, node.id) ?? assert.fail()));
          const left = steps.filter((step) => !ids.has(step.node.id)).length;
          const counted = graph.nodes.filter(({ of }) => of === node.id).reduce((sum, { hidden }) => sum + hidden, 0);
          assert.equal(node.hidden + counted, left, node.id);
          for (const step of steps.filter((each) => ids.has(each.node.id))) {
            const [upper, lower] = step.direction === 'up' ? [step.node.id, node.id] : [node.id, step.node.id];
            const edge = graph.edges.find((each) => each.upper === upper && each.lower === lower);
            assert.equal(edge?.[step.direction], step.link);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('does not rest on the order in which files were read', () => {
    fc.assert(
      fc.property(links, (all) => {
        const files = Object.fromEntries(
          IDS.map((id) => [
            `spec/${id}.md`,
            `# ${id} Title\n${all
              .filter(([from]) => from === id)
              .map(([, kind, to]) => `- ${kind}: ${to}\n`)
              .join('')}`,
          ]),
        );
        const backwards = Object.fromEntries(Object.entries(files).reverse());
        const graphs = [files, backwards].map((each) => graphOf(contextOf({ ...GOVERNED, ...each }), 'item SRS-1', 3));
        assert.deepEqual(graphs[0], graphs[1]);
      }),
      { numRuns: 25 },
    );
  });
});
