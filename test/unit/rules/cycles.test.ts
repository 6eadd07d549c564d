import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cyclesOf } from '../../../server/src/rules/cycles.ts';

type Graph = readonly (readonly number[])[];

const graphs: fc.Arbitrary<Graph> = fc
  .integer({ min: 1, max: 8 })
  .chain((size) => fc.array(fc.array(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }));

const circlesIn = (graph: Graph) => cyclesOf([...graph.keys()], (node) => graph[node] ?? []);

function reachableFrom(graph: Graph, start: number): ReadonlySet<number> {
  const seen = new Set(graph[start]);
  for (const node of seen) for (const next of graph[node] ?? []) seen.add(next);
  return seen;
}

describe('Circles in a graph', () => {
  it('are found, one for each knot, and are circles', () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const circles = circlesIn(graph);
        for (const circle of circles) {
          circle.forEach((node, index) => {
            const next = circle[(index + 1) % circle.length] ?? node;
            assert.ok(graph[node]?.includes(next), `${node} → ${next}`);
          });
        }
        for (const node of graph.keys()) {
          const reachable = reachableFrom(graph, node);
          const knot = [...reachable].filter((other) => reachableFrom(graph, other).has(node));
          const inKnot = circles.filter(([first]) => knot.includes(first));
          assert.equal(inKnot.length, reachable.has(node) ? 1 : 0, `node ${node}`);
        }
      }),
    );
  });

  it('start with the first node in the given order', () => {
    assert.deepEqual(circlesIn([[1], [2], [1]]), [[1, 2]]);
    assert.deepEqual(circlesIn([[2], [0], [1]]), [[0, 2, 1]]);
  });

  it('are as short as they can be', () => {
    assert.deepEqual(circlesIn([[1, 2], [2], [0]]), [[0, 2]]);
  });

  it('are found at the end of a chain of any length', () => {
    const length = 50_000;
    const nodes = Array.from({ length }, (_, index) => index);
    const circles = cyclesOf(nodes, (node) => [node === length - 1 ? 0 : node + 1]);
    assert.equal(circles.length, 1);
    assert.equal(circles[0]?.length, length);
    assert.deepEqual(
      cyclesOf(nodes, (node) => (node === length - 1 ? [] : [node + 1])),
      [],
    );
  });
});
