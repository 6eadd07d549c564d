import assert from 'node:assert/strict';
import { classify, classPath } from '../../../server/src/trace/classes.ts';
import { cause, classesOf, contradictions, control, effective, inputOf, situation } from './classProject.ts';

const SERIOUS = situation('HS-1', 'C');
const CAUSE = cause('CAUSE-1', 'UI', 'HS-1');

describe('Safety classes, edge cases', () => {
  describe('a part of several items', () => {
    const tree = (unit: string) => `
      S C
        X C
          ${unit}
        Y A rationale segregation`;

    it('inherits the highest class', () => {
      assert.equal(effective(classesOf({ tree: tree('u also:Y') }), ['u']), 'u=C');
    });

    it('is lowered when it is segregated from all of them', () => {
      const analysis = classesOf({ tree: tree('u A also:Y rationale segregation from:X from:Y') });
      assert.equal(effective(analysis, ['u']), 'u=A');
      assert.equal(contradictions(analysis), '');
    });

    it('is not lowered when the record leaves one of them out', () => {
      const analysis = classesOf({ tree: tree('u A also:Y rationale segregation from:Y') });
      assert.equal(effective(analysis, ['u']), 'u=C');
      assert.deepEqual(analysis.contradictions, [
        { code: 'LT506', node: 'u', declared: 'A', inherited: 'C', notSegregatedFrom: ['X'] },
      ]);
    });

    it('gives the lower group the higher process class without raising it', () => {
      const analysis = classesOf({ tree: tree('u also:Y') });
      assert.equal(analysis.nodes.get('Y')?.effective, 'A');
      assert.equal(analysis.nodes.get('Y')?.processLevel, 'C');
    });
  });

  it('SOUP has the highest class of what uses it', () => {
    const analysis = classesOf({
      tree: `
      S C
        X A rationale segregation
          SOUP-1 also:Y
        Y B rationale segregation`,
    });
    assert.equal(effective(analysis, ['SOUP-1']), 'SOUP-1=B');
  });

  it('a cause in SOUP raises the item that uses it', () => {
    const analysis = classesOf({
      tree: `
      S C
        X A rationale segregation
          SOUP-1`,
      situations: [situation('HS-1', 'B')],
      causes: [cause('CAUSE-1', 'SOUP-1', 'HS-1')],
    });
    assert.equal(effective(analysis), 'S=C SOUP-1=B X=B');
    assert.equal(contradictions(analysis), 'LT504 X');
  });

  describe('two software systems', () => {
    const sketch = {
      tree: `
      S A
        X
      T
        M`,
      situations: [situation('HS-1', 'A', { demandedWithoutExternal: 'C' })],
      causes: [cause('CAUSE-1', 'X', 'HS-1')],
    };

    it('a control in the other system is external, and takes the class of the risk there', () => {
      const analysis = classesOf({ ...sketch, controls: [control('RC-1', 'HS-1', 'M')] });
      assert.equal(effective(analysis, ['S', 'X']), 'S=A X=A');
      assert.equal(analysis.nodes.get('M')?.required, 'C');
    });

    it('a control that is partly in the same system is not external', () => {
      const analysis = classesOf({ ...sketch, controls: [control('RC-1', 'HS-1', 'M X')] });
      assert.equal(effective(analysis, ['S', 'X']), 'S=C X=C');
    });

    it('classes of one do not reach the other', () => {
      const analysis = classesOf({ tree: 'S A\n  X\nT C\n  M' });
      assert.equal(effective(analysis), 'M=C S=A T=C X=A');
    });
  });

  describe('a unit that is part of nothing', () => {
    it('has the class of the only system', () => {
      const analysis = classesOf({ tree: 'S B\nu' });
      assert.equal(effective(analysis, ['u']), 'u=B');
      assert.deepEqual(analysis.nodes.get('u')?.inherited, { level: 'B', from: 'S', assumed: true });
    });

    it('counts for the only system with its causes', () => {
      const analysis = classesOf({
        tree: 'S B\nu',
        situations: [SERIOUS],
        causes: [cause('CAUSE-1', 'u', 'HS-1')],
      });
      assert.equal(effective(analysis), 'S=C u=C');
      assert.equal(contradictions(analysis), 'LT504 S');
    });

    it('has the default class without system or with several', () => {
      assert.equal(effective(classesOf({ tree: 'u' })), 'u=C');
      assert.equal(effective(classesOf({ tree: 'S A\nT A\nu' }), ['u']), 'u=C');
    });

    it('is not lowered by its word alone', () => {
      const analysis = classesOf({ tree: 'u A' });
      assert.equal(effective(analysis), 'u=C');
      assert.equal(contradictions(analysis), 'LT503 u');
    });
  });

  it('the top item of a project without software system says its own class', () => {
    const analysis = classesOf({ tree: 'SI-1 B\n  u' });
    assert.equal(effective(analysis), 'SI-1=B u=B');
    assert.equal(contradictions(analysis), '');
  });

  it('test code and tools, and what belongs only to them, have no class', () => {
    const analysis = classesOf({
      tree: `
      S B
        X
        SIM C tool
          u
          SOUP-1 also:X
        t C test`,
      situations: [SERIOUS],
      causes: [cause('CAUSE-1', 'u', 'HS-1')],
    });
    assert.equal(effective(analysis), 'S=B SOUP-1=B X=B');
  });

  describe('the contribution of software to a situation', () => {
    const classOfS = (contribution: 'contributes' | 'none' | 'unknown') =>
      classesOf({
        tree: 'S A\n  UI',
        situations: [situation('HS-1', 'C', { contribution })],
        causes: [CAUSE],
      }).nodes.get('S')?.effective;

    it('counts when it is not known', () => assert.equal(classOfS('unknown'), 'C'));
    it('counts when it is stated', () => assert.equal(classOfS('contributes'), 'C'));
    it('does not count when it is ruled out', () => assert.equal(classOfS('none'), 'A'));

    it('does not matter to who implements a control of the situation', () => {
      const analysis = classesOf({
        tree: 'S A\n  UI',
        situations: [situation('HS-1', 'C', { contribution: 'none' })],
        controls: [control('RC-1', 'HS-1', 'UI')],
      });
      assert.equal(effective(analysis), 'S=C UI=C');
    });
  });

  it('deleting the external control raises the classes', () => {
    const sketch = {
      tree: 'S A\n  UI',
      situations: [situation('HS-1', 'A', { demandedWithoutExternal: 'C' })],
      causes: [CAUSE],
    };
    const interlock = control('RC-1', 'HS-1', '', true);
    assert.equal(effective(classesOf({ ...sketch, controls: [interlock] })), 'S=A UI=A');
    assert.equal(effective(classesOf(sketch)), 'S=C UI=C');
  });

  describe('a circle of parents', () => {
    it('has the default class, and the rest keeps its own', () => {
      const analysis = classesOf({
        tree: `
        S A
          X
          P A also:Q
          Q A also:P
            u`,
      });
      assert.equal(effective(analysis), 'P=C Q=C S=A X=A u=C');
      assert.equal(contradictions(analysis), '');
    });

    it('still raises what it is part of by its risks', () => {
      const analysis = classesOf({
        tree: `
        S A
          P also:Q
            Q`,
        situations: [situation('HS-1', 'B')],
        causes: [cause('CAUSE-1', 'Q', 'HS-1')],
      });
      assert.equal(analysis.nodes.get('S')?.effective, 'B');
    });

    it('of one node is a circle, too', () => {
      assert.equal(effective(classesOf({ tree: 'S A\n  P A also:P' }), ['P']), 'P=C');
    });
  });

  it('a chain of ten thousand items is worked out', () => {
    const nodes = Array.from({ length: 10_000 }, (_, index) => ({
      id: `SI-${index}`,
      kind: index === 0 ? ('SS' as const) : ('SI' as const),
      scope: 'product' as const,
      parents: index === 0 ? [] : [`SI-${index - 1}`],
      declared: index === 0 ? 'B' : undefined,
      hasRationale: false,
      hasSegregation: false,
      countedControls: [],
    }));
    const analysis = classify({ ...inputOf({ tree: '' }), nodes });
    assert.equal(analysis.nodes.get('SI-9999')?.effective, 'B');
    assert.equal(classPath(analysis, 'SI-9999').length, 10_000);
  });

  it('knows nothing of letters: any ordered levels will do', () => {
    const analysis = classify({ ...inputOf({ tree: 'S I\n  X' }), levels: ['I', 'II'], defaultLevel: 'II' });
    assert.equal(effective(analysis), 'S=I X=I');
    const unassigned = classify({ ...inputOf({ tree: 'S C\n  X' }), levels: ['I', 'II'], defaultLevel: 'II' });
    assert.equal(effective(unassigned), 'S=II X=II');
    assert.equal(contradictions(unassigned), 'LT501 S');
  });

  it('a risk on the system itself is above its declared class', () => {
    const analysis = classesOf({
      tree: 'S A\n  X',
      situations: [SERIOUS],
      causes: [cause('CAUSE-1', 'S', 'HS-1')],
    });
    assert.equal(effective(analysis), 'S=C X=C');
    assert.equal(contradictions(analysis), 'LT505 S');
  });

  it('an item and its unit that implement the same control give one finding, at the item', () => {
    const analysis = classesOf({
      tree: `
      S C
        UI B rationale segregation
          u`,
      situations: [SERIOUS],
      controls: [control('RC-1', 'HS-1', 'UI u')],
    });
    assert.equal(contradictions(analysis), 'LT505 UI');
  });
});
