import assert from 'node:assert/strict';
import { classPath } from '../../../server/src/trace/classes.ts';
import { cause, classesOf, control, effective, type Sketch, situation } from './classProject.ts';

/** The decomposition and the risk file of the infusion pump of the demo project. */
const PUMP: Sketch = {
  tree: `
  SS-001 C
    SI-01
      UNIT-01
      UNIT-02
      UNIT-03
      UNIT-14
      SOUP-01
    SI-02
      UNIT-04
      UNIT-05
      UNIT-06
    SI-03
      UNIT-07
      UNIT-08
    SI-04 B rationale segregation counts:RC-03 counts:RC-11
      UNIT-09
      UNIT-10
      SOUP-02
      SOUP-03
    SI-05 A rationale segregation
      UNIT-11
      UNIT-12
      SOUP-04
    SI-06 B
      UNIT-13
      SOUP-05
      SOUP-06`,
  situations: [
    situation('HS-01', 'C'),
    situation('HS-02', 'C'),
    situation('HS-03', 'C'),
    situation('HS-04', 'C'),
    situation('HS-05', 'C'),
    situation('HS-06', 'A', { demandedWithoutExternal: 'C' }),
    situation('HS-07', 'C'),
    situation('HS-08', 'A'),
    situation('HS-09', 'B'),
  ],
  causes: [
    cause('CAUSE-01', 'SI-01', 'HS-01'),
    cause('CAUSE-02', 'SI-04', 'HS-01'),
    cause('CAUSE-03', 'SI-01', 'HS-02'),
    cause('CAUSE-04', 'SI-01', 'HS-03'),
    cause('CAUSE-05', 'SI-03', 'HS-03'),
    cause('CAUSE-06', 'SI-03', 'HS-04'),
    cause('CAUSE-07', 'SI-02', 'HS-05'),
    cause('CAUSE-08', 'SI-02', 'HS-06'),
    cause('CAUSE-09', 'SOUP-05', 'HS-07'),
    cause('CAUSE-10', 'SI-04', 'HS-08'),
    cause('CAUSE-11', 'SI-04', 'HS-09'),
  ],
  controls: [
    control('RC-01', 'HS-01 CAUSE-01', 'SI-01 UNIT-01'),
    control('RC-02', 'HS-02 CAUSE-03', 'SI-01 UNIT-01'),
    control('RC-03', 'HS-01 HS-07 CAUSE-02', 'SI-01 UNIT-02'),
    control('RC-04', 'HS-09 CAUSE-11', 'SI-04 UNIT-09'),
    control('RC-05', 'HS-06 CAUSE-08', 'SI-02 UNIT-04'),
    control('RC-06', 'HS-06 CAUSE-08', 'SI-01 UNIT-03'),
    control('RC-07', 'HS-05 CAUSE-07', 'SI-02 UNIT-05'),
    control('RC-08', 'HS-03 CAUSE-04', 'SI-02 UNIT-06'),
    control('RC-09', 'HS-03 CAUSE-05', 'SI-03 UNIT-07'),
    control('RC-10', 'HS-04 CAUSE-06', 'SI-03 UNIT-08'),
    control('RC-11', 'HS-01 CAUSE-02', 'SI-01 UNIT-14'),
    control('RC-12', 'HS-07 CAUSE-09', 'SI-06 UNIT-13'),
    control('RC-13', 'HS-06', ''),
    control('RC-14', 'HS-06', '', true),
    control('RC-15', 'HS-07', ''),
  ],
};

describe('Safety classes of the infusion pump', () => {
  const analysis = classesOf(PUMP);

  it('are those that its team expects', () => {
    const items = ['SS-001', 'SI-01', 'SI-02', 'SI-03', 'SI-04', 'SI-05', 'SI-06'];
    assert.equal(effective(analysis, items), 'SS-001=C SI-01=C SI-02=C SI-03=C SI-04=B SI-05=A SI-06=C');
  });

  it('reach the units', () => {
    const units = ['UNIT-01', 'UNIT-06', 'UNIT-08', 'UNIT-09', 'UNIT-10', 'UNIT-11', 'UNIT-12', 'UNIT-13'];
    assert.equal(
      effective(analysis, units),
      'UNIT-01=C UNIT-06=C UNIT-08=C UNIT-09=B UNIT-10=B UNIT-11=A UNIT-12=A UNIT-13=C',
    );
  });

  it('have one contradiction: the library loader is B without rationale', () => {
    assert.deepEqual(analysis.contradictions, [{ code: 'LT503', node: 'SI-06', declared: 'B', inherited: 'C' }]);
  });

  it('a rationale for the library loader does not help: it controls a deadly risk', () => {
    const documented = classesOf({ ...PUMP, tree: PUMP.tree.replace('SI-06 B', 'SI-06 B rationale segregation') });
    assert.equal(documented.nodes.get('SI-06')?.effective, 'C');
    const codes = documented.contradictions.map(({ code, node }) => `${code} ${node}`);
    assert.deepEqual(codes, ['LT505 SI-06']);
  });

  it('rise when the safety monitor loses the external pressure relief', () => {
    const required = (sketch: Sketch) =>
      classesOf(sketch)
        .demandsOn('SI-02')
        .find((demand) => demand.situation === 'HS-06')?.level;
    assert.equal(required(PUMP), 'A');
    assert.equal(required({ ...PUMP, controls: PUMP.controls?.filter(({ id }) => id !== 'RC-14') ?? [] }), 'C');
  });

  it('rise in the user interface when its counted controls are gone', () => {
    const alone = classesOf({ ...PUMP, tree: PUMP.tree.replace('counts:RC-03 counts:RC-11', '') });
    assert.equal(alone.nodes.get('SI-04')?.effective, 'C');
    assert.equal(classesOf({ ...PUMP, countedControls: 'forbid' }).nodes.get('SI-04')?.effective, 'C');
  });

  it('can be followed to what they rest on', () => {
    const path = (id: string) => classPath(analysis, id).map((step) => `${step.kind} ${step.node} ${step.level}`);
    assert.deepEqual(path('UNIT-01'), ['inherited UNIT-01 C', 'inherited SI-01 C', 'declared SS-001 C']);
    assert.deepEqual(path('UNIT-11'), ['inherited UNIT-11 A', 'declared SI-05 A']);
    assert.deepEqual(path('NONE-1'), []);
    const raised = classesOf({ ...PUMP, tree: PUMP.tree.replace('SS-001 C', 'SS-001 A') });
    assert.deepEqual(
      classPath(raised, 'UNIT-08').map((step) => `${step.kind} ${step.node}`),
      ['inherited UNIT-08', 'inherited SI-03', 'raised SS-001', 'required SI-01'],
    );
  });
});
