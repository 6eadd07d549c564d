import assert from 'node:assert/strict';
import { missingLink } from '../../../server/src/answers/tracing/missingLinks.ts';
import { type TraceNode, traceNode, traceNodeWithId } from '../../../server/src/answers/tracing/traceNode.ts';
import { type TraceStep, traceContext, traceSteps } from '../../../server/src/answers/tracing/traceSteps.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { projectOf } from '../../support/project.ts';
import { sampleFiles } from '../../support/sampleFiles.ts';

describe('Steps of the trace through the demo project', () => {
  const snapshot = projectOf(sampleFiles());
  const findings = evaluate(snapshot);
  const context = traceContext(snapshot, findings);
  const nodes = [
    ...snapshot.items.map((item) => traceNode(context, { kind: 'item', item })),
    ...snapshot.units.map((unit) => traceNode(context, { kind: 'unit', unit })),
  ];
  const steps = new Map(nodes.map((node) => [node.id, allOf(traceSteps(context, node))]));

  const from = (id: string): readonly TraceStep[] => {
    const node = traceNodeWithId(context, id);
    assert.ok(node, id);
    return allOf(traceSteps(context, node));
  };
  const names = (id: string, direction: string, branch: string): readonly string[] =>
    from(id)
      .filter((step) => step.direction === direction && step.branch === branch)
      .map(({ link, node }) => `${link} ${node.name}`);

  it('lead from a requirement up to its reasons and down to what realises and proves it', () => {
    assert.deepEqual(names('item SRS-12', 'up', 'trace'), ['derives SYS-005']);
    assert.deepEqual(names('item SRS-12', 'up', 'risk'), ['implements RC-07']);
    assert.ok(names('item SRS-12', 'down', 'trace').some((name) => name.startsWith('implemented by ')));
    assert.ok(names('item SRS-12', 'down', 'test').some((name) => name.startsWith('verified by ')));
  });

  it('lead along the risk branch from a hazard to a control and what implements it', () => {
    const hazard = from('item HAZ-1').find(({ direction, node }) => direction === 'down' && node.type === 'HS');
    assert.ok(hazard);
    const control = from(hazard.node.id).find(({ direction, node }) => direction === 'down' && node.type === 'RC');
    assert.ok(control);
    assert.ok(
      from(control.node.id).some(
        ({ direction, branch, node }) => direction === 'down' && branch === 'trace' && node.type === 'SRS',
      ),
    );
  });

  it('lead back along every link between two items', () => {
    for (const [id, all] of steps) {
      for (const { direction, node } of all) {
        if (!id.startsWith('item ') || node.subject.kind !== 'item') continue;
        const back = steps.get(node.id)?.filter((step) => step.node.id === id && step.direction !== direction);
        assert.equal(back?.length, 1, `${node.id} → ${id}`);
      }
    }
  });

  it('lead to each neighbour once in each direction', () => {
    for (const [id, all] of steps) {
      const seen = all.map(({ direction, node }) => `${direction} ${node.id}`);
      assert.equal(new Set(seen).size, seen.length, id);
    }
  });

  it('reach everything that a rule finds missing at an item or unit', () => {
    const reached = new Set(
      [...steps.values()]
        .flat()
        .flatMap(({ node: { subject } }) => (subject.kind === 'missing' ? [subject.finding] : [])),
    );
    const missed = findings.open.filter((finding) => missingLink(finding) && !reached.has(finding));
    assert.deepEqual(missed, []);
    assert.ok(reached.size > 0);
  });

  it('reach every ID that nobody defines', () => {
    const broken = new Set(
      [...steps.values()].flat().flatMap(({ node }) => (node.subject.kind === 'broken' ? [node.subject.key] : [])),
    );
    const dangling = snapshot.items.flatMap(({ links }) => links.flatMap(({ to, fact }) => (to ? [] : [fact.toKey])));
    const tags = snapshot.tags.flatMap(({ status, fact, unit }) =>
      status === 'dangling' && unit ? [fact.targetKey] : [],
    );
    assert.deepEqual([...broken].sort(), [...new Set([...dangling, ...tags])].sort());
    assert.ok(broken.size > 0);
  });

  it('lead to nodes that are found again by their IDs', () => {
    const all = new Map([...steps.values()].flat().map(({ node }): [string, TraceNode] => [node.id, node]));
    for (const [id, node] of all) {
      if (node.subject.kind === 'missing') continue;
      assert.equal(traceNodeWithId(context, id)?.name, node.name, id);
    }
  });
});

describe('Nodes of the trace', () => {
  it('are told apart where an ID is defined twice', () => {
    const snapshot = projectOf({
      'a.md': '# SRS-1 One\n# SYS-1 Origin\n',
      'b.md': '# SRS-1 Again\n- derives: SYS-1\n',
    });
    const context = traceContext(snapshot, evaluate(snapshot));
    const ids = snapshot.items.map((item) => traceNode(context, { kind: 'item', item }).id);
    assert.deepEqual(ids, ['item SRS-1', 'item SYS-1', 'item SRS-1 b.md']);
    assert.deepEqual(
      ids.map((id) => traceNodeWithId(context, id)?.title),
      ['One', 'Origin', 'Again'],
    );
  });

  it('are gone where nothing has that ID any more', () => {
    const snapshot = projectOf({ 'a.md': '# SRS-1 One\n' });
    const context = traceContext(snapshot, evaluate(snapshot));
    for (const id of [
      'item SRS-2',
      'item SRS-1 b.md',
      'unit a.c#f',
      'file a.c',
      'broken SRS-1',
      'missing LT301 item SRS-1',
      '',
      'x',
    ])
      assert.equal(traceNodeWithId(context, id), undefined, id);
  });
});
