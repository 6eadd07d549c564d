import assert from 'node:assert/strict';
import { cause, classesOf, contradictions, control, effective, type Sketch, situation } from './classProject.ts';

interface Example extends Sketch {
  readonly name: string;
  readonly effective: string;
  readonly findings: string;
}

const SERIOUS = situation('HS-1', 'C');

const EXAMPLES: readonly Example[] = [
  {
    name: 'E1: parts without class have the class of the system',
    tree: `
      S B
        X
        Y
          u`,
    effective: 'S=B X=B Y=B u=B',
    findings: '',
  },
  {
    name: 'E2: a system without class is C, and a lower class without rationale does not count',
    tree: `
      S
        X
        Y A`,
    effective: 'S=C X=C Y=C',
    findings: 'LT501 S, LT503 Y',
  },
  {
    name: 'E3: documented lower classes hold (the decomposition of Annex B.4.3)',
    tree: `
      S C
        X A rationale segregation
        Y
          W B rationale segregation
          Z C`,
    effective: 'S=C X=A Y=C W=B Z=C',
    findings: '',
  },
  {
    name: 'E4: a rationale that does not say how the item is segregated does not count',
    tree: `
      S C
        X A rationale
        Y
          W B rationale segregation
          Z C`,
    effective: 'S=C X=C Y=C W=B Z=C',
    findings: 'LT506 X',
  },
  {
    name: 'E4: a segregation without rationale does not count either',
    tree: `
      S C
        X A segregation
        Y`,
    effective: 'S=C X=C Y=C',
    findings: 'LT503 X',
  },
  {
    name: 'E5: one part with a higher class raises the system and, through it, its siblings',
    tree: `
      S A
        X A
        Y B`,
    effective: 'S=B X=B Y=B',
    findings: 'LT504 S, LT503 X',
  },
  {
    name: 'E6: a documented sibling stays where it is',
    tree: `
      S A
        X A rationale segregation
        Y B`,
    effective: 'S=B X=A Y=B',
    findings: 'LT504 S',
  },
  {
    name: 'E7: who implements a control has the class of the risk that it controls',
    tree: `
      S C
        UI B rationale segregation`,
    situations: [SERIOUS],
    controls: [control('RC-1', 'HS-1', 'UI')],
    effective: 'S=C UI=C',
    findings: 'LT505 UI',
  },
  {
    name: 'E8: a unit that causes serious harm raises all that it is part of',
    tree: `
      S B
        X
          u`,
    situations: [SERIOUS],
    causes: [cause('CAUSE-1', 'u', 'HS-1')],
    effective: 'S=C X=C u=C',
    findings: 'LT504 S',
  },
  {
    name: 'E9: a documented item is raised by its unit',
    tree: `
      S C
        X A rationale segregation
          u B`,
    effective: 'S=C X=B u=B',
    findings: 'LT504 X',
  },
  {
    name: 'E10: a rationale alone is not enough',
    tree: `
      S C
        LOG A rationale`,
    effective: 'S=C LOG=C',
    findings: 'LT506 LOG',
  },
  {
    name: 'E11: an external interlock that makes every risk acceptable leaves the system in A',
    tree: `
      S A
        X
          u`,
    situations: [situation('HS-1', 'A', { demandedWithoutExternal: 'C' })],
    causes: [cause('CAUSE-1', 'u', 'HS-1')],
    controls: [control('RC-1', 'HS-1', '', true)],
    effective: 'S=A X=A u=A',
    findings: '',
  },
];

describe('Safety classes, worked examples', () => {
  for (const example of EXAMPLES) {
    it(example.name, () => {
      const analysis = classesOf(example);
      const ids = example.effective.split(' ').map((pair) => pair.split('=')[0] ?? '');
      assert.equal(effective(analysis, ids), example.effective);
      assert.deepEqual(contradictions(analysis).split(', ').sort(), example.findings.split(', ').sort());
    });
  }

  it('names in each finding what its message needs', () => {
    const finding = (name: string) => {
      const example = EXAMPLES.find((candidate) => candidate.name.startsWith(name));
      assert.ok(example);
      return classesOf(example).contradictions;
    };
    assert.deepEqual(finding('E2:'), [
      { code: 'LT501', node: 'S', level: 'C' },
      { code: 'LT503', node: 'Y', declared: 'A', inherited: 'C' },
    ]);
    assert.deepEqual(finding('E5:'), [
      { code: 'LT504', node: 'S', declared: 'A', child: 'Y', level: 'B' },
      { code: 'LT503', node: 'X', declared: 'A', inherited: 'B' },
    ]);
    assert.deepEqual(finding('E8:'), [{ code: 'LT504', node: 'S', declared: 'B', child: 'u', level: 'C' }]);
    const [below] = finding('E7:');
    assert.ok(below?.code === 'LT505');
    assert.deepEqual([below.node, below.declared, below.by, below.level], ['UI', 'B', 'RC-1', 'C']);
  });
});
