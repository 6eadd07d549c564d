import assert from 'node:assert/strict';
import type { CompletionEntry } from '../../../server/src/answers/completing/completionEntry.ts';
import { completionsAt } from '../../../server/src/answers/completion.ts';
import { projectOf } from '../../support/project.ts';

const PROJECT = {
  'spec/a.yaml': 'SS-1: {title: Pump, safetyClass: C}\nSI-1: {title: Delivery, partOf: SS-1, paths: [src/**]}\n',
  'spec/b.md': '# SYS-001 Stop on air\n\n# SRS-009 Detect air\n- derives: SYS-1\n',
  'src/a.c': '/* @implements SRS-010 */\nint f(void);\n',
};

function entries(file: string, marked: string): readonly CompletionEntry[] {
  const offset = marked.indexOf('$0');
  return completionsAt(projectOf(PROJECT), file, marked.replace('$0', ''), offset).entries;
}

function offered(file: string, marked: string): readonly string[] {
  return entries(file, marked).map(({ label }) => label);
}

describe('Completion of fields', () => {
  it('names the fields of a record in Markdown, those of its type first, and none that is there', () => {
    const names = offered('spec/new.md', '# SRS-7 New\n\n- derives: SYS-1\n- $0\n\n# SRS-8 Next\n- status: draft\n');
    assert.deepEqual(names.slice(0, 3), ['implements', 'category', 'verification']);
    assert.ok(names.includes('status') && names.includes('suppress'));
    assert.ok(!names.includes('derives') && !names.includes('mitigates'));
  });

  it('names them in YAML, in a list and in a map', () => {
    const listed = offered(
      'spec/new.yaml',
      '- id: HS-1\n  title: Air\n  harm: embolism\n  $0\n- id: HS-2\n  severity: S1\n',
    );
    assert.deepEqual(listed.slice(0, 2), ['arisesFrom', 'severity']);
    assert.ok(!listed.includes('harm'));
    assert.deepEqual(offered('spec/new.yaml', 'UNIT-1:\n  title: Air\n  pa$0\n').slice(0, 2), ['partOf', 'path']);
  });

  it('names no field outside of records, and none in a sentence', () => {
    assert.deepEqual(offered('spec/new.md', '# Introduction\n\n- $0\n'), []);
    assert.deepEqual(offered('spec/new.md', '# SRS-7 New\n\n- the $0 pump\n'), []);
  });

  it('proposes values where they are known', () => {
    assert.deepEqual(offered('spec/new.md', '# SRS-7 New\n- verification: $0\n'), [
      'test',
      'inspection',
      'analysis',
      'demo',
    ]);
    assert.deepEqual(offered('spec/new.md', '# SYS-7 New\n- **allocation**: $0\n'), ['software', 'hardware', 'both']);
    assert.deepEqual(offered('spec/new.yaml', 'SI-7:\n  safetyClass: $0\n'), ['A', 'B', 'C']);
    assert.ok(offered('spec/new.yaml', '- id: SRS-7\n  status: ap$0\n').includes('approved'));
    assert.deepEqual(offered('spec/new.md', '# SRS-7 New\n- rationale: $0\n'), []);
  });

  it('begins a record with the next ID that nobody has or names', () => {
    const [first, ...others] = entries('spec/b.md', '# SYS-001 Stop on air\n\n# $0\n');
    assert.equal(first?.label, 'SYS-002');
    assert.match(
      others.find(({ label }) => label.startsWith('SRS'))?.snippet ?? '',
      /^SRS-011 \$\{1:New software requirement\}\n\n- derives: \$\{2\}\n- status: draft/,
    );
    assert.ok(offered('spec/new.yaml', '- id: $0\n').includes('SI-2'));
    const snippet = (text: string) => entries('spec/new.yaml', text).find(({ label }) => label === 'SRS-011')?.snippet;
    const fields = `\n  title: \${1:New software requirement}\n  derives: \${2}\n  status: draft`;
    assert.equal(snippet('- id: $0\n'), `SRS-011${fields}`);
    assert.equal(snippet('- title: Other\n- id: $0\n- id: SRS-9\n'), `SRS-011${fields}`);
    assert.equal(snippet('id: $0\n'), `SRS-011${fields.replaceAll('\n  ', '\n')}`);
    assert.equal(snippet('- id: $0\n  title: There already\n'), undefined);
  });
});

describe('Completion in settings', () => {
  const project = (text: string) => offered('.lifetrace/project.yaml', text);

  it('names keys by where they stand', () => {
    assert.ok(project('pro$0\n').includes('profile'));
    assert.deepEqual(project('files:\n  $0\n'), ['include', 'exclude', 'specs', 'sources', 'tests']);
    assert.deepEqual(project('softwareItems:\n  SI-1:\n    $0\n'), ['paths']);
    assert.deepEqual(project('units:\n  exclude:\n    - paths: [a/**]\n      $0\n'), ['languages', 'paths', 'reason']);
    assert.ok(project('rules:\n  $0\n').includes('LT202'));
  });

  it('proposes values', () => {
    assert.deepEqual(project('profile: $0\n'), ['62304-2006-a1', '62304-2006', '62304-ed2-draft']);
    assert.deepEqual(project('rules:\n  LT202: $0\n'), ['error', 'warning', 'information', 'off']);
    assert.ok(project('units:\n  kinds: [function, $0]\n').includes('method'));
    assert.ok(project('units:\n  kinds:\n    - $0\n').includes('method'));
    assert.deepEqual(offered('.lifetrace/risk.yaml', 'severity:\n  - id: S1\n    injury: $0\n'), [
      'none',
      'non-serious',
      'serious',
    ]);
  });

  it('names the clauses of the edition in the evidence map, and what may stand for one', () => {
    const [first] = entries('.lifetrace/evidence.yaml', '"$0"\n');
    assert.deepEqual([first?.label, first?.insertText, first?.replace], ['4.1', '"4.1": ', { start: 0, end: 2 }]);
    assert.ok(first?.detail !== '' && first?.documentation !== undefined);
    assert.deepEqual(offered('.lifetrace/evidence.yaml', '"4.3 a": $0\n'), ['auto']);
    assert.deepEqual(offered('.lifetrace/evidence.yaml', '"5.1": {$0}\n'), ['evidence', 'reviewed', 'na']);
  });

  it('knows maps on one line', () => {
    const fda = (text: string) => offered('.lifetrace/fda.yaml', text);
    assert.deepEqual(fda('answers:\n  E1: {$0}\n'), ['value', 'because', 'note', 'by', 'date']);
    assert.deepEqual(fda('answers:\n  E1: {note: "a, b", value: y$0}\n'), ['yes', 'no', 'unanswered']);
    assert.deepEqual(fda('legacy2005: {J1: no, J4$0: yes}\n').slice(0, 2), ['J1', 'J2']);
    assert.deepEqual(fda('answers:\n  E1: {because: [HS-1, $0]}\n'), []);
  });

  it('names types of records for prefixes, in words', () => {
    const found = entries('.lifetrace/project.yaml', 'prefixes:\n  $0\n').find(({ label }) => label === 'RC');
    assert.equal(found?.detail, 'risk control');
  });
});
