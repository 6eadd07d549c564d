import assert from 'node:assert/strict';
import { softwareItemGraph } from '../../../server/src/answers/graphs/softwareItemGraph.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { projectOf } from '../../support/project.ts';
import { sampleFiles } from '../../support/sampleFiles.ts';

describe('The graph of the software items', () => {
  const snapshot = projectOf(sampleFiles());
  const findings = evaluate(snapshot);
  const graph = (depth: number, grown = {}) =>
    allOf(softwareItemGraph(snapshot, findings, 'folder', { depth, grown })) ?? assert.fail();

  it('draws systems, their items and units with their effective classes', () => {
    const { nodes, edges, title } = graph(2);
    assert.equal(title, 'Aria SP1');
    assert.equal(nodes[0]?.name, 'SS-001');
    assert.deepEqual([nodes[0]?.what, nodes[0]?.level], ['software system', 'C']);
    const item = nodes.find(({ name }) => name === 'SI-06');
    assert.equal(item?.level, 'C');
    assert.deepEqual(item?.notes.slice(0, 2), ['class C', 'declared B']);
    assert.equal(item?.severity, 'error');
    assert.ok(nodes.some(({ what }) => what === 'software unit'));
    assert.ok(edges.some(({ up, down }) => up === 'part of' && down === 'consists of'));
  });

  it('says at the link whether a part is segregated', () => {
    const links = graph(1).edges.map(({ lower, up }) => `${lower} ${up}`);
    assert.ok(links.includes('SS-001/SI-04 part of, segregated'), links.join('\n'));
  });

  it('is as deep as it is asked to be, and counts what is left out', () => {
    const { nodes } = graph(1);
    const item = nodes.find(({ id }) => id === 'SS-001/SI-01');
    assert.ok(item && item.hidden > 0);
    const grown = graph(1, { [item.id]: 1 });
    assert.equal(grown.nodes.length, nodes.length + item.hidden);
    assert.equal(grown.nodes.find(({ id }) => id === item.id)?.hidden, 0);
  });

  it('is none without software items', () => {
    const none = projectOf({ 'spec/srs.md': '# SRS-1 Stop\n' });
    assert.equal(allOf(softwareItemGraph(none, evaluate(none), 'folder', { depth: 2, grown: {} })), undefined);
  });
});
