import assert from 'node:assert/strict';
import { writeField } from '../../../server/src/answers/edits/fieldWriter.ts';
import { writeRecord } from '../../../server/src/answers/edits/newRecord.ts';
import { writeTag } from '../../../server/src/answers/edits/tagWriter.ts';
import { changed } from '../../../server/src/answers/edits/textChange.ts';
import { engineOf } from '../../support/project.ts';

const SYSTEM = { '.lifetrace/project.yaml': 'product: {name: Pump}\n', 'spec/sys.md': '# SYS-1 Pump\n' };

/** The text of a spec after a field was written into SRS-1; undefined when that is not possible. */
function withField(file: string, text: string, name: string, value: string): string | undefined {
  const files: Record<string, string> = { ...SYSTEM, [file]: text };
  const snapshot = engineOf(files).snapshot();
  const item = snapshot.byKey.get('SRS-1');
  assert.ok(item);
  const change = writeField(snapshot, (each) => files[each], item, { name, value });
  return change && changed(text, [change]);
}

/** The text of a spec after SRS-2 was written behind SRS-1; undefined when that is not possible. */
function withRecord(file: string, text: string): string | undefined {
  const files: Record<string, string> = { ...SYSTEM, [file]: text };
  const fields = [{ name: 'derives', value: 'SYS-1' }];
  const record = { id: 'SRS-2', type: 'SRS', title: 'Stop: "now" | #1', fields };
  const change = writeRecord(engineOf(files).snapshot(), (each) => files[each], record);
  return change && changed(text, [change]);
}

/** The text of a code file after a tag was written on its first unit. */
function withTag(file: string, text: string): string | undefined {
  const files: Record<string, string> = { ...SYSTEM, 'spec/srs.md': '# SRS-1 Stop\n', [file]: text };
  const snapshot = engineOf(files).snapshot();
  const [unit] = snapshot.unitsByFile.get(file) ?? [];
  const item = snapshot.byKey.get('SRS-1');
  assert.ok(unit && item);
  const change = writeTag(snapshot, (each) => files[each], unit, item);
  return change && changed(text, [change]);
}

describe('Writing a field', () => {
  it('puts it below the last field, in the bullets of the record', () => {
    const text = '# SRS-1 Stop\r\n\r\nIt stops.\r\n\r\n* status: draft\r\n\r\n# SRS-3 Next\r\n';
    assert.equal(
      withField('spec/a.md', text, 'derives', 'SYS-1'),
      text.replace('draft\r\n', 'draft\r\n* derives: SYS-1\r\n'),
    );
  });

  it('puts the first one below the text, in front of the next heading', () => {
    const text = '## SRS-1 Stop\n\nIt stops.\n\n### Remarks\n\nNone.\n\n## SRS-3 Next\n';
    assert.equal(
      withField('spec/a.md', text, 'source', 'IEC 60601-1'),
      text.replace('stops.\n', 'stops.\n\n- source: IEC 60601-1\n'),
    );
  });

  it('adds a target to a link that is there, in each notation', () => {
    const more = (file: string, text: string): string | undefined =>
      withField(file, `${text}\n`, 'derives', 'SYS-1')?.trimEnd();
    assert.equal(more('spec/a.md', '# SRS-1 Stop\n- derives: SYS-9'), '# SRS-1 Stop\n- derives: SYS-9, SYS-1');
    assert.equal(more('spec/a.yaml', 'SRS-1: {derives: [SYS-9]}'), 'SRS-1: {derives: [SYS-9, SYS-1]}');
    assert.equal(more('spec/a.yaml', '- id: SRS-1\n  derives: SYS-9'), '- id: SRS-1\n  derives: SYS-9, SYS-1');
  });

  it('writes into YAML blocks, inline maps and front matter', () => {
    const rationale = (file: string, text: string): string | undefined =>
      withField(file, text, 'classRationale.text', 'it: is "so"');
    assert.equal(
      rationale('spec/a.yaml', '- id: SRS-1\n  title: >-\n    Stop\n    now\n- id: SRS-3\n'),
      '- id: SRS-1\n  title: >-\n    Stop\n    now\n  classRationale:\n    text: "it: is \\"so\\""\n- id: SRS-3\n',
    );
    assert.equal(
      rationale('spec/a.yaml', 'SRS-1: {title: Stop}\n'),
      'SRS-1: {title: Stop, classRationale: {text: "it: is \\"so\\""}}\n',
    );
    assert.equal(
      rationale('spec/a.md', '---\nid: SRS-1\n---\nText\n'),
      '---\nid: SRS-1\nclassRationale:\n  text: "it: is \\"so\\""\n---\nText\n',
    );
  });

  it('keeps the sign of a comment in a value, and writes into maps that are there', () => {
    assert.equal(
      withField(
        'spec/a.yaml',
        'SRS-1: {title: Stop, classRationale: {decidedBy: me}}\n',
        'classRationale.text',
        'a # b',
      ),
      'SRS-1: {title: Stop, classRationale: {decidedBy: me, text: "a # b"}}\n',
    );
    assert.equal(
      withField('spec/a.yaml', '"SRS-1":\n  title: Stop\n', 'source', 'a # b'),
      '"SRS-1":\n  title: Stop\n  source: "a # b"\n',
    );
  });

  it('fills the cell of a table, and does nothing where there is no column', () => {
    const table = '| ID | Title | Derives |\n|---|---|---|\n| SRS-1 | Stop | |\n| SRS-3 | Next | SYS-1 |\n';
    assert.equal(
      withField('spec/a.md', table, 'derives', 'SYS-1'),
      table.replace('| SRS-1 | Stop | |', '| SRS-1 | Stop | SYS-1 |'),
    );
    assert.equal(withField('spec/a.md', table, 'status', 'draft'), undefined);
  });

  it('keeps what a person says to one line of the record', () => {
    const text = '# SRS-1 Stop\n- status: draft\n\n# SRS-3 Next\n';
    const written = withField('spec/a.md', text, 'source', 'a\n# SRS-666 Evil\n- status: approved');
    assert.equal(written, text.replace('draft\n', 'draft\n- source: a # SRS-666 Evil - status: approved\n'));
  });
});

describe('Writing a record', () => {
  it('writes it as its neighbour is written', () => {
    assert.equal(
      withRecord('spec/a.md', '## SRS-1 Stop\r\n\r\n## SYS-4 Other\r\n'),
      '## SRS-1 Stop\r\n\r\n## SRS-2 Stop: "now" | #1\r\n\r\n- derives: SYS-1\r\n- status: draft\r\n\r\n## SYS-4 Other\r\n',
    );
    const table = '| ID | Title | Derives |\n|---|---|---|\n| SRS-1 | Stop | SYS-1 |\n';
    assert.equal(withRecord('spec/a.md', table), `${table}| SRS-2 | Stop: "now" \\| #1 | SYS-1 |\n`);
    const list = '- id: SRS-1\n  title: Stop\n\n- id: SRS-9\n  title: Late\n';
    assert.equal(
      withRecord('spec/a.yaml', list),
      list.replace('Stop\n', 'Stop\n- id: SRS-2\n  title: "Stop: \\"now\\" | #1"\n  derives: SYS-1\n  status: draft\n'),
    );
    assert.equal(
      withRecord('spec/a.yaml', 'group:\n  SRS-1: {title: Stop}\n  SRS-9: {title: Late}\n'),
      'group:\n  SRS-1: {title: Stop}\n  SRS-2: {title: "Stop: \\"now\\" | #1", derives: SYS-1, status: draft}\n  SRS-9: {title: Late}\n',
    );
  });

  it('writes none where each record is a file of its own, and none of a new type', () => {
    assert.equal(withRecord('spec/a.md', '---\nid: SRS-1\n---\nText\n'), undefined);
    assert.equal(withRecord('spec/a.yaml', 'id: SRS-1\ntitle: Stop\n'), undefined);
    assert.equal(withRecord('spec/a.md', '# SDD-1 Design\n'), undefined);
  });
});

describe('Writing a tag', () => {
  for (const [file, before, after] of [
    ['a.c', '\tint f(void) { return 0; }\n', '\t/** @implements SRS-1 */\n\tint f(void) { return 0; }\n'],
    [
      'a.c',
      '/* Stops. */\nint f(void) { return 0; }\n',
      '/* Stops.\n * @implements SRS-1 */\nint f(void) { return 0; }\n',
    ],
    ['a.c', '// Stops.\nint f(void) { return 0; }\n', '// Stops.\n// @implements SRS-1\nint f(void) { return 0; }\n'],
    [
      'a.ts',
      '/**\n * Stops.\n */\nexport function f() {}\n',
      '/**\n * Stops.\n * @implements SRS-1\n */\nexport function f() {}\n',
    ],
    [
      'a.rs',
      '/// Stops.\r\n#[inline]\r\nfn f() {}\r\n',
      '/// Stops.\r\n/// @implements SRS-1\r\n#[inline]\r\nfn f() {}\r\n',
    ],
    ['a.go', 'package a\n\nfunc f() {}\n', 'package a\n\n// @implements SRS-1\nfunc f() {}\n'],
    ['a.py', 'def f():\n    pass\n', '# @implements SRS-1\ndef f():\n    pass\n'],
    ['a.cs', 'class A {\n    void F() {}\n}\n', '/// @implements SRS-1\nclass A {\n    void F() {}\n}\n'],
  ] as const) {
    it(`keeps to the style of ${file}: ${JSON.stringify(before.slice(0, 24))}`, () => {
      assert.equal(withTag(`src/${file}`, before), after);
    });
  }
});
