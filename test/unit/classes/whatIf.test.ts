import assert from 'node:assert/strict';
import fc from 'fast-check';
import { recordEdit } from '../../../server/src/answers/edits/recordEdit.ts';
import { changed } from '../../../server/src/answers/edits/textChange.ts';
import { assuming, type ClassAssumption } from '../../../server/src/trace/classes/assumptions.ts';
import { classChanges } from '../../../server/src/trace/classes/classChanges.ts';
import { classify } from '../../../server/src/trace/classes.ts';
import { classInputOf } from '../../../server/src/trace/classInputs.ts';
import { projectOf } from '../../support/project.ts';

const FILE = 'records.yaml';
const ITEMS = ['SI-1', 'SI-2', 'SI-3'];

const documented = '  classRationale: {text: cannot harm, segregation: {mechanism: mpu}}\n';
const optional = (field: string, values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.option(values, { nil: '' }).map((value) => (value === '' ? '' : `  ${field}: ${value}\n`));
const level = fc.constantFrom('A', 'B', 'C');

function record(id: string, ...fields: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...fields).map((lines) => `${id}:\n  title: ${id}\n${lines.join('')}`);
}

/** Small projects: a system, items below it or each other, situations with causes and controls. */
const projects = fc
  .tuple(
    record('SS-1', optional('safetyClass', level)),
    ...ITEMS.map((id, index) =>
      record(
        id,
        fc.constantFrom('SS-1', ...ITEMS.slice(0, index)).map((parent) => `  partOf: ${parent}\n`),
        optional('safetyClass', level),
        fc.constantFrom('', documented),
        optional('satisfies', fc.constantFrom('SRS-1', 'SRS-2')),
      ),
    ),
    ...[1, 2].map((number) =>
      record(
        `HS-${number}`,
        optional('severity', fc.constantFrom('S1', 'S2', 'S3', 'S4')),
        optional('p0', fc.constantFrom('P1', 'P3', 'P5')),
        optional('pExt', fc.constantFrom('P1', 'P3')),
      ),
    ),
    ...[1, 2].map((number) =>
      record(
        `CAUSE-${number}`,
        optional('in', fc.constantFrom(...ITEMS)),
        optional('causes', fc.constantFrom('HS-1', 'HS-2')),
      ),
    ),
    ...[1, 2].map((number) =>
      record(
        `RC-${number}`,
        optional('mitigates', fc.constantFrom('HS-1', 'HS-2', '[HS-1, HS-2]')),
        optional('external', fc.constantFrom('true', 'false')),
        optional('implementedIn', fc.constantFrom('software', 'hardware')),
      ),
    ),
    ...[1, 2].map((number) => record(`SRS-${number}`, fc.constant(`  implements: RC-${number}\n`))),
  )
  .map((records) => records.join(''));

const editions = fc.constantFrom('62304-2006-a1', '62304-2006');

function projectWith(records: string, edition: string) {
  return projectOf({ '.lifetrace/project.yaml': `profile: ${edition}\n`, [FILE]: records });
}

/** Effective classes, and what contradicts them, as texts that can be compared. */
function summary({ nodes, contradictions }: ReturnType<typeof classify>): readonly string[] {
  const classes = [...nodes.values()].map(({ id, effective }) => `${id} ${effective}`);
  return [...classes, ...contradictions.map(({ code, node }) => `${code} ${node}`)];
}

describe('What if', () => {
  it('starts from the classes that are on record', () => {
    fc.assert(
      fc.property(projects, editions, (records, edition) => {
        const project = projectWith(records, edition);
        const asked = classify(classInputOf(project));
        assert.deepEqual([...asked.nodes], [...project.classes.nodes]);
        assert.deepEqual(asked.contradictions, project.classes.contradictions);
        assert.deepEqual(classChanges(project.classes, asked), []);
      }),
      { numRuns: 100 },
    );
  });

  it('tells what writing a class would bring', () => {
    fc.assert(
      fc.property(projects, editions, fc.constantFrom('SS-1', ...ITEMS), level, (records, edition, node, wanted) => {
        const project = projectWith(records, edition);
        const assumption: ClassAssumption = { kind: 'class', node, level: wanted, documented: false };
        const expected = classify(assuming(classInputOf(project), [assumption]));
        const item = project.byKey.get(node);
        assert.ok(item);
        const edit = recordEdit(records, item, {
          kind: 'setClass',
          item: node,
          level: wanted,
        });
        assert.ok('changes' in edit);
        const after = projectWith(changed(records, edit.changes), edition);
        assert.deepEqual(summary(after.classes), summary(expected));
      }),
      { numRuns: 200 },
    );
  });

  it('tells what deleting a control would bring', () => {
    fc.assert(
      fc.property(projects, editions, fc.constantFrom('RC-1', 'RC-2'), (records, edition, control) => {
        const project = projectWith(records, edition);
        const expected = classify(assuming(classInputOf(project), [{ kind: 'withoutControl', control }]));
        const after = projectWith(records.replace(new RegExp(`^${control}:\\n(?:  .*\\n)*`, 'm'), ''), edition);
        assert.deepEqual(summary(after.classes), summary(expected));
      }),
      { numRuns: 200 },
    );
  });

  it('lists what changes, in order of ID, and takes the last of two assumptions on the same record', () => {
    const project = projectWith('SS-1: {title: S, safetyClass: A}\nSI-1: {title: X, partOf: SS-1}\n', '62304-2006-a1');
    const input = classInputOf(project);
    const assume = (wanted: string): ClassAssumption => ({
      kind: 'class',
      node: 'SS-1',
      level: wanted,
      documented: false,
    });
    const changes = classChanges(classify(input), classify(assuming(input, [assume('C'), assume('B')])));
    assert.deepEqual(changes, [
      { node: 'SI-1', before: 'A', after: 'B' },
      { node: 'SS-1', before: 'A', after: 'B' },
    ]);
  });

  it('holds a lower class only where a rationale and a segregation are assumed with it', () => {
    const project = projectWith('SS-1: {title: S, safetyClass: C}\nSI-1: {title: X, partOf: SS-1}\n', '62304-2006-a1');
    const effective = (withRecords: boolean) =>
      classify(
        assuming(classInputOf(project), [{ kind: 'class', node: 'SI-1', level: 'A', documented: withRecords }]),
      ).nodes.get('SI-1')?.effective;
    assert.equal(effective(false), 'C');
    assert.equal(effective(true), 'A');
  });
});
