import assert from 'node:assert/strict';
import { rowAt } from '../../../server/src/answers/lifecycle/reveal.ts';
import { type LifecycleView, WHOLE_TREE } from '../../../server/src/answers/lifecycle/view.ts';
import { type LifecycleRow, lifecycleTree } from '../../../server/src/answers/lifecycle.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { clauseReport } from '../../../server/src/reports/clauseReport.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import type { TracedProject } from '../../../server/src/trace/project/tracedProject.ts';
import { projectOf } from '../../support/project.ts';
import { sampleFiles } from '../../support/sampleFiles.ts';

const PROJECT = {
  '.lifetrace/project.yaml': 'product: {name: "Pump <b>x</b>\\nline", version: 1.0.0}\n',
  'spec/a.yaml': 'SS-1: {title: Pump, safetyClass: C}\nSI-1: {title: Delivery, partOf: SS-1, paths: [src/**]}\n',
  'spec/b.md': '# SRS-1 [Detect](command:evil) air\n\n# SRS-2 Stop\n- derives: SYS-9\n\n# SRS-2 Again\n',
  'src/a.c': 'int stop(void) { return 0; }\nint run(void) { return 1; }\n',
  'doc/c.md': '# Other\n`req~read~1`\n\nNeeds: dsn\n',
};

/** All rows of a tree with the rows above them. */
function unfolded(snapshot: TracedProject, view: Partial<LifecycleView> = {}): readonly LifecycleRow[] {
  const findings = evaluate(snapshot);
  const all: LifecycleRow[] = [];
  const show = (parent: string | undefined): void => {
    for (const row of allOf(lifecycleTree(snapshot, findings, 'folder', { ...WHOLE_TREE, ...view }).rows(parent))) {
      all.push(row);
      if (row.hasChildren) show(row.id);
    }
  };
  show(undefined);
  return all;
}

describe('The life-cycle tree', () => {
  const snapshot = projectOf(PROJECT);
  const findings = evaluate(snapshot);
  const rows = unfolded(snapshot);

  it('gives every row an ID of its own', () => {
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
  });

  it('promises rows below exactly where there are some', () => {
    for (const row of rows) {
      assert.equal(
        allOf(lifecycleTree(snapshot, findings, 'folder').rows(row.id)).length > 0,
        row.hasChildren,
        row.label,
      );
    }
  });

  it('keeps the IDs when something else changes', () => {
    const later = unfolded(
      projectOf({ ...PROJECT, 'src/a.c': `\n\n${PROJECT['src/a.c']}int more(void) { return 2; }\n` }),
    );
    const ids = new Set(later.map(({ id }) => id));
    assert.deepEqual(
      rows.filter(({ id }) => !ids.has(id)).map(({ label }) => label),
      [],
    );
  });

  it('knows nothing below a row that is gone', () => {
    assert.deepEqual(allOf(lifecycleTree(snapshot, findings, 'folder').rows('product\n5.2\nnobody')), []);
  });

  it('shows all clauses of the profile', () => {
    for (const { ref } of snapshot.config.profile.clauses) {
      assert.ok(
        rows.some(({ kind, label }) => kind === 'subclause' && label.startsWith(`${ref} `)),
        ref,
      );
    }
  });

  it('shows every open finding', () => {
    const shown = new Set(rows.flatMap(({ kind, accessibleLabel }) => (kind === 'finding' ? [accessibleLabel] : [])));
    for (const { code, message } of findings.open) {
      assert.ok(
        [...shown].some((label) => label.includes(code) && label.includes(message)),
        `${code} ${message}`,
      );
    }
  });

  it('shows every record', () => {
    for (const { id } of snapshot.items)
      assert.ok(
        rows.some(({ label }) => label.startsWith(id)),
        id,
      );
  });

  it('takes the title of a chapter from common use, and the one of the edition for the tooltip', () => {
    const chapter = rows.find(({ label }) => label.startsWith('5.8 '));
    assert.equal(chapter?.label, '5.8 Software release');
    assert.match(chapter?.tooltip ?? '', /Software release for utilization at a system level/);
  });

  it('leads from a finding to its place', () => {
    const finding = rows.find(({ label }) => label.includes('“stop”'));
    assert.deepEqual(finding?.place, { file: 'src/a.c', span: { start: 4, end: 8 } });
    assert.equal(finding?.rule, 'LT202');
    assert.match(finding?.accessibleLabel ?? '', /^error, LT202 untraced unit: .*, src\/a\.c line 1$/);
  });

  it('shows text of the workspace as text', () => {
    assert.match(rows[0]?.label ?? '', /^Pump <b>x<\/b> line$/);
    assert.match(rows[0]?.tooltip ?? '', /^\*\*Pump &lt;b&gt;x&lt;\/b&gt; line\*\*/);
    for (const { tooltip } of rows) assert.doesNotMatch(tooltip, /[^\\]\]\(|</);
  });

  it('has rows for a thousand findings of a rule in a file, and says how many more there are', () => {
    const many = projectOf({ ...PROJECT, 'src/many.c': '// @implements SRS-77\n'.repeat(1500) });
    const all = unfolded(many, { grouping: 'clause' });
    const said = evaluate(many).countOf('LT002');
    assert.equal(said, 1501);
    const rule = all.find(({ label }) => label === 'LT002 dangling reference');
    assert.equal(rule?.description, '1501 findings');
    const file = all.find(({ label, id }) => label === 'src/many.c' && id.startsWith(rule?.id ?? 'none'));
    assert.equal(file?.description, '1500 findings');
    const below = all.filter(({ id }) => id.startsWith(`${file?.id}\n`));
    assert.equal(below.filter(({ kind }) => kind === 'finding').length, 1000);
    assert.deepEqual(
      below
        .filter(({ kind }) => kind !== 'finding')
        .map(({ label, description, hasChildren }) => [label, description, hasChildren]),
      [['500 more findings', '“lifetrace check” lists all', false]],
    );
  });

  it('calls a project without a name by its folder', () => {
    const bare = projectOf({ 'a.md': '# SRS-1 Alone\n' });
    const [product] = allOf(lifecycleTree(bare, evaluate(bare), 'my-folder').rows());
    assert.equal(product?.label, 'my-folder');
    assert.match(product?.description ?? '', /^class C by default/);
  });
});

/** A small product whose records are of all kinds. */
const PUMP = {
  '.lifetrace/project.yaml': 'product: {name: Pump}\n',
  '.lifetrace/evidence.yaml': '4.4: {na: no legacy software}\n5.1.3: [docs/plan.md, docs/lost.md]\n',
  'docs/plan.md': '# Plan\n',
  'spec/architecture.yaml': [
    'SS-1: {title: Pump software, safetyClass: C}',
    'SI-1: {title: Delivery, partOf: SS-1, paths: [src/**], satisfies: SRS-1}',
    'SI-2: {title: Log, partOf: SS-1, safetyClass: A, classRationale: {text: x, segregation: {mechanism: process}}}',
    '',
  ].join('\n'),
  'spec/srs.md': '# SRS-1 Detect air\n- category: d\n- source: law\n\n# SRS-2 Stop the motor\n- status: draft\n',
  'risk/hazards.yaml': [
    'HAZ-1: {title: Embolism}',
    'HS-1: {title: Air in the line, arisesFrom: HAZ-1, severity: S4, p0: P3}',
    'CAUSE-1: {title: Sensor is blind, causes: HS-1, in: SI-1, kind: a}',
    '',
  ].join('\n'),
  'src/air.c': '/** @implements SRS-1 */\nint detect(void) { return 0; }\n',
};

describe('The life-cycle tree, as somebody looks at it', () => {
  const snapshot = projectOf(PUMP);
  const labels = (view: Partial<LifecycleView>, kind?: string): readonly string[] =>
    unfolded(snapshot, view).flatMap((row) => (kind === undefined || row.kind === kind ? [row.label] : []));

  it('shows what evidence.yaml says about a clause, and what is not there', () => {
    const rows = unfolded(snapshot);
    const clause = rows.find(({ label }) => label.startsWith('5.1.3 '));
    assert.equal(clause?.state, 'warning');
    assert.match(clause?.description ?? '', /2 pointers/);
    const pointers = rows.filter(({ id, kind }) => kind === 'evidence' && id.startsWith(`${clause?.id}\n`));
    assert.deepEqual(
      pointers.map(({ label, description }) => `${label} ${description}`.trim()),
      ['docs/plan.md', 'docs/lost.md no such file'],
    );
    assert.equal(pointers[0]?.place?.file, 'docs/plan.md');
    assert.equal(pointers[1]?.place?.file, '.lifetrace/evidence.yaml');
    const legacy = rows.find(({ label }) => label.startsWith('4.4.2 '));
    assert.equal(legacy?.state, 'notApplicable');
    assert.match(legacy?.description ?? '', /not applicable: no legacy software/);
  });

  it('counts in badges what the standard is judged by', () => {
    const rows = unfolded(snapshot);
    const badge = (ref: string) => rows.find(({ label }) => label.startsWith(`${ref} `))?.description ?? '';
    assert.match(badge('4'), /^class C/);
    assert.match(badge('5.1'), /^0\/12 evidenced/);
    assert.match(badge('5.2'), /^2 SRS · 1 traced/);
    assert.match(badge('5.3'), /^2 items/);
    assert.match(badge('5.7'), /^0\/2 SRS tested/);
    assert.match(badge('5.8'), /^gate: \d+ open/);
    assert.match(badge('7'), /^1 HS · 0 complete/);
  });

  it('lists the documents that an assessment asks for, with what they are made of', () => {
    const rows = unfolded(snapshot);
    const assessment = rows.find(({ label }) => label === 'Assessment');
    assert.match(assessment?.description ?? '', /^\d+\/\d+ documents on record$/);
    const document = (title: string) => rows.find(({ label }) => label === title);
    assert.deepEqual(
      ['Software development plan', 'Risk management file', 'Maintenance plan'].map((title) => document(title)?.state),
      ['partly', 'partly', 'none'],
    );
    assert.match(
      document('Software development plan')?.accessibleLabel ?? '',
      /clauses 5\.1\.1, .*, partly on record$/,
    );
    const below = rows.filter(({ id }) => id.startsWith(`${document('Software development plan')?.id}\n`));
    assert.deepEqual(
      below.map(({ label }) => label),
      ['docs/plan.md', 'docs/lost.md'],
    );
    assert.ok(!labels({ text: 'air' }).includes('Assessment'));
  });

  it('groups records by type, by file and by class', () => {
    assert.ok(labels({ grouping: 'type' }, 'group').includes('SRS software requirement'));
    assert.ok(labels({ grouping: 'file' }, 'group').includes('spec/srs.md'));
    assert.deepEqual(
      labels({ grouping: 'class' }, 'group').filter((label) => label.startsWith('class')),
      ['class C', 'class A'],
    );
    for (const grouping of ['type', 'file', 'class'] as const) {
      const shown = labels({ grouping }, 'item');
      for (const { id } of snapshot.items)
        assert.ok(
          shown.some((label) => label.startsWith(id)),
          `${grouping} ${id}`,
        );
    }
  });

  it('shows only what passes a filter by text, with what it stands below', () => {
    assert.deepEqual(new Set(labels({ text: 'DETECT' }, 'item')), new Set(['SRS-1 Detect air']));
    assert.ok(labels({ text: 'detect' }, 'clause').includes('5.2 Software requirements analysis'));
    assert.ok(!labels({ text: 'detect' }, 'clause').includes('9 Software problem resolution process'));
    assert.deepEqual(labels({ text: 'legacy' }, 'clause'), ['4 General requirements']);
    assert.deepEqual(labels({ text: 'no such word' }), ['Pump']);
  });

  it('shows only what passes a filter by class', () => {
    assert.deepEqual(labels({ grouping: 'type', levels: ['A'] }, 'item'), ['SI-2 Log']);
    const clauses = labels({ levels: ['A'] }, 'subclause');
    assert.ok(clauses.some((label) => label.startsWith('5.2.1 ')));
    assert.ok(!clauses.some((label) => label.startsWith('5.4.2 ')));
  });

  it('shows only what passes a filter by state', () => {
    const na = labels({ states: ['notApplicable'] }, 'subclause');
    assert.ok(na.some((label) => label.startsWith('4.4.1 ')) && !na.some((label) => label.startsWith('5.2.1 ')));
    const found = labels({ grouping: 'type', states: ['findings'] }, 'item');
    assert.ok(found.some((label) => label.startsWith('SRS-2')) && !found.some((label) => label.startsWith('HAZ-1')));
  });

  it('promises rows below exactly where there are some, whatever the view', () => {
    const views: readonly Partial<LifecycleView>[] = [
      { grouping: 'type' },
      { grouping: 'file' },
      { grouping: 'class' },
      { text: 'air' },
      { levels: ['A'], grouping: 'file' },
      { states: ['findings'] },
    ];
    const findings = evaluate(snapshot);
    for (const view of views) {
      const tree = lifecycleTree(snapshot, findings, 'folder', { ...WHOLE_TREE, ...view });
      for (const { id, hasChildren, label } of unfolded(snapshot, view)) {
        assert.equal(allOf(tree.rows(id)).length > 0, hasChildren, `${JSON.stringify(view)} ${label}`);
      }
    }
  });

  it('finds the row of what stands under the cursor, in every grouping', () => {
    const findings = evaluate(snapshot);
    const at = (file: keyof typeof PUMP, text: string, grouping: LifecycleView['grouping']): string | undefined => {
      const tree = lifecycleTree(snapshot, findings, 'folder', { ...WHOLE_TREE, grouping });
      const row = allOf(rowAt(tree, grouping, snapshot, file, PUMP[file].indexOf(text)));
      if (row === undefined) return undefined;
      const [parent, ...above] = row.split('\n').reverse();
      return allOf(tree.rows(above.reverse().join('\n'))).find(({ id }) => id.endsWith(`\n${parent}`))?.label;
    };
    for (const grouping of ['clause', 'type', 'file', 'class'] as const) {
      assert.equal(at('src/air.c', 'SRS-1', grouping), 'SRS-1 Detect air', grouping);
      assert.equal(at('spec/srs.md', 'status: draft', grouping), 'SRS-2 Stop the motor', grouping);
      assert.equal(at('risk/hazards.yaml', 'CAUSE-1', grouping), 'CAUSE-1 Sensor is blind', grouping);
    }
    assert.equal(at('src/air.c', 'detect', 'clause'), 'detect');
    const tree = lifecycleTree(snapshot, findings, 'folder');
    assert.match(allOf(rowAt(tree, 'clause', snapshot, 'spec/srs.md', 3)) ?? '', /^product\n5\.2\nrecords SRS\n/);
    assert.equal(at('docs/plan.md', 'Plan', 'clause'), undefined);
  });

  it('finds a row for every record and function of the demo project that it shows at all', () => {
    const demo = projectOf(sampleFiles());
    const findings = evaluate(demo);
    for (const grouping of ['clause', 'type', 'file', 'class'] as const) {
      const tree = lifecycleTree(demo, findings, 'folder', { ...WHOLE_TREE, grouping });
      const shown = unfolded(demo, { grouping }).filter(({ kind }) => kind === 'item' || kind === 'unit');
      assert.ok(shown.length > 50, grouping);
      for (const { kind, label, place } of shown) {
        // In code a row is found where the tree has clauses.
        if (!place || (kind === 'unit' && grouping !== 'clause' && grouping !== 'file')) continue;
        const row = allOf(rowAt(tree, grouping, demo, place.file, place.span.start));
        assert.ok(
          row !== undefined && allOf(tree.rows(row.slice(0, row.lastIndexOf('\n')))).some(({ id }) => id === row),
          label,
        );
      }
    }
  });

  it('counts clauses as the report of the command line does', () => {
    const findings = evaluate(snapshot);
    const { counts, list } = clauseReport(snapshot, findings);
    const { evidenced, partly, none, notApplicable } = counts;
    const [product] = allOf(lifecycleTree(snapshot, findings, 'folder').rows());
    assert.ok(product?.description.includes(`${evidenced}/${evidenced + partly + none} clauses evidenced`));
    const rows = unfolded(snapshot).filter(({ kind }) => kind === 'subclause');
    assert.deepEqual(
      rows.map(({ label }) => label.replace(/^(\S+(?: [a-z](?= ))?) .*$/, '$1')),
      list.map(({ ref }) => ref),
    );
    assert.equal(rows.filter(({ state }) => state === 'notApplicable').length, notApplicable);
  });

  it('says that an edition is a draft wherever it names the edition, and calls levels as the edition does', () => {
    const draft = projectOf({
      ...PUMP,
      '.lifetrace/project.yaml': 'product: {name: Pump}\nprofile: 62304-ed2-draft\n',
    });
    const [product] = allOf(lifecycleTree(draft, evaluate(draft), 'folder').rows());
    assert.match(product?.description ?? '', /^level II · IEC 62304 Edition 2 \(draft, not published\)/);
    assert.match(product?.tooltip ?? '', /Rigor level II.*check with IEC before relying on it/s);
  });

  it('asks for no list of the whole project until a person unfolds one', () => {
    const findings = evaluate(snapshot);
    const careful = new Proxy(snapshot, {
      get(target, name) {
        assert.ok(!['items', 'units', 'tags', 'linkedItems'].includes(String(name)), `asked for all ${String(name)}`);
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const tree = lifecycleTree(careful, findings, 'folder', { ...WHOLE_TREE });
    for (const { id, kind } of allOf(tree.rows('product'))) if (kind === 'clause') allOf(tree.rows(id));
    assert.ok(allOf(tree.rows('product')).length > 10);
  });
});
