import assert from 'node:assert/strict';
import { fdaPanelOf } from '../../../server/src/answers/classes/fdaPanel.ts';
import { engineOf, projectOf } from '../../support/project.ts';

const RISK = [
  'SS-1: {title: Pump software, safetyClass: C}',
  'SI-1: {title: Delivery, partOf: SS-1}',
  'HAZ-1: {title: Embolism}',
  'HS-1: {title: Air in the line, arisesFrom: HAZ-1, severity: S4, p0: P3, harm: embolism}',
  'HS-2: {title: Seldom, arisesFrom: HAZ-1, severity: S4, p0: P2, harm: embolism}',
  'HS-3: {title: Minor, arisesFrom: HAZ-1, severity: S2, p0: P4, harm: scratch}',
  'CAUSE-1: {title: Blind sensor, causes: [HS-1, HS-2, HS-3], in: SI-1, kind: b}',
  '',
].join('\n');

function panel(fda: string, files: Readonly<Record<string, string>> = {}) {
  return fdaPanelOf(projectOf({ '.lifetrace/fda.yaml': fda, 'risk/risk.yaml': RISK, ...files }));
}

describe('The FDA tab', () => {
  it('has open questions and works to the enhanced level where nothing is on record', () => {
    const { onRecord, documentation, concern, conflicts } = fdaPanelOf(projectOf({ 'risk/risk.yaml': RISK }));
    assert.equal(onRecord, false);
    assert.equal(documentation.resultText, 'undetermined, treated as enhanced (open: E1, E2, E3, E4)');
    assert.match(concern.resultText, /^at least minor, incomplete/);
    assert.match(concern.superseded ?? '', /superseded/);
    assert.deepEqual(conflicts, []);
  });

  it('shows answers with the records that they rest on', () => {
    const { documentation } = panel(
      'answers: {E1: {value: yes, because: [HS-1], note: over-infusion, by: RA}, E2: no}',
    );
    const [e1, e2] = documentation.questions;
    assert.deepEqual(
      [e1?.value, e1?.because[0]?.title, e1?.because[0]?.place?.file],
      ['yes', 'Air in the line', 'risk/risk.yaml'],
    );
    assert.equal(e2?.value, 'no');
    assert.equal(documentation.result.level, 'enhanced');
    assert.match(
      documentation.statement,
      /^Documentation level: enhanced\.\nE1: .* yes\. Basis: HS-1\. over-infusion\. \(RA\)$/m,
    );
  });

  it('tells what in the answers does not fit the risk file and the class', () => {
    const { conflicts } = panel('answers: {E1: no, E2: no, E3: no, E4: no}');
    assert.deepEqual(
      conflicts.map(({ message }) => message),
      [
        'Answer E1 is no, but HS-1 has severity S4 and a software cause.',
        'The documentation level is basic, but the software has safety class C.',
      ],
    );
    assert.equal(conflicts[0]?.place.file, '.lifetrace/fda.yaml');
    assert.equal(conflicts[0]?.item?.id, 'HS-1');
  });

  it('takes it for information that external controls count for IEC 62304 only', () => {
    const { conflicts } = panel('answers: {E1: yes}', {
      'risk/risk.yaml': 'SS-1: {title: Pump software, safetyClass: A}\n',
    });
    assert.deepEqual(
      conflicts.map(({ informative }) => informative),
      [true],
    );
  });

  it('tells records that are not there, and examples that contradict their question', () => {
    const { conflicts } = panel('answers: {E1: {value: yes, because: [HS-9]}}\nlegacy2005: {J4: no, J4a: yes, J1: no}');
    assert.deepEqual(
      conflicts.map(({ message }) => message),
      [
        'Answer E1 rests on “HS-9”, which is not defined in this workspace.',
        'Answer J4 is no, but HS-1 has severity S4 and a software cause.',
        'Answer J4 is no, but its example J4a is yes.',
      ],
    );
  });

  it('looks for the documents of the level', () => {
    const { documentation } = panel('answers: {E1: yes}', {
      '.lifetrace/evidence.yaml': '5.1.1: docs/plan.md\n',
      'docs/plan.md': '# Plan\n',
      'docs/docs.yaml': 'DOC-1: {title: Description of the software, fda: description}\n',
      'spec/srs.md': '# SRS-1 Stop\n- source: law\n',
    });
    const state = (key: string) => documentation.documents.find((document) => document.key === key);
    assert.deepEqual([state('description')?.state, state('description')?.records], ['found', ['DOC-1']]);
    assert.equal(state('srs')?.state, 'found');
    assert.equal(state('practices')?.state, 'partly');
    assert.equal(state('sds')?.state, 'missing');
  });

  it('keeps the last good answers while the next one is being typed, and forgets them with the file', () => {
    const path = '.lifetrace/fda.yaml';
    const engine = engineOf({ [path]: 'answers: {E1: yes, E2: no, E3: no, E4: no}' });
    const level = () => fdaPanelOf(engine.snapshot()).documentation.result.level;
    engine.apply([{ kind: 'opened', path, text: 'answers: {E1: no, E2: no, E3: n' }]);
    assert.equal(level(), 'enhanced');
    assert.deepEqual(
      engine.findings().open.map(({ code, file }) => `${code} ${file}`),
      [`LT007 ${path}`],
    );
    engine.apply([{ kind: 'opened', path, text: 'answers: {E1: no, E2: no, E3: no, E4: no}' }]);
    assert.equal(level(), 'basic');
    engine.apply([
      { kind: 'closed', path },
      { kind: 'removed', path },
    ]);
    assert.equal(level(), 'undetermined');
  });
});
