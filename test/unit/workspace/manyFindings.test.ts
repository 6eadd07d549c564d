import assert from 'node:assert/strict';
import { checkJson } from '../../../server/src/reports/checkJson.ts';
import { type CheckReportInSteps, checkReport } from '../../../server/src/reports/checkReport.ts';
import { checkText } from '../../../server/src/reports/checkText.ts';
import { exemptUnits } from '../../../server/src/reports/exemptUnits.ts';
import type { Engine } from '../../../server/src/workspace/engine.ts';
import { engineOf } from '../../support/project.ts';
import { sampleFiles } from '../../support/sampleFiles.ts';

const CODE = 'src/many.c';

/** Tags, each on a function of its own, of which every tenth leads somewhere. */
function codeWith(tags: number): string {
  return Array.from({ length: tags }, (_, index) => `// @implements SRS-${index}\nint f${index}(void)\n{\n}\n`).join(
    '',
  );
}

function filesWith(code: string, ids: number): Readonly<Record<string, string>> {
  const items = Array.from({ length: ids }, (_, index) => `## SRS-${index * 10}: Stop\n`).join('\n');
  return { '.lifetrace/project.yaml': 'product: {name: Pump}\n', 'spec.md': `## SS-1: Pump\n\n${items}`, [CODE]: code };
}

function reportOf(engine: Engine): CheckReportInSteps {
  return checkReport(engine.snapshot(), engine.findings(), '0', { clauses: true, classes: true });
}

describe('a file with very many findings', () => {
  it('has the same ones after edits as when everything is checked anew', () => {
    let files = filesWith(codeWith(1200), 120);
    const engine = engineOf(files);
    const edits: readonly ((text: string) => string)[] = [
      (text) => `\n\n${text}`,
      (text) => text.replace('SRS-601\n', 'SRS-610\n'),
      (text) => text.replace('// @implements SRS-333\n', ''),
      (text) => `int first(void)\n{\n}\n// @implements SRS-5000\n${text}// @implements SRS-6000\n`,
      (text) => text.replace('// @implements SRS-444', '// lifetrace-ignore LT002: not ours\n// @implements SRS-444'),
      (text) => text.slice(0, text.length / 2),
      (text) => `// lifetrace-ignore LT002: all of another product\n\n${text}`,
      (text) => text.replace('another product', 'the old product'),
      (text) => text.slice(0, 2000),
      (text) => codeWith(900) + text,
    ];
    const check = (): void => {
      const anew = engineOf(files);
      assert.deepEqual(engine.findings().open, anew.findings().open);
      assert.deepEqual(engine.findings().suppressed, anew.findings().suppressed);
      assert.deepEqual(engine.findings().counts, anew.findings().counts);
    };
    let mostSuppressed = 0;
    assert.ok(engine.findings().countOf('LT002') > 1000);
    for (const edit of edits) {
      files = { ...files, [CODE]: edit(files[CODE] ?? '') };
      engine.apply([{ kind: 'stored', path: CODE, text: files[CODE] ?? '' }]);
      check();
      mostSuppressed = Math.max(mostSuppressed, engine.findings().suppressedCount);
    }
    assert.ok(mostSuppressed > 300);
    files = { ...files, 'spec.md': `${files['spec.md']}\n## SRS-5: Start\n` };
    engine.apply([{ kind: 'stored', path: 'spec.md', text: files['spec.md'] ?? '' }]);
    check();
  });

  it('is the same list of findings after an edit elsewhere', () => {
    const engine = engineOf({ ...filesWith(codeWith(1200), 120), 'src/other.c': '' });
    const before = engine.findings().byFile.get(CODE);
    assert.ok(before && before.open.length > 1000);
    engine.apply([{ kind: 'stored', path: 'src/other.c', text: '// @implements SRS-7777\n' }]);
    assert.equal(
      engine.findings().countOf('LT002'),
      before.open.length - [...before.open].filter(({ code }) => code !== 'LT002').length + 1,
    );
    assert.equal(engine.findings().byFile.get(CODE), before);
  });
});

describe('a report in pieces', () => {
  it('is the JSON that a report in one piece would be', () => {
    for (const files of [sampleFiles(), { 'notes.txt': 'nothing' }]) {
      const text = [...checkJson(reportOf(engineOf(files)))].join('');
      assert.equal(text, `${JSON.stringify(JSON.parse(text), null, 2)}\n`);
    }
  });

  it('has no piece that grows with the project', () => {
    const engine = engineOf(filesWith(codeWith(3000), 300));
    const report = checkReport(engine.snapshot(), engine.findings(), '0');
    const { labels } = engine.config.profile;
    const pieces = [
      ...checkText(report, exemptUnits(engine.snapshot()), { colour: false, labels }),
      ...checkJson(report),
    ];
    assert.ok(pieces.length > 10_000);
    assert.ok(Math.max(...pieces.map(({ length }) => length)) < 1000);
  });
});

describe('units that stand in one another, deeper than anybody writes them', () => {
  const DEEP = 4000;
  const FORMS: Readonly<Record<string, string>> = {
    'deep.js': `${'function f(){'.repeat(DEEP)}${'}'.repeat(DEEP)}`,
    'deep.py': `${Array.from({ length: DEEP }, (_, depth) => `${' '.repeat(depth)}def f():\n`).join('')}${' '.repeat(DEEP)}pass\n`,
    'Deep.java': `${'class A{'.repeat(DEEP)}${'}'.repeat(DEEP)}`,
    'deep.c': `${'struct a{'.repeat(DEEP)}${'};'.repeat(DEEP)}`,
  };

  for (const [path, code] of Object.entries(FORMS)) {
    // Anything that goes through all that is around for each of them takes longer than a test may.
    it(`are all checked in ${path}`, () => {
      const project = '.lifetrace/project.yaml';
      const engine = engineOf({
        [project]: 'product: {name: Pump}\n',
        'spec.md': '## SS-1: Pump\n- safetyClass: C\n',
        [path]: code,
      });
      assert.equal(engine.snapshot().counts.units, DEEP);
      // A structure of C is data.
      assert.equal(engine.findings().countOf('LT202') > 0, path !== 'deep.c');
    });
  }

  it('inherit what the units around them trace to', () => {
    const tagged = `/** @implements SRS-1 */\nfunction outer(){${'function f(){'.repeat(100)}${'}'.repeat(101)}`;
    const engine = engineOf({ 'spec.md': '## SS-1: Pump\n\n## SRS-1: Stop\n', 'deep.js': tagged });
    const { units } = engine.snapshot();
    assert.equal(units.length, 101);
    assert.ok(units.every(({ traced }) => traced));
  });
});
