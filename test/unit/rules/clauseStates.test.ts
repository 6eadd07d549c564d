import assert from 'node:assert/strict';
import { clauseStates } from '../../../server/src/rules/clauseStates.ts';
import type { Engine } from '../../../server/src/workspace/engine.ts';
import { engineOf } from '../../support/project.ts';

const PROJECT = 'product: {name: Pump}\n';
const SYSTEM = 'SS-1: {title: Pump software, safetyClass: A, rmfRef: RMF}\n';

function states(engine: Engine): (ref: string) => string | undefined {
  const { byRef } = clauseStates(engine.snapshot(), engine.findings());
  return (ref) => byRef.get(ref)?.state;
}

function project(evidence: string, files: Readonly<Record<string, string>> = {}): Engine {
  return engineOf({
    '.lifetrace/project.yaml': PROJECT,
    '.lifetrace/evidence.yaml': evidence,
    'spec/system.yaml': SYSTEM,
    ...files,
  });
}

describe('State of a clause', () => {
  it('is that nothing was found, that something was, or that it is not required', () => {
    const state = states(project('5.1.1: docs/plan.md\n5.1.2: docs/other.md', { 'docs/plan.md': '# Plan\n' }));
    assert.equal(state('5.1.1'), 'evidenced');
    assert.equal(state('5.1.2'), 'none');
    assert.equal(state('5.1.3'), 'none');
    assert.equal(state('5.1.4'), 'notApplicable');
  });

  it('is partly while one of several pieces of evidence is missing', () => {
    const state = states(project('5.1.1: [docs/plan.md, DOC-7]', { 'docs/plan.md': '# Plan\n' }));
    assert.equal(state('5.1.1'), 'partly');
  });

  it('looks for headings', () => {
    const evidence = '5.1.1: docs/plan.md#common-defects\n5.1.2: docs/plan.md#tools';
    const state = states(project(evidence, { 'docs/plan.md': '# Plan\n\n## Common defects\n' }));
    assert.deepEqual([state('5.1.1'), state('5.1.2')], ['evidenced', 'none']);
  });

  it('is not applicable for a reason, below a number as well', () => {
    const engine = project('4.4: {na: no legacy software}');
    assert.equal(states(engine)('4.4.3'), 'notApplicable');
    const { byRef } = clauseStates(engine.snapshot(), engine.findings());
    assert.equal(byRef.get('4.4.3')?.entry?.reason, 'no legacy software');
  });

  it('goes by the records where nothing is said, and by what the rules find in them', () => {
    const requirement = '# SRS-1 Flow\nThe software shall hold the flow.\n';
    const open = states(project('', { 'spec/srs.md': requirement }));
    assert.equal(open('5.2.1'), 'partly');
    const sourced = `${requirement}- source: IEC 60601-2-24\n`;
    const tested = 'SYS-1: {title: Hold the flow, allocation: hardware}\n';
    const state = states(project('', { 'spec/srs.md': sourced, 'spec/sys.yaml': tested }));
    assert.equal(state('5.2.1'), 'evidenced');
    assert.equal(state('9.1'), 'none');
  });

  it('takes an address for evidence, since nobody can look there', () => {
    assert.equal(states(project('4.1: https://qms.example/'))('4.1'), 'evidenced');
  });

  it('follows when records and files come and go', () => {
    const engine = project('5.2.6: REV verifies SRS\n5.1.3: docs/plan.md');
    assert.deepEqual([states(engine)('5.2.6'), states(engine)('5.1.3')], ['none', 'none']);
    engine.apply([
      { kind: 'seen', path: 'docs/plan.md', seen: { there: true } },
      { kind: 'stored', path: 'spec/srs.md', text: '# SRS-1 Flow\n- source: IEC 60601-2-24\n' },
      { kind: 'stored', path: 'reviews/rev.md', text: '# REV-1 Review\n- verifies: SRS-1\n' },
    ]);
    assert.equal(states(engine)('5.1.3'), 'evidenced');
    assert.notEqual(states(engine)('5.2.6'), 'none');
    engine.apply([{ kind: 'removed', path: 'reviews/rev.md' }]);
    assert.equal(states(engine)('5.2.6'), 'none');
  });

  it('keeps the last good map while the next one is being typed', () => {
    const engine = project('5.1.1: docs/plan.md\n5.1.2: docs/plan.md\n', { 'docs/plan.md': '# Plan\n' });
    engine.apply([{ kind: 'opened', path: '.lifetrace/evidence.yaml', text: '5.1.1: [docs/plan.md\n5.1.2: docs/pl' }]);
    const state = states(engine);
    assert.deepEqual([state('5.1.1'), state('5.1.2')], ['evidenced', 'evidenced']);
    assert.ok(engine.findings().open.some(({ code, file }) => code === 'LT007' && file === '.lifetrace/evidence.yaml'));
  });
});
