import assert from 'node:assert/strict';
import { fileSummary, unitMarks } from '../../../server/src/answers/besideCode/fileMarks.ts';
import { lensText } from '../../../server/src/answers/besideCode/lenses.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { projectOf } from '../../support/project.ts';

const PUMP = {
  'spec.md': `# SS-01 Pump
- safetyClass: C

# SI-01 Motor
- partOf: SS-01
- paths: src/motor.*

# SYS-1 The pump delivers

# SRS-1 The motor turns
- derives: SYS-1
- allocatedTo: SI-01

# SRS-2 The motor stops
- derives: SYS-1
- allocatedTo: SI-01

# UNIT-1 Braking
- partOf: SI-01
- path: src/motor.c
- symbol: brake
- implements: SRS-2
`,
  'display.yaml': `id: SI-02
type: SI
title: Display
partOf: SS-01
safetyClass: A
classRationale:
  text: it shows what others have decided
  segregation: {mechanism: separate-processor, description: a processor of its own}
paths: [src/display.c]
satisfies: [SRS-3]
`,
  'tests.md': '# ST-1 Turn it\n- verifies: SRS-1\n',
  'src/motor.c': `/** @implements SRS-1 */
int turn(void) { return 1; }

/** @implements SRS-2 */
int stop(void) { return 0; }

int forgotten(void) { return 0; }

int brake(void) { return 0; }
`,
  'src/motor.h': 'int turn(void);\n',
  'src/display.c': '/** @implements SRS-2 */\nint show(void) { return 1; }\n',
  'test/test_motor.c': '/** @verifies UNIT-1 */\nint test_brake(void) { return 1; }\n',
};

function statesIn(files: Readonly<Record<string, string>>, file: string): readonly string[] {
  const snapshot = projectOf(files);
  const text = files[file] ?? '';
  return unitMarks(snapshot, evaluate(snapshot), file).map(
    ({ name, state }) => `${text.slice(name.start, name.end)} ${state}`,
  );
}

function summaryOf(files: Readonly<Record<string, string>>, file: string) {
  const snapshot = projectOf(files);
  return fileSummary(snapshot, evaluate(snapshot), file);
}

describe('Marks of units', () => {
  it('tell what traces, what is tested as well, and what lacks a trace', () => {
    assert.deepEqual(statesIn(PUMP, 'src/motor.c'), [
      'turn tested',
      'stop traced',
      'forgotten untraced',
      'brake tested',
    ]);
  });

  it('leave test code alone, and files that nobody reads', () => {
    assert.deepEqual(statesIn(PUMP, 'test/test_motor.c'), []);
    assert.deepEqual(statesIn(PUMP, 'nowhere.c'), []);
  });

  it('demand nothing where somebody has accepted that a trace is missing', () => {
    const accepted = PUMP['src/motor.c'].replace(
      'int forgotten',
      '/* lifetrace-ignore LT202: left over from the prototype */\nint forgotten',
    );
    assert.deepEqual(statesIn({ ...PUMP, 'src/motor.c': accepted }, 'src/motor.c'), [
      'turn tested',
      'stop traced',
      'brake tested',
    ]);
  });

  it('demand nothing in a repository that is no project', () => {
    const files = { 'a.c': 'int f(void) { return 0; }\n/** @implements SRS-1 */\nint g(void) { return 0; }\n' };
    assert.deepEqual(statesIn({ ...files, 'b.md': '# SRS-1 One\n' }, 'a.c'), ['g traced']);
  });
});

describe('Tests of a unit', () => {
  it('are those of what it implements and of its record, each once', () => {
    const snapshot = projectOf(PUMP);
    const titles = Object.fromEntries(
      (snapshot.unitsByFile.get('src/motor.c') ?? []).map(({ id: subject, fact: { name, nameSpan: span } }) => [
        name,
        lensText(snapshot, 'src/motor.c', { subject, question: 'tests', span })?.title,
      ]),
    );
    assert.deepEqual(titles, { turn: '1 test', stop: 'no test', forgotten: 'no test', brake: '1 test' });
  });
});

describe('The summary of a file', () => {
  it('names its class, what is found in it and how many units lack a trace', () => {
    const summary = summaryOf(PUMP, 'src/motor.c');
    assert.deepEqual([summary?.code, summary?.level, summary?.uniform, summary?.untraced], [true, 'C', true, 1]);
    assert.ok((summary?.findings.error ?? 0) > 0);
  });

  it('names the class of the software item of code without functions', () => {
    assert.equal(summaryOf(PUMP, 'src/motor.h')?.level, 'C');
    assert.equal(summaryOf(PUMP, 'src/display.c')?.level, 'A');
  });

  it('names the highest class of records, and says when there are others', () => {
    const more = '# SRS-3 The display shows\n- derives: SYS-1\n';
    const summary = summaryOf({ ...PUMP, 'spec.md': `${PUMP['spec.md']}\n${more}` }, 'spec.md');
    assert.deepEqual([summary?.code, summary?.level, summary?.uniform], [false, 'C', false]);
    assert.equal(summaryOf(PUMP, 'spec.md')?.uniform, true);
  });

  it('names no class for tests, in a repository that is no project, and nothing of an unknown file', () => {
    assert.equal(summaryOf(PUMP, 'test/test_motor.c')?.level, undefined);
    assert.equal(summaryOf({ 'a.c': 'int f(void) { return 0; }\n' }, 'a.c')?.level, undefined);
    assert.equal(summaryOf(PUMP, 'nowhere.c'), undefined);
  });
});
