import assert from 'node:assert/strict';
import { type RecordEditRequest, recordEdit } from '../../../server/src/answers/edits/recordEdit.ts';
import { changed } from '../../../server/src/answers/edits/textChange.ts';
import { projectOf } from '../../support/project.ts';

const FILE = { yaml: 'records.yaml', markdown: 'records.md' } as const;

/** The text after an edit of the item SI-1, with `|` where the cursor stands; or why it was refused. */
function edited(language: keyof typeof FILE, text: string, request: RecordEditRequest): string {
  const item = projectOf({ [FILE[language]]: text }).byKey.get('SI-1');
  assert.ok(item);
  const edit = recordEdit(text, item, request);
  if ('refused' in edit) return edit.refused;
  const result = changed(text, edit.changes);
  return `${result.slice(0, edit.cursor)}|${result.slice(edit.cursor)}`;
}

const RATIONALE: RecordEditRequest = { kind: 'insertRationale', item: 'SI-1' };
const CLASS_C: RecordEditRequest = { kind: 'setClass', item: 'SI-1', level: 'C' };

describe('Edits of a record', () => {
  describe('that set the class', () => {
    it('replace the value, wherever it stands, and leave the rest alone', () => {
      assert.equal(
        edited('yaml', 'SI-1:\n  title: One # first\n  safetyClass: B # for now\n', CLASS_C),
        'SI-1:\n  title: One # first\n  safetyClass: C| # for now\n',
      );
      assert.equal(
        edited('yaml', 'SI-1: {title: One, safetyClass: "B"}\n', CLASS_C),
        'SI-1: {title: One, safetyClass: "C|"}\n',
      );
      assert.equal(edited('yaml', '"SI-1":\n  title: One\n', CLASS_C), '"SI-1":\n  title: One\n  safetyClass: C|\n');
      assert.equal(
        edited('markdown', '# SI-1 One\n\n- safetyClass: B\n\nText.\n', CLASS_C),
        '# SI-1 One\n\n- safetyClass: C|\n\nText.\n',
      );
      assert.equal(
        edited('markdown', '| ID | Title | safetyClass |\n|---|---|---|\n| SI-1 | One | B |\n', CLASS_C),
        '| ID | Title | safetyClass |\n|---|---|---|\n| SI-1 | One | C| |\n',
      );
      assert.equal(
        edited('markdown', '---\nid: SI-1\nsafetyClass: B\n---\n\nText.\n', CLASS_C),
        '---\nid: SI-1\nsafetyClass: C|\n---\n\nText.\n',
      );
    });

    it('add the field where there is none', () => {
      assert.equal(edited('yaml', 'SI-1:\n  title: One', CLASS_C), 'SI-1:\n  title: One\n  safetyClass: C|');
      assert.equal(
        edited('yaml', '- id: SI-1\n  title: One\n  text: >-\n    some\n    words\n\n- id: SI-2\n', CLASS_C),
        '- id: SI-1\n  title: One\n  text: >-\n    some\n    words\n  safetyClass: C|\n\n- id: SI-2\n',
      );
      assert.equal(
        edited('yaml', 'SI-1: {title: One, paths: [a]}\n', CLASS_C),
        'SI-1: {title: One, paths: [a], safetyClass: C|}\n',
      );
      assert.equal(edited('yaml', 'SI-1: {title: "One"}\n', CLASS_C), 'SI-1: {title: "One", safetyClass: C|}\n');
      assert.equal(
        edited('yaml', 'SI-1:\r\n  title: One\r\n', CLASS_C),
        'SI-1:\r\n  title: One\r\n  safetyClass: C|\r\n',
      );
      assert.equal(edited('markdown', '# SI-1 One\n\nText.\n', CLASS_C), '# SI-1 One\n\n- safetyClass: C|\n\nText.\n');
      assert.equal(
        edited('markdown', '# SI-1 One\n- owner: me\n- partOf: SS-1\n\nText.\n', CLASS_C),
        '# SI-1 One\n- owner: me\n- partOf: SS-1\n- safetyClass: C|\n\nText.\n',
      );
      assert.equal(
        edited('markdown', '---\nid: SI-1\n---\n\nText.\n', CLASS_C),
        '---\nid: SI-1\nsafetyClass: C|\n---\n\nText.\n',
      );
    });

    it('fill a field without a value', () => {
      assert.equal(
        edited('yaml', 'SI-1:\n  safetyClass: # not yet\n', CLASS_C),
        'SI-1:\n  safetyClass: C| # not yet\n',
      );
      assert.equal(edited('markdown', '# SI-1 One\n- safetyClass:\n', CLASS_C), '# SI-1 One\n- safetyClass: C|\n');
    });

    it('are refused where a table has no column for it', () => {
      assert.match(
        edited('markdown', '| ID | Title |\n|---|---|\n| SI-1 | One |\n', CLASS_C),
        /^The table .* has no column “safetyClass”/,
      );
    });
  });

  describe('that insert a rationale', () => {
    it('bring its fields without values, so that nothing is justified by them', () => {
      const text = 'SI-1:\n  title: One\n  safetyClass: B # low\n  paths: [a]\n';
      const after = edited('yaml', text, RATIONALE);
      assert.equal(
        after,
        `SI-1:
  title: One
  safetyClass: B # low
  classRationale:
    text: |# why a lower classification is justified (4.3 d)
    segregation:
      mechanism: # separate-processor, mpu, process, vm, network, time-partition or other
      description: # how it is kept apart from what is classified higher
    rmfRef: # where the risk management file says so
    decidedBy: # name, date
  paths: [a]
`,
      );
      const { classes } = projectOf({
        'a.yaml': `SS-1: {title: S, safetyClass: C}\n${after.replace('|', '')}  partOf: SS-1\n`,
      });
      assert.equal(classes.nodes.get('SI-1')?.effective, 'C');
      assert.equal(classes.nodes.get('SI-1')?.declaration, 'rationale-missing');
    });

    it('fit into braces and below headings', () => {
      assert.equal(
        edited('yaml', 'SI-1: {title: One, safetyClass: B, paths: [a]}\n', RATIONALE),
        'SI-1: {title: One, safetyClass: B, classRationale: {text: "|", segregation: {mechanism: "", description: ""}, rmfRef: "", decidedBy: ""}, paths: [a]}\n',
      );
      assert.equal(
        edited('markdown', '# SI-1 One\n- safetyClass: B\n\nText.\n', RATIONALE),
        `# SI-1 One
- safetyClass: B
- classRationale.text:|
- classRationale.segregation.mechanism:
- classRationale.segregation.description:
- classRationale.rmfRef:
- classRationale.decidedBy:

Text.
`,
      );
    });

    it('add only what is missing', () => {
      assert.equal(
        edited('yaml', 'SI-1:\n  safetyClass: A\n  classRationale:\n    text: cannot harm\n  owner: me\n', RATIONALE),
        `SI-1:
  safetyClass: A
  classRationale:
    text: cannot harm
    segregation:
      mechanism: |# separate-processor, mpu, process, vm, network, time-partition or other
      description: # how it is kept apart from what is classified higher
  owner: me
`,
      );
      assert.equal(
        edited('yaml', 'SI-1:\n  classRationale: {text: cannot harm}\n', RATIONALE),
        'SI-1:\n  classRationale: {text: cannot harm, segregation: {mechanism: "|", description: ""}}\n',
      );
      assert.equal(
        edited('yaml', 'SI-1:\n  classRationale: cannot harm # (said Ann)\n', RATIONALE),
        `SI-1:
  classRationale:
    text: cannot harm # (said Ann)
    segregation:
      mechanism: |# separate-processor, mpu, process, vm, network, time-partition or other
      description: # how it is kept apart from what is classified higher
`,
      );
      assert.match(
        edited('markdown', '# SI-1 One\n- classRationale: cannot harm\n', RATIONALE),
        /cannot harm\n- classRationale\.segregation\.mechanism:\|\n/,
      );
    });

    it('are refused where there is nothing to add, or no place for it', () => {
      assert.match(
        edited('yaml', 'SI-1: {classRationale: {text: a, segregation: {mechanism: mpu}}}\n', RATIONALE),
        /^SI-1 has the fields of a rationale already/,
      );
      assert.match(
        edited('yaml', 'SI-1:\n  classRationale: >-\n    cannot\n    harm\n', RATIONALE),
        /^The rationale of SI-1 is no map/,
      );
      assert.match(
        edited('markdown', '| ID | Title |\n|---|---|\n| SI-1 | One |\n', RATIONALE),
        /^A rationale does not fit into the table/,
      );
    });
  });

  it('leave every other record as it is', () => {
    const text =
      '# the architecture\nSS-1: {title: System}\n\nSI-1:\n  title: One\n  partOf: SS-1\n  # a note\n\nSI-2:\n  title: Two\n  partOf: SI-1\n';
    for (const request of [RATIONALE, CLASS_C]) {
      const result = edited('yaml', text, request).replace('|', '');
      const before = projectOf({ 'a.yaml': text });
      const after = projectOf({ 'a.yaml': result });
      for (const key of ['SS-1', 'SI-2']) {
        const fact = (project: typeof before) =>
          project.byKey.get(key)?.fact.attributes.map(({ name, values }) => [name, values.map((value) => value.text)]);
        assert.deepEqual(fact(after), fact(before));
      }
      assert.ok(result.includes('# the architecture') && result.includes('  # a note'));
    }
  });
});
