import assert from 'node:assert/strict';
import { type LifecycleRow, lifecycleRows } from '../../../server/src/answers/lifecycle.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import type { TracedProject } from '../../../server/src/trace/project/tracedProject.ts';
import { projectOf } from '../../support/project.ts';

const PROJECT = {
  '.lifetrace/project.yaml': 'product: {name: "Pump <b>x</b>\\nline", version: 1.0.0}\n',
  'spec/a.yaml': 'SS-1: {title: Pump, safetyClass: C}\nSI-1: {title: Delivery, partOf: SS-1, paths: [src/**]}\n',
  'spec/b.md': '# SRS-1 [Detect](command:evil) air\n\n# SRS-2 Stop\n- derives: SYS-9\n\n# SRS-2 Again\n',
  'src/a.c': 'int stop(void) { return 0; }\nint run(void) { return 1; }\n',
  'doc/c.md': '# Other\n`req~read~1`\n\nNeeds: dsn\n',
};

/** All rows of a tree with the rows above them. */
function unfolded(snapshot: TracedProject): readonly LifecycleRow[] {
  const findings = evaluate(snapshot);
  const all: LifecycleRow[] = [];
  const show = (parent: string | undefined): void => {
    for (const row of lifecycleRows(snapshot, findings, 'folder', parent)) {
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
      assert.equal(lifecycleRows(snapshot, findings, 'folder', row.id).length > 0, row.hasChildren, row.label);
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
    assert.deepEqual(lifecycleRows(snapshot, findings, 'folder', 'product\n5.2\nnobody'), []);
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

  it('calls a project without a name by its folder', () => {
    const bare = projectOf({ 'a.md': '# SRS-1 Alone\n' });
    const [product] = lifecycleRows(bare, evaluate(bare), 'my-folder');
    assert.equal(product?.label, 'my-folder');
    assert.match(product?.description ?? '', /^class C by default/);
  });
});
