import assert from 'node:assert/strict';
import { type TraceView, WHOLE_TRACE } from '../../../server/src/answers/tracing/traceFilter.ts';
import { traceTree } from '../../../server/src/answers/tracing/traceTree.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { projectOf } from '../../support/project.ts';

const FILES = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  'spec/srs.md': [
    '# SYS-1 Detect air',
    '# SRS-1 Stop within 1 s',
    '- derives: SYS-1, SYS-99',
    '- implements: RC-1',
    '- status: draft',
    '# SRS-2 Stop twice',
    '- refines: SRS-1',
    '# ST-1 Stop the pump',
    '- verifies: SRS-1',
    '# TR-1 Run',
    '- records: ST-1',
    '- result: pass',
    '- date: 2026-10-01',
    '',
  ].join('\n'),
  'spec/risk.yaml': [
    'SS-1: {title: Pump, safetyClass: C}',
    'SI-1: {title: Monitor, partOf: SS-1, satisfies: SRS-1}',
    'RC-1: {title: Air stop, mitigates: HS-1, implementedIn: software}',
    'HS-1: {title: Air bolus, arisesFrom: HAZ-1}',
    'HAZ-1: {title: Air in line}',
    '',
  ].join('\n'),
  'src/pump.c': '/** @implements SRS-1 */\nint stop(void) { return 0; }\n',
};

/** The tree as it stands on the screen with all rows unfolded, one row a line. */
function shown(files: Readonly<Record<string, string>>, node: string, view: Partial<TraceView> = {}): string[] {
  const snapshot = projectOf(files);
  const tree = traceTree(snapshot, evaluate(snapshot), node, { ...WHOLE_TRACE, ...view });
  assert.ok(tree, node);
  const lines: string[] = [];
  const unfold = (parent: string | undefined, depth: number): void => {
    for (const row of allOf(tree.rows(parent))) {
      lines.push(`${'  '.repeat(depth)}${[row.label, row.description].filter((part) => part !== '').join(' | ')}`);
      if (row.hasChildren) unfold(row.id, depth + 1);
    }
  };
  unfold(undefined, 0);
  return lines;
}

describe('Tree of a trace', () => {
  it('shows why something is there, what realises and tests it, and what is broken or missing', () => {
    assert.deepEqual(shown(FILES, 'item SRS-1'), [
      'SRS-1 Stop within 1 s | draft · class C · 1 finding',
      '  Why | 3',
      '    SYS-1 Detect air | derives',
      '    SYS-99 not defined anywhere | derives',
      '    RC-1 Air stop | implements · class C · 3 findings',
      '      HS-1 Air bolus | mitigates · 3 findings',
      '        HAZ-1 Air in line | arises from',
      '  Realized by | 3',
      '    SI-1 Monitor | satisfied by · class C · 1 finding',
      '      SI-1 has no architecture review: no review with “verifies: SI-1” on record. | LT205',
      '    SRS-2 Stop twice | refined by · 2 findings',
      '      No code traces to SRS-2. | LT210',
      '      SRS-2 is not verified by any test or other verification. | LT301',
      '    stop | implemented by · class C · pump.c',
      '  Tests | 1',
      '    ST-1 Stop the pump | verified by · class C · pass 2026-10-01',
      '      TR-1 Run | result in · class C · 1 finding',
    ]);
  });

  it('shows of an ID that nobody defines who names it', () => {
    assert.deepEqual(shown(FILES, 'broken SYS-99').slice(0, 3), [
      'SYS-99 not defined anywhere',
      '  Named by | 1',
      '    SRS-1 Stop within 1 s | derived by · draft · class C · 1 finding',
    ]);
  });

  it('does not unfold again what stands above', () => {
    const circle = { 'a.md': '# SRS-1 One\n- refines: SRS-2\n# SRS-2 Two\n- refines: SRS-1\n' };
    assert.deepEqual(shown(circle, 'item SRS-1'), [
      'SRS-1 One | 1 finding',
      '  Why | 1',
      '    SRS-2 Two | refines',
      '      SRS-1 One | refines · 1 finding · already shown above',
      '  Realized by | 1',
      '    SRS-2 Two | refined by',
      '      SRS-1 One | refined by · 1 finding · already shown above',
    ]);
  });

  it('says so where nothing is linked', () => {
    assert.deepEqual(shown({ 'a.md': '# SRS-1 One\n' }, 'item SRS-1'), ['SRS-1 One', '  No link on record']);
  });

  it('shows with a filter what passes and what lies on the way to it', () => {
    assert.deepEqual(shown(FILES, 'item SRS-1', { text: 'air in' }), [
      'SRS-1 Stop within 1 s | draft · class C · 1 finding',
      '  Why | 1',
      '    RC-1 Air stop | implements · class C · 3 findings',
      '      HS-1 Air bolus | mitigates · 3 findings',
      '        HAZ-1 Air in line | arises from',
    ]);
    assert.deepEqual(shown(FILES, 'item SRS-1', { types: ['unit'] }), [
      'SRS-1 Stop within 1 s | draft · class C · 1 finding',
      '  Realized by | 1',
      '    stop | implemented by · class C · pump.c',
    ]);
    assert.deepEqual(
      shown(FILES, 'item SRS-1', { text: 'no such thing' }).at(-1),
      '  Nothing in this trace passes the filter',
    );
  });

  it('shows only gaps when asked, at types that are asked for', () => {
    assert.deepEqual(shown(FILES, 'item SRS-1', { gapsOnly: true, types: ['SRS'] }), [
      'SRS-1 Stop within 1 s | draft · class C · 1 finding',
      '  Why | 1',
      '    SYS-99 not defined anywhere | derives',
      '  Realized by | 1',
      '    SRS-2 Stop twice | refined by · 2 findings',
      '      No code traces to SRS-2. | LT210',
      '      SRS-2 is not verified by any test or other verification. | LT301',
    ]);
  });

  it('puts thousands of neighbours into ranges, and filters them', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `# SRS-${index + 1} Part\n- derives: SYS-1\n`).join('');
    const files = { 'a.md': `# SYS-1 One\n${many}` };
    const lines = shown(files, 'item SYS-1');
    assert.deepEqual(lines.slice(0, 4), [
      'SYS-1 One',
      '  Realized by | 1000',
      '    SRS-1 … SRS-200 | 200',
      '      SRS-1 Part | derived by',
    ]);
    assert.equal(lines.filter((line) => line.includes('…')).length, 5);
    assert.deepEqual(shown(files, 'item SYS-1', { text: 'srs-777' }).slice(2), ['    SRS-777 Part | derived by']);
  });

  it('gives every row an ID of its own, and no rows below what is gone or was never there', () => {
    const snapshot = projectOf(FILES);
    const findings = evaluate(snapshot);
    const tree = traceTree(snapshot, findings, 'item SRS-1');
    assert.ok(tree);
    const ids: string[] = [];
    const unfold = (parent?: string): void => {
      for (const { id, hasChildren } of allOf(tree.rows(parent))) {
        ids.push(id);
        if (hasChildren) unfold(id);
      }
    };
    unfold();
    assert.equal(new Set(ids).size, ids.length);
    for (const id of [
      '',
      'x',
      '[]',
      '[1]',
      '["item SYS-1"]',
      '["item SRS-1","up","item SRS-77"]',
      '["item SRS-1","sideways"]',
    ])
      assert.deepEqual(allOf(tree.rows(id)), [], id);
    assert.equal(traceTree(snapshot, findings, 'item SRS-77'), undefined);
  });

  it('escapes what a title says where Markdown is shown', () => {
    const snapshot = projectOf({ 'a.md': '# SRS-1 [x](command:evil) <b>\n' });
    const [row] = allOf((traceTree(snapshot, evaluate(snapshot), 'item SRS-1') ?? assert.fail()).rows());
    assert.equal(row?.label, 'SRS-1 [x](command:evil) <b>');
    assert.match(row?.tooltip ?? '', /\\\[x\\\]\(command:evil\) &lt;b&gt;/);
  });

  it('counts the types in a trace', () => {
    const snapshot = projectOf(FILES);
    const types = allOf((traceTree(snapshot, evaluate(snapshot), 'item SRS-1') ?? assert.fail()).types());
    assert.deepEqual(types.map(({ type, count }) => `${type} ${count}`).sort(), [
      'HAZ 1',
      'HS 1',
      'RC 1',
      'SI 1',
      'SRS 2',
      'ST 1',
      'SYS 1',
      'TR 1',
      'unit 1',
    ]);
  });
});

describe('Trace as text', () => {
  const text = (files: Readonly<Record<string, string>>, node: string): string => {
    const snapshot = projectOf(files);
    return allOf((traceTree(snapshot, evaluate(snapshot), node) ?? assert.fail()).text());
  };

  it('is an indented tree with places', () => {
    const lines = text(FILES, 'item SRS-1').split('\n');
    assert.deepEqual(lines.slice(0, 7), [
      'SRS-1 Stop within 1 s (draft, class C) spec/srs.md:2',
      '  Why',
      '    derives: SYS-1 Detect air spec/srs.md:1',
      '    derives: SYS-99 not defined anywhere spec/srs.md:3',
      '    implements: RC-1 Air stop (class C) spec/risk.yaml:3',
      '      mitigates: HS-1 Air bolus spec/risk.yaml:4',
      '        arises from: HAZ-1 Air in line spec/risk.yaml:5',
    ]);
    assert.ok(lines.includes('      missing: No code traces to SRS-2. (LT210) spec/srs.md:6'));
    assert.equal(lines.at(-1), '');
  });

  it('ends where a chain is deeper than anybody reads', () => {
    const chain = Array.from({ length: 500 }, (_, index) => `# SRS-${index + 1} Part\n- refines: SRS-${index}\n`);
    const lines = text({ 'a.md': `# SRS-0 Top\n${chain.join('')}` }, 'item SRS-500').split('\n');
    assert.ok(lines.length < 120);
    assert.ok(lines.some((line) => line.endsWith('(and further)')));
  });

  it('writes out once what is reached by many ways', () => {
    // Every node has two neighbours that both lead to both of the next level: 2^20 ways.
    const levels = Array.from({ length: 20 }, (_, level) =>
      ['1', '2'].map((side) => `# SRS-${level + 1}${side} Part\n- refines: SRS-${level}1, SRS-${level}2\n`).join(''),
    );
    const lines = text({ 'a.md': `# SRS-01 Top\n# SRS-02 Top\n${levels.join('')}` }, 'item SRS-201').split('\n');
    assert.ok(lines.length < 100);
    assert.ok(lines.some((line) => line.includes('(see above)')));
  });
});
