import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FileChange } from '../../../server/src/answers/edits/fileChange.ts';
import { changed } from '../../../server/src/answers/edits/textChange.ts';
import { pathsAfterMove } from '../../../server/src/answers/movedFiles.ts';
import { renameChanges, renameStart } from '../../../server/src/answers/rename.ts';
import { lineColumnAt } from '../../../server/src/model/lineIndex.ts';
import { allOf } from '../../../server/src/model/steps.ts';
import { engineOf } from '../../support/project.ts';
import { sampleFiles } from '../../support/sampleFiles.ts';

type Files = Readonly<Record<string, string>>;

function after(files: Files, changes: readonly FileChange[]): Record<string, string> {
  const result: Record<string, string> = { ...files };
  for (const file of new Set(changes.map((change) => change.file))) {
    const inFile = changes.filter((change) => change.file === file);
    result[file] = changed(files[file] ?? '', inFile);
  }
  return result;
}

/** Renames the item at the first place where `at` stands in a file. */
function rename(files: Files, file: string, at: string, name: string): string | Record<string, string> {
  const offset = (files[file] ?? '').indexOf(at);
  assert.ok(offset >= 0, `${file} holds “${at}”`);
  const answer = allOf(renameChanges(engineOf(files).snapshot(), (each) => files[each], file, offset + 1, name));
  assert.ok(answer, 'an ID stands there');
  return answer.ok ? after(files, answer.value) : answer.reason;
}

/** Findings with line and message, one of two IDs written as a mark, without guesses at what was meant. */
function findings(files: Files, id: string): readonly string[] {
  const engine = engineOf(files);
  const { files: facts } = engine.snapshot();
  return engine
    .findings()
    .open.map(({ file, span, code, severity, message }) => {
      const { line } = lineColumnAt(facts.get(file)?.lineStarts ?? [0], span.start);
      const words = message.replace(/ Did you mean .*$/, '').replaceAll(id, '#');
      return `${file}:${line + 1} ${code} ${severity} ${words}`;
    })
    .sort();
}

const PROJECT: Files = {
  '.lifetrace/project.yaml':
    'softwareItems:\n  # SI-1 is the pump\n  SI-1: {paths: [src/pump/**, src/main.c]}\nfiles:\n  sources: [src/**]\n',
  '.lifetrace/fda.yaml': 'answers:\n  E1: {because: [SRS-1, "SRS-12"]}\n',
  'spec/srs.md':
    '# SYS-1 Pump\n\n# SRS-1 Stop on air\n\n- derives: SYS-1\n- status: approved\n\n| ID | Title | Refines |\n|---|---|---|\n| SRS-12 | Stop fast | srs_001 |\n',
  'spec/units.yaml':
    '- id: UNIT-1\n  path: src/pump/air.c\n  implements: [SRS-12, SRS-1]\n  note: "see SRS-1."\n- id: SI-1\n  title: Pump\n',
  'src/pump/air.c': '/* @implements SRS-1, SRS-12 — see SRS-1 */\nint stop(void) { return 0; }\n',
  'src/main.c': 'int main(void) { return 0; }\n',
  'src/valve.c': '// [impl->dsn~valve~1]\nint valve(void) { return 0; }\n',
  'spec/design.md':
    '# Valve\n`dsn~valve~1`\n\nCloses.\n\nNeeds: impl\n\n# Pressure\n`dsn~pressure~1`\n\nDepends:\n* `dsn~valve~1`\n',
};

describe('Renaming an ID', () => {
  it('changes definition, links, fields, tags and project files, and nothing else', () => {
    const renamed = rename(PROJECT, 'src/pump/air.c', 'SRS-1,', 'SRS-700');
    assert.deepEqual(renamed, {
      ...PROJECT,
      '.lifetrace/fda.yaml': 'answers:\n  E1: {because: [SRS-700, "SRS-12"]}\n',
      'spec/srs.md':
        '# SYS-1 Pump\n\n# SRS-700 Stop on air\n\n- derives: SYS-1\n- status: approved\n\n| ID | Title | Refines |\n|---|---|---|\n| SRS-12 | Stop fast | SRS-700 |\n',
      'spec/units.yaml':
        '- id: UNIT-1\n  path: src/pump/air.c\n  implements: [SRS-12, SRS-700]\n  note: "see SRS-700."\n- id: SI-1\n  title: Pump\n',
      'src/pump/air.c': '/* @implements SRS-700, SRS-12 — see SRS-1 */\nint stop(void) { return 0; }\n',
    });
  });

  it('changes what aliases repeat where it is written, and a link that is written in two lines', () => {
    const spec =
      '- id: SYS-1\n- id: SYS-2\n- id: SRS-1\n  derives: &all [SYS-1, SYS-2]\n- id: SRS-2\n  derives: *all\n';
    const folded = '- id: SRS-3\n  derives: SYS-2,\n    SYS-1\n';
    assert.deepEqual(rename({ 'spec/a.yaml': spec + folded }, 'spec/a.yaml', 'SYS-1', 'SYS-7'), {
      'spec/a.yaml': (spec + folded).replaceAll('SYS-1', 'SYS-7'),
    });
  });

  it('finds every spelling of the ID in a field, on disk and in an editor', () => {
    const spec = '- id: srs_007\n  title: A\n- id: UNIT-1\n  note: SRS-07, srs-7, SRS-7. SRS-70 SRS_0007\n';
    const files = { 'spec/a.yaml': spec, 'spec/b.md': '# SYS-2 B\n- note: as SRS-007 says\n' };
    const changes = (open: boolean): unknown => {
      const engine = engineOf(files);
      if (open) engine.apply(Object.entries(files).map(([path, text]) => ({ kind: 'opened', path, text })));
      return allOf(
        renameChanges(engine.snapshot(), (each) => files[each as keyof typeof files], 'spec/a.yaml', 6, 'SRS-8'),
      );
    };
    const renamed = rename(files, 'spec/a.yaml', 'srs_007', 'SRS-8');
    assert.deepEqual(renamed, {
      'spec/a.yaml': '- id: SRS-8\n  title: A\n- id: UNIT-1\n  note: SRS-8, SRS-8, SRS-8. SRS-70 SRS-8\n',
      'spec/b.md': '# SYS-2 B\n- note: as SRS-8 says\n',
    });
    assert.deepEqual(changes(true), changes(false));
  });

  it('changes the keys of the project file', () => {
    const renamed = rename(PROJECT, 'spec/units.yaml', 'SI-1', 'SI-20');
    assert.ok(typeof renamed === 'object');
    assert.match(renamed['.lifetrace/project.yaml'] ?? '', /# SI-1 is the pump\n {2}SI-20: \{paths/);
  });

  it('keeps the revision of an OpenFastTrace ID', () => {
    const renamed = rename(PROJECT, 'src/valve.c', 'dsn~valve', 'dsn~shut-off');
    assert.ok(typeof renamed === 'object');
    assert.match(renamed['src/valve.c'] ?? '', /\[impl->dsn~shut-off~1\]/);
    assert.match(renamed['spec/design.md'] ?? '', /`dsn~shut-off~1`[\s\S]*\* `dsn~shut-off~1`/);
  });

  it('marks what stands in an approved record', () => {
    const snapshot = engineOf(PROJECT).snapshot();
    const at = (PROJECT['spec/srs.md'] ?? '').indexOf('SRS-1');
    const answer = allOf(renameChanges(snapshot, (file) => PROJECT[file], 'spec/srs.md', at, 'SRS-700'));
    assert.ok(answer?.ok);
    const approved = answer.value.filter((change) => change.approved !== undefined);
    assert.deepEqual(
      approved.map(({ file, approved: id }) => `${file} ${id}`),
      ['spec/srs.md SRS-1'],
    );
  });

  for (const [name, reason] of [
    ['', 'An ID cannot be empty.'],
    ['SRS-12', '“SRS-12” is already defined at spec/srs.md:10.'],
    ['srs_0012', '“srs_0012” is already defined at spec/srs.md:10.'],
    ['SRS-1', 'That is its name already.'],
    ['SHA-256', '“SHA-256” is not a valid item ID (expected a known prefix and a number, for example SRS-012).'],
    ['SRS 7', '“SRS 7” is not a valid item ID (expected a known prefix and a number, for example SRS-012).'],
    [
      'SYS-7',
      '“SYS-7” is the ID of a system requirement; SRS-1 is a software requirement. Renaming cannot change the type.',
    ],
    [`SRS-${'1'.repeat(200)}`, 'An ID cannot be longer than 200 characters.'],
    ['SRS7', 'In spec/srs.md the new ID would not be read as one, so nothing is renamed.'],
  ] as const) {
    it(`refuses “${name.slice(0, 20)}”: ${reason}`, () => {
      assert.equal(rename(PROJECT, 'spec/srs.md', 'SRS-1', name), reason);
    });
  }

  it('refuses an ID that something else names already', () => {
    const files = { ...PROJECT, 'src/main.c': '/* @implements SRS-900 */\nint main(void) { return 0; }\n' };
    const reason = '“SRS-900” is not defined, but src/main.c:1 names it already and would then mean this item.';
    assert.equal(rename(files, 'spec/srs.md', 'SRS-1', 'SRS-900'), reason);
  });

  it('refuses an ID that is not defined, and one that is defined twice', () => {
    const files = {
      ...PROJECT,
      'src/main.c': '/* @implements SRS-900 */\nint main(void) { return 0; }\n',
      'spec/twice.md': '# SRS-1 Again\n',
    };
    assert.equal(
      rename(files, 'src/main.c', 'SRS-900', 'SRS-5'),
      '“SRS-900” is not defined in this workspace, so there is nothing to rename.',
    );
    assert.match(
      String(rename(files, 'src/pump/air.c', 'SRS-1', 'SRS-5')),
      /defined twice, at spec\/srs.md:3 and spec\/twice.md:1/,
    );
  });

  it('refuses to go by a text that is not the one on record', () => {
    const snapshot = engineOf(PROJECT).snapshot();
    const texts = (file: string): string => ` ${PROJECT[file]}`;
    const answer = allOf(renameChanges(snapshot, texts, 'src/pump/air.c', 16, 'SRS-700'));
    assert.ok(answer && !answer.ok);
    assert.match(answer.reason, /has changed on disk/);
  });

  it('leaves other names to other languages', () => {
    const snapshot = engineOf(PROJECT).snapshot();
    assert.equal(renameStart(snapshot, 'src/main.c', 5), undefined);
    assert.equal(allOf(renameChanges(snapshot, (file) => PROJECT[file], 'src/main.c', 5, 'start')), undefined);
  });

  it('leaves every finding as it was but for the ID, in the demo project', () => {
    const files = sampleFiles();
    const items = engineOf(files)
      .snapshot()
      .items.filter(({ primary }) => primary);
    const any = fc.record({ index: fc.nat(items.length - 1), number: fc.integer({ min: 500, max: 999_999 }) });
    fc.assert(
      fc.property(any, ({ index, number }) => {
        const item = items[index];
        assert.ok(item);
        const name = item.id.replace(/\d+(?:\.\d+)*$/, String(number));
        const answer = allOf(
          renameChanges(engineOf(files).snapshot(), (file) => files[file], item.file, item.fact.idSpan.start, name),
        );
        assert.ok(answer?.ok, `${item.id} → ${name}: ${answer?.ok === false ? answer.reason : 'nothing there'}`);
        assert.deepEqual(findings(after(files, answer.value), name), findings(files, item.id));
      }),
      { numRuns: 15 },
    );
  });
});

describe('Moving files', () => {
  const move = (from: string, to: string, project = PROJECT) => {
    const answer = allOf(pathsAfterMove(engineOf(project).snapshot(), (file) => project[file], [{ from, to }]));
    return { files: after(project, answer.changes), left: answer.left };
  };

  it('brings the path of a unit up to date, and names the pattern that does not hold the file any more', () => {
    const { files, left } = move('src/pump/air.c', 'src/air/monitor.c');
    assert.match(files['spec/units.yaml'] ?? '', /path: src\/air\/monitor\.c/);
    assert.deepEqual(left, [
      '.lifetrace/project.yaml: “src/pump/**” holds src/pump/air.c, but not src/air/monitor.c. A pattern is left as it is.',
    ]);
  });

  it('brings exact paths and patterns below a moved folder up to date', () => {
    assert.match(
      move('src/main.c', 'src/app.c').files['.lifetrace/project.yaml'] ?? '',
      /src\/pump\/\*\*, src\/app\.c/,
    );
    const { files, left } = move('src/pump', 'src/drive');
    assert.match(files['.lifetrace/project.yaml'] ?? '', /\[src\/drive\/\*\*, src\/main\.c\]/);
    assert.match(files['spec/units.yaml'] ?? '', /path: src\/drive\/air\.c/);
    assert.deepEqual(left, []);
  });

  it('waits for consent where a record says that it is approved, however it spells that', () => {
    const records =
      'UNIT-1: {title: A, path: a.c, status: Approved}\nUNIT-2: {title: B, path: a.c, status: released}\n';
    const files = { 'units.yaml': `${records}UNIT-3: {title: C, path: a.c, status: draft}\nUNIT-4: {path: a.c}\n` };
    const moves = [{ from: 'a.c', to: 'b.c' }];
    const { changes } = allOf(pathsAfterMove(engineOf(files).snapshot(), () => files['units.yaml'], moves));
    assert.deepEqual(
      changes.map(({ approved }) => approved),
      ['UNIT-1', 'UNIT-2', undefined, undefined],
    );
  });

  it('brings up to date where the evidence of a clause is, and keeps the heading that it names', () => {
    const evidence = (path: string) =>
      `"5.1.1": {evidence: [${path}, "${path}#roles", SRS-1], reviewed: 2026-08-30}\n"5.2": docs/plan\n`;
    const project = { '.lifetrace/evidence.yaml': evidence('docs/plan.md') };
    const { files } = move('docs/plan.md', 'plans/software.md', project);
    assert.equal(files['.lifetrace/evidence.yaml'], evidence('plans/software.md'));
  });

  it('brings the paths of units up to date, and leaves the reasons beside them alone', () => {
    const units = (path: string) =>
      `units:\n  include: [${path}]\n  exclude: [{paths: [${path}/gen.c], reason: src/old}]\n  overrides: [{paths: ["${path}/*.c"], minLines: 3}]\n`;
    const project = { '.lifetrace/project.yaml': units('src/old'), 'src/old/gen.c': '' };
    const { files } = move('src/old', 'src/new', project);
    assert.equal(files['.lifetrace/project.yaml'], units('src/new'));
  });

  it('changes nothing for a file that nobody names', () => {
    assert.deepEqual(move('src/valve.c', 'src/shut.c'), { files: PROJECT, left: [] });
  });
});
