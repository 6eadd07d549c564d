import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type TraceView, WHOLE_TRACE } from '../../../server/src/answers/tracing/traceFilter.ts';
import { traceNode } from '../../../server/src/answers/tracing/traceNode.ts';
import { traceContext, traceSteps } from '../../../server/src/answers/tracing/traceSteps.ts';
import { traceTree } from '../../../server/src/answers/tracing/traceTree.ts';
import { LINK_KINDS } from '../../../server/src/model/linkKind.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { projectOf } from '../../support/project.ts';

const IDS = ['SYS-1', 'SRS-1', 'SRS-2', 'SRS-3', 'SI-1', 'UNIT-1', 'HS-1', 'RC-1', 'ST-1', 'SDD-1'];

/** Any links between a few items, in circles and to IDs that nobody defines as well. */
const project = fc
  .array(fc.tuple(fc.constantFrom(...IDS), fc.constantFrom(...LINK_KINDS), fc.constantFrom(...IDS, 'SRS-99')), {
    maxLength: 25,
  })
  .map((links) => ({
    '.lifetrace/project.yaml': 'product: {name: Pump}\n',
    'spec/all.md': IDS.map((id) => {
      const own = links.filter(([from]) => from === id).map(([, kind, to]) => `- ${kind}: ${to}\n`);
      return `# ${id} Title of ${id}\n${own.join('')}`;
    }).join('\n'),
  }));

const view: fc.Arbitrary<TraceView> = fc.record({
  text: fc.constantFrom('', 'srs', 'title of hs'),
  types: fc.subarray(['SRS', 'RC', 'unit']),
  gapsOnly: fc.boolean(),
});

describe('A trace through any project', () => {
  it('can be walked back along each link between items', () => {
    fc.assert(
      fc.property(project, (files) => {
        const snapshot = projectOf(files);
        const context = traceContext(snapshot, evaluate(snapshot));
        for (const item of snapshot.items) {
          const node = traceNode(context, { kind: 'item', item });
          for (const step of allOf(traceSteps(context, node))) {
            if (step.node.subject.kind === 'missing') continue;
            const back = allOf(traceSteps(context, step.node)).filter(
              (each) => each.node.id === node.id && each.direction !== step.direction,
            );
            assert.equal(back.length, 1, `${step.node.id} → ${node.id}`);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('ends as a text, in which each node is written out once in a direction', () => {
    fc.assert(
      fc.property(project, view, (files, look) => {
        const snapshot = projectOf(files);
        const text = allOf((traceTree(snapshot, evaluate(snapshot), 'item SRS-1', look) ?? assert.fail()).text());
        const lines = text.trimEnd().split('\n');
        const links = [...files['spec/all.md'].matchAll(/^- /gm)].length;
        const missing = lines.filter((line) => line.trim().startsWith('missing:')).length;
        // Each link is a line at most once from either of its ends, below at most five headings.
        assert.ok(lines.length <= 1 + 5 + 2 * links + missing, text);
        assert.ok(!text.includes('and further'), text);
      }),
      { numRuns: 60 },
    );
  });

  it('shows with a filter nothing that it does not show without, and each row below its parent', () => {
    fc.assert(
      fc.property(project, view, (files, look) => {
        const snapshot = projectOf(files);
        const findings = evaluate(snapshot);
        const filtered = traceTree(snapshot, findings, 'item SRS-1', look);
        const whole = traceTree(snapshot, findings, 'item SRS-1', WHOLE_TRACE);
        assert.ok(filtered && whole);
        let left = 300;
        const compare = (parent?: string): void => {
          const all = new Map(allOf(whole.rows(parent)).map((row) => [row.id, row]));
          for (const row of allOf(filtered.rows(parent))) {
            if (row.kind === 'note' || left-- <= 0) continue;
            assert.equal(all.get(row.id)?.label, row.label);
            if (row.hasChildren) {
              assert.ok(row.kind === 'item' || row.kind === 'group' || row.kind === 'broken');
              compare(row.id);
            }
          }
        };
        compare();
      }),
      { numRuns: 40 },
    );
  });
});
