import assert from 'node:assert/strict';
import { itemKeyOf } from '../../../server/src/model/itemId.ts';
import { profileById } from '../../../server/src/model/profiles/profiles.ts';
import { evaluate } from '../../../server/src/rules/evaluation.ts';
import { classClaimOf } from '../../../server/src/trace/classClaim.ts';
import { classify } from '../../../server/src/trace/classes.ts';
import { classInputOf } from '../../../server/src/trace/classInputs.ts';
import { isLegacy } from '../../../server/src/trace/legacy.ts';
import { engineOf, projectOf } from '../../support/project.ts';

/** Effective classes of a project of records, as `SS-1=C SI-1=B`. */
function classesOf(records: string, files: Readonly<Record<string, string>> = {}): string {
  const { classes } = projectOf({ ...files, 'records.yaml': records });
  return [...classes.nodes.values()].map(({ id, effective }) => `${id}=${effective}`).join(' ');
}

/** Codes of the findings on classes, each with its item. */
function findingsOf(records: string): string {
  const { open } = evaluate(projectOf({ 'records.yaml': records }));
  return open.flatMap(({ code, item }) => (/^LT(005|5)/.test(code) ? [`${code} ${item}`] : [])).join(', ');
}

const SEGREGATED = 'classRationale: {text: cannot harm, segregation: {mechanism: separate-processor}}';
const SERIOUS = 'HS-1: {title: Overdose, severity: S4, p0: P3, softwareContribution: contributes}\n';

describe('Safety classes, from records', () => {
  it('1: a unit of two items takes the higher class, and a lower one only where it is segregated', () => {
    const items = `SS-1: {title: Pump, safetyClass: C}\nSI-1: {title: X, partOf: SS-1}\nSI-2: {title: Y, partOf: SS-1, safetyClass: A, ${SEGREGATED}}\n`;
    const unit = (more: string): string => `${items}UNIT-1: {title: shared, partOf: [SI-1, SI-2]${more}}\n`;
    assert.equal(classesOf(unit('')), 'SI-1=C SI-2=A SS-1=C UNIT-1=C');
    assert.equal(classesOf(unit(', safetyClass: A')), 'SI-1=C SI-2=A SS-1=C UNIT-1=C');
    assert.equal(classesOf(unit(`, safetyClass: A, ${SEGREGATED}`)), 'SI-1=C SI-2=A SS-1=C UNIT-1=A');
  });

  it('2: SOUP takes the highest class of what contains or uses it', () => {
    const records = `SS-1: {title: Pump, safetyClass: C}\nSI-1: {title: X, partOf: SS-1, safetyClass: A, ${SEGREGATED}}\nSI-2: {title: Y, partOf: SS-1, safetyClass: B, uses: SOUP-1, ${SEGREGATED}}\n`;
    assert.match(classesOf(`${records}SOUP-1: {title: zlib, partOf: SI-1}\n`), /SOUP-1=B/);
    assert.match(
      classesOf(`${records}SOUP-1: {title: zlib, partOf: SI-1, safetyClass: A, ${SEGREGATED}}\n`),
      /SOUP-1=A/,
    );
  });

  it('3: a control in another software system is external, and brings its class there', () => {
    const systems =
      'SS-1: {title: Pump, safetyClass: A}\nSI-1: {title: X, partOf: SS-1}\nSS-2: {title: Guard}\nSI-2: {title: M, partOf: SS-2, satisfies: SRS-1}\n';
    const risk =
      'HS-1: {title: Overdose, severity: S4, p0: P3, pExt: P1}\nCAUSE-1: {title: c, in: SI-1, causes: HS-1}\nSRS-1: {title: Stop, implements: RC-1}\n';
    const control = 'RC-1: {title: Guard stop, mitigates: HS-1, implementedIn: software}\n';
    assert.equal(classesOf(systems + risk + control), 'SI-1=A SI-2=C SS-1=A SS-2=C');
    assert.equal(classesOf(systems + risk), 'SI-1=C SI-2=C SS-1=C SS-2=C');
    const { classes } = projectOf({ 'records.yaml': systems + risk + control });
    assert.equal(classes.nodes.get('SI-2')?.required, 'C');
    assert.equal(classes.nodes.get('SI-1')?.required, 'A');
  });

  it('4: a unit that is part of nothing belongs to the only system, else it has the default class', () => {
    assert.equal(classesOf('SS-1: {title: Pump, safetyClass: B}\nUNIT-1: {title: u}\n'), 'SS-1=B UNIT-1=B');
    assert.equal(
      classesOf('SS-1: {title: P, safetyClass: B}\nSS-2: {title: Q, safetyClass: B}\nUNIT-1: {title: u}\n'),
      'SS-1=B SS-2=B UNIT-1=C',
    );
  });

  it('5: test code, simulators and tools have no class', () => {
    const records =
      'SS-1: {title: Pump, safetyClass: B}\nSI-1: {title: Simulator, partOf: SS-1, scope: test}\nUNIT-1: {title: u, partOf: SI-1}\nSI-2: {title: Generator, scope: tool}\n';
    assert.equal(classesOf(records), 'SS-1=B');
  });

  it('6: software contributes to a situation unless the record rules it out', () => {
    const records = (contribution: string): string =>
      `SS-1: {title: Pump, safetyClass: A}\nHS-1: {title: h, severity: S4, p0: P3${contribution}}\nCAUSE-1: {title: c, in: SS-1, causes: HS-1}\n`;
    for (const counted of ['', ', softwareContribution: unknown', ', softwareContribution: contributes']) {
      assert.equal(classesOf(records(counted)), 'SS-1=C');
    }
    assert.equal(classesOf(records(', softwareContribution: none')), 'SS-1=A');
  });

  it('7: a situation without severity is a serious one', () => {
    assert.equal(
      classesOf(
        'SS-1: {title: Pump, safetyClass: A}\nHS-1: {title: h, p0: P1}\nCAUSE-1: {title: c, in: SS-1, causes: HS-1}\n',
      ),
      'SS-1=C',
    );
  });

  it('8: a class written in code is a claim beside the class of the records', () => {
    const snapshot = projectOf({
      'records.yaml': 'SS-1: {title: Pump, safetyClass: C}\nSI-1: {title: X, partOf: SS-1, paths: [src/**]}\n',
      'src/a.c': '/* @class B */\nint f(void) { return 0; }\n/* @class C */\nint g(void) { return 0; }\n',
    });
    const claims = (snapshot.tagsByFile.get('src/a.c') ?? []).map((tag) => classClaimOf(snapshot, tag));
    assert.deepEqual(claims, [
      { claimed: 'B', effective: 'C', owner: 'SI-1', differs: true },
      { claimed: 'C', effective: 'C', owner: 'SI-1', differs: false },
    ]);
    assert.equal(snapshot.classes.nodes.get('SI-1')?.effective, 'C');
  });

  it('9: legacy software keeps its class, and is known as legacy with all of its parts', () => {
    const snapshot = projectOf({
      'records.yaml':
        'SS-1: {title: Pump, safetyClass: B}\nSI-1: {title: Old, partOf: SS-1, legacy: true}\nUNIT-1: {title: u, partOf: SI-1}\nSI-2: {title: New, partOf: SS-1}\n',
    });
    assert.equal(snapshot.classes.nodes.get('UNIT-1')?.effective, 'B');
    const legacy = snapshot.items.filter((item) => isLegacy(snapshot, item)).map(({ id }) => id);
    assert.deepEqual(legacy, ['SI-1', 'UNIT-1']);
  });

  it('10: deleting an external control raises the classes at once', () => {
    const engine = engineOf({
      'records.yaml':
        'SS-1: {title: Pump, safetyClass: A}\nHS-1: {title: h, severity: S4, p0: P3, pExt: P1}\nCAUSE-1: {title: c, in: SS-1, causes: HS-1}\n',
      'control.yaml': 'RC-1: {title: Valve, mitigates: HS-1, implementedIn: hardware, external: true}\n',
    });
    assert.equal(engine.snapshot().productLevel, 'A');
    engine.apply([{ kind: 'removed', path: 'control.yaml' }]);
    assert.equal(engine.snapshot().productLevel, 'C');
    engine.apply([
      {
        kind: 'stored',
        path: 'control.yaml',
        text: 'RC-1: {title: Valve, mitigates: HS-1, external: true, status: obsolete}\n',
      },
    ]);
    assert.equal(engine.snapshot().productLevel, 'C');
  });

  it('11: a class that changes is a change of the effective class only', () => {
    const before = projectOf({ 'records.yaml': 'SS-1: {title: P, safetyClass: B}\nSI-1: {title: X, partOf: SS-1}\n' });
    const after = projectOf({
      'records.yaml': 'SS-1: {title: P, safetyClass: B}\nSI-1: {title: X, partOf: SS-1, safetyClass: B}\n',
    });
    assert.equal(before.classes.nodes.get('SI-1')?.effective, after.classes.nodes.get('SI-1')?.effective);
    assert.notEqual(before.classes.nodes.get('SI-1')?.declared, after.classes.nodes.get('SI-1')?.declared);
  });

  it('12: a circle of parents is reported, and has the default class', () => {
    const records =
      'SS-1: {title: Pump, safetyClass: A}\nSI-1: {title: X, partOf: SI-2, safetyClass: A}\nSI-2: {title: Y, partOf: SI-1, safetyClass: A}\n';
    assert.equal(classesOf(records), 'SI-1=C SI-2=C SS-1=A');
    assert.match(findingsOf(records), /LT005/);
  });

  it('13: a threat to security is a cause', () => {
    const records = `SS-1: {title: Pump, safetyClass: A}\nSI-1: {title: X, partOf: SS-1}\n${SERIOUS}`;
    assert.equal(classesOf(`${records}THR-1: {title: forged library, in: SI-1, causes: HS-1}\n`), 'SI-1=C SS-1=C');
    assert.equal(
      classesOf(
        `${records}THR-1: {title: forged library, causes: CAUSE-1}\nCAUSE-1: {title: c, in: SI-1, causes: HS-1}\n`,
      ),
      'SI-1=C SS-1=C',
    );
  });

  describe('under the edition of 2006', () => {
    const EDITION = { '.lifetrace/project.yaml': 'profile: 62304-2006\n' };
    const records = (control: string): string =>
      `SS-1: {title: Pump, safetyClass: A}\nHS-1: {title: h, severity: S4, p0: P3, pExt: P1}\nCAUSE-1: {title: c, in: SS-1, causes: HS-1}\n${control}`;
    const control = (implementedIn: string): string =>
      `RC-1: {title: r, mitigates: HS-1, implementedIn: ${implementedIn}, external: true}\n`;

    it('a hardware control that makes the risk acceptable lowers the class by one step', () => {
      assert.equal(classesOf(records(''), EDITION), 'SS-1=C');
      assert.equal(classesOf(records(control('hardware')), EDITION), 'SS-1=B');
    });

    it('no other control lowers a class', () => {
      assert.equal(classesOf(records(control('ifu')), EDITION), 'SS-1=C');
      const other = `${records('')}SS-2: {title: Guard, safetyClass: C}\nSRS-1: {title: Stop, implements: RC-1}\nSI-2: {title: M, partOf: SS-2, satisfies: SRS-1}\nRC-1: {title: r, mitigates: HS-1, implementedIn: software}\n`;
      assert.match(classesOf(other, EDITION), /SS-1=C/);
      assert.match(classesOf(other), /SS-1=A/);
    });

    it('a risk that is acceptable as it stands still counts: the software is taken to fail for certain', () => {
      const acceptable = records('').replace('p0: P3, pExt: P1', 'p0: P1');
      assert.equal(classesOf(acceptable, EDITION), 'SS-1=C');
      assert.equal(classesOf(acceptable), 'SS-1=A');
    });

    it('can be asked for without being the edition of the project', () => {
      const edition = profileById('62304-2006');
      const project = { 'records.yaml': records(control('hardware')) };
      const asked = classify(classInputOf(projectOf(project), edition));
      const own = projectOf({ ...project, ...EDITION }).classes;
      assert.deepEqual([...asked.nodes], [...own.nodes]);
      assert.deepEqual(asked.contradictions, own.contradictions);
    });
  });
});

describe('Safety classes, by way of other causes', () => {
  const records = (middle: string): string =>
    `SS-1: {title: Pump, safetyClass: A}\n${SERIOUS}CAUSE-1: {title: c, in: SS-1, causes: CAUSE-2}\nCAUSE-2: {title: d, ${middle}}\n`;

  it('rest on the situations at the end of a chain, however it goes round', () => {
    assert.equal(classesOf(records('causes: HS-1')), 'SS-1=C');
    assert.equal(classesOf(records('causes: [CAUSE-1, HS-1]')), 'SS-1=C');
    assert.equal(classesOf(records('causes: CAUSE-1')), 'SS-1=A');
  });

  it('rest on none behind a retired cause, which is no cause of the situation either', () => {
    const retired = projectOf({ 'records.yaml': records('causes: HS-1, status: obsolete') });
    assert.equal(retired.classes.nodes.get('SS-1')?.effective, 'A');
    assert.deepEqual(retired.risk.situations.get(itemKeyOf('HS-1'))?.causes, []);
    const control = projectOf({
      'records.yaml': `${records('causes: HS-1, status: obsolete')}RC-1: {title: r, controls: CAUSE-1}\n`,
    });
    assert.deepEqual(control.risk.controls.get(itemKeyOf('RC-1'))?.situations, []);
  });

  it('rest on none behind a threat to which a cause leads, which is no cause of the situation either', () => {
    const threat = projectOf({
      'records.yaml': `${records('causes: THR-1')}THR-1: {title: t, in: SS-1, causes: HS-1}\n`,
    });
    assert.deepEqual(
      threat.classes.demandsOn('SS-1').map((demand) => demand.rule === '4.3 a' && demand.cause),
      ['THR-1'],
    );
    assert.deepEqual(
      threat.risk.situations.get(itemKeyOf('HS-1'))?.causes.map(({ id }) => id),
      ['THR-1'],
    );
  });

  it('are worked out from no more links than there are, however many causes lead to however many situations', () => {
    const numbers = Array.from({ length: 50 }, (_, index) => index + 1);
    const chain = numbers.map((n) => `CAUSE-${n}: {title: c, in: SS-1, causes: CAUSE-${n + 1}}\n`).join('');
    const situations = numbers.map((n) => `HS-${n}: {title: h, arisesFrom: HAZ-1, severity: S4, p0: P3}\n`).join('');
    const controls = numbers.map((n) => `RC-${n}: {title: r, mitigates: HAZ-1}\n`).join('');
    const ends = `CAUSE-51: {title: c, causes: [${numbers.map((n) => `HS-${n}`).join(', ')}]}\n`;
    const text = `SS-1: {title: Pump, safetyClass: A}\nHAZ-1: {title: h}\n${chain}${ends}${situations}${controls}`;
    const input = classInputOf(projectOf({ 'records.yaml': text }));
    const links = [
      ...input.causes.flatMap((each) => [...each.in, ...each.causes]),
      ...input.situations.flatMap(({ arisesFrom }) => arisesFrom ?? []),
      ...input.controls.flatMap(({ controls: causes, mitigates }) => [...causes, ...mitigates]),
    ];
    assert.equal(links.length, 50 + 50 + 50 + 50 + 50);
    assert.equal(classify(input).demandsOn('SS-1').length, 50 * 50);
  });
});

describe('Safety classes, while somebody types', () => {
  const RECORDS =
    'SS-1: {title: Pump, safetyClass: C}\nSI-1: {title: X, partOf: SS-1}\nSI-2: {title: Y, partOf: SS-1}\n' +
    'UNIT-1: {title: a, partOf: SI-1, path: src/a.c}\nUNIT-2: {title: b, partOf: SI-2, path: src/b.c}\n' +
    'HS-1: {title: Overdose, severity: S4, p0: P3, pExt: P3, softwareContribution: contributes}\n' +
    'RC-1: {title: Stop, mitigates: HS-1}\nRC-2: {title: Alarm, mitigates: HS-1}\n';
  const code = (control: string): string => `/** @implements ${control} */\nint f(void) { return 0; }\n`;
  const controlsOf = ({ classes }: ReturnType<typeof projectOf>, unit: string): string =>
    classes
      .demandsOn(unit)
      .map((demand) => (demand.rule === '7.2.2 b' ? demand.control : ''))
      .join();

  it('tell at once which controls a unit implements, and work out nothing about others', () => {
    const engine = engineOf({ 'records.yaml': RECORDS, 'src/a.c': code('RC-1'), 'src/b.c': code('RC-2') });
    const before = engine.snapshot();
    engine.apply([{ kind: 'opened', path: 'src/a.c', text: code('RC-2') }]);
    const after = engine.snapshot();
    assert.deepEqual(
      [before, after].map((snapshot) => [controlsOf(snapshot, 'UNIT-1'), controlsOf(snapshot, 'UNIT-2')]),
      [
        ['RC-1', 'RC-2'],
        ['RC-2', 'RC-2'],
      ],
    );
    assert.equal(after.classes.nodes.get('UNIT-2'), before.classes.nodes.get('UNIT-2'));
  });

  it('are worked out anew where a unit is another class by that', () => {
    const lower = RECORDS.replace('SS-1: {title: Pump, safetyClass: C}', 'SS-1: {title: Pump, safetyClass: A}');
    const engine = engineOf({ 'records.yaml': lower, 'src/a.c': code('RC-9') });
    const classes = (): string => [...engine.snapshot().classes.nodes.values()].map((node) => node.effective).join('');
    assert.equal(classes(), 'AAAAA');
    engine.apply([{ kind: 'opened', path: 'src/a.c', text: code('RC-1') }]);
    assert.equal(classes(), 'CCCCC');
    engine.apply([{ kind: 'opened', path: 'src/a.c', text: code('RC-9') }]);
    assert.equal(classes(), 'AAAAA');
  });

  it('are checked again where what they are lowered from is another class', () => {
    const system = (level: string): string => `SS-1: {title: Pump, safetyClass: ${level}}\n`;
    const item = `SI-1: {title: X, partOf: SS-1, safetyClass: A, ${SEGREGATED}}\n`;
    const engine = engineOf({ 'system.yaml': system('C'), 'item.yaml': item });
    const lowered = (): readonly string[] =>
      engine.findings().open.flatMap(({ code }) => (code === 'LT509' ? [code] : []));
    assert.deepEqual(lowered(), ['LT509']);
    engine.apply([{ kind: 'opened', path: 'system.yaml', text: system('A') }]);
    assert.deepEqual(lowered(), []);
    engine.apply([{ kind: 'opened', path: 'system.yaml', text: system('C') }]);
    assert.deepEqual(lowered(), ['LT509']);
  });
});
