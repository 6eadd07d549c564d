import assert from 'node:assert/strict';
import type { CountedControlFailure } from '../../../server/src/trace/classes/countedControls.ts';
import type { CauseDemand } from '../../../server/src/trace/classes/demands.ts';
import { cause, classesOf, contradictions, control, type Sketch, situation } from './classProject.ts';

const SKETCH: Sketch = {
  tree: `
  S C
    UI B rationale segregation counts:RC-1
      screen
    CTRL
      check`,
  situations: [situation('HS-1', 'C')],
  causes: [cause('CAUSE-1', 'UI', 'HS-1')],
  controls: [control('RC-1', 'CAUSE-1 HS-1', 'CTRL check')],
};

/** The demand of HS-1 on the user interface. */
function demandOn(sketch: Sketch, node = 'UI'): CauseDemand {
  const demand = classesOf(sketch)
    .demandsOn(node)
    .find((candidate) => candidate.rule === '4.3 a');
  assert.ok(demand?.rule === '4.3 a');
  return demand;
}

function failure(change: Partial<Sketch>): string | undefined {
  const sketch = { ...SKETCH, ...change };
  const { carriedBy, failed } = demandOn(sketch);
  if (carriedBy) return 'carried';
  assert.equal(classesOf(sketch).nodes.get('UI')?.effective, 'C');
  return failed[0]?.failure;
}

const treeOf = (ui: string): string => `
  S C
    ${ui}
      screen
    CTRL
      check`;

describe('Counted controls', () => {
  it('carry the risk instead of a segregated item', () => {
    const analysis = classesOf(SKETCH);
    assert.equal(analysis.nodes.get('UI')?.effective, 'B');
    assert.equal(contradictions(analysis), '');
    assert.equal(demandOn(SKETCH).carriedBy?.control, 'RC-1');
  });

  it('carry it for the parts of the item as well', () => {
    const analysis = classesOf({ ...SKETCH, causes: [cause('CAUSE-1', 'screen', 'HS-1')] });
    assert.equal(analysis.nodes.get('screen')?.effective, 'B');
    assert.equal(analysis.nodes.get('UI')?.effective, 'B');
  });

  it('never count for the software system', () => {
    assert.equal(demandOn(SKETCH, 'S').carriedBy, undefined);
    const tree = SKETCH.tree.replace('S C', 'S C rationale segregation counts:RC-1');
    const { carriedBy, failed } = demandOn({ ...SKETCH, tree }, 'S');
    assert.equal(carriedBy, undefined);
    assert.deepEqual(failed, [{ control: 'RC-1', countedBy: 'S', failure: 'implemented-inside' }]);
  });

  it('leave the items that implement them in the class of the risk', () => {
    const analysis = classesOf({ ...SKETCH, tree: SKETCH.tree.replace('CTRL', 'CTRL B rationale segregation') });
    assert.equal(analysis.nodes.get('CTRL')?.effective, 'C');
    assert.equal(contradictions(analysis), 'LT505 CTRL');
  });

  it('do not count for a part that another item shares, unless that item counts on them, too', () => {
    const requiredOfLibrary = (first: string, second: string) =>
      classesOf({
        ...SKETCH,
        tree: `
        S C
          HMI B rationale segregation ${first}
            lib also:UI
          UI B rationale segregation ${second}
          CTRL`,
        causes: [cause('CAUSE-1', 'lib', 'HS-1')],
        controls: [control('RC-1', 'CAUSE-1 HS-1', 'CTRL')],
      }).nodes.get('lib')?.required;
    assert.equal(requiredOfLibrary('counts:RC-1', ''), 'C');
    assert.equal(requiredOfLibrary('', 'counts:RC-1'), 'C');
    assert.equal(requiredOfLibrary('counts:RC-1', 'counts:RC-1'), undefined);
  });

  const FAILURES: readonly (readonly [string, CountedControlFailure, Partial<Sketch>])[] = [
    ['the project forbids them', 'forbidden', { countedControls: 'forbid' }],
    ['there is no rationale', 'rationale-missing', { tree: treeOf('UI B segregation counts:RC-1') }],
    ['there is no segregation', 'segregation-missing', { tree: treeOf('UI B rationale counts:RC-1') }],
    [
      'the segregation is from something else',
      'segregation-missing',
      { tree: treeOf('UI B rationale segregation from:LOG counts:RC-1') },
    ],
    ['they do not act on the cause', 'cause-not-controlled', { controls: [control('RC-1', 'HS-1', 'CTRL')] }],
    ['they do not act on the situation', 'situation-not-mitigated', { controls: [control('RC-1', 'CAUSE-1', 'CTRL')] }],
    ['nobody implements them', 'not-implemented', { controls: [control('RC-1', 'CAUSE-1 HS-1', '')] }],
    ['they are hardware', 'external', { controls: [control('RC-1', 'CAUSE-1 HS-1', '', true)] }],
    [
      'a part of the item implements them',
      'implemented-inside',
      { controls: [control('RC-1', 'CAUSE-1 HS-1', 'CTRL screen')] },
    ],
    ['the whole system implements them', 'implemented-inside', { controls: [control('RC-1', 'CAUSE-1 HS-1', 'S')] }],
    [
      'something without class implements them',
      'other-system',
      { controls: [control('RC-1', 'CAUSE-1 HS-1', 'CTRL GONE')] },
    ],
    [
      'another software system implements a part of them',
      'other-system',
      { tree: `${SKETCH.tree}\n  T C\n    REMOTE`, controls: [control('RC-1', 'CAUSE-1 HS-1', 'CTRL REMOTE')] },
    ],
    [
      'another software system implements them',
      'external',
      { tree: `${SKETCH.tree}\n  T C\n    REMOTE`, controls: [control('RC-1', 'CAUSE-1 HS-1', 'REMOTE')] },
    ],
  ];
  for (const [when, reason, change] of FAILURES) {
    it(`do not count when ${when}`, () => assert.equal(failure(change), reason));
  }

  it('may be named from the segregated side by what they are part of', () => {
    assert.equal(failure({ tree: treeOf('UI B rationale segregation from:CTRL counts:RC-1') }), 'carried');
  });
});
