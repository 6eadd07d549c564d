import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRetired } from '../../../server/src/trace/item.ts';
import { OPEN_CHAIN_QUERY } from '../../../server/src/trace/recordCounts.ts';
import { riskChain } from '../../../server/src/trace/riskChain.ts';
import { Engine } from '../../../server/src/workspace/engine.ts';
import { indexProject } from '../../../server/src/workspace/indexProject.ts';
import { DEFAULT_LIMITS } from '../../../server/src/workspace/node/diskReader.ts';
import { projectOf } from '../../support/project.ts';
import { inRepository } from '../../support/repositoryRoot.ts';

/** One hazardous situation with everything on record; a line with `//` behind it is easy to leave out. */
const COMPLETE = `
SS-1: {title: Pump, safetyClass: C}
SI-1: {title: Monitor, partOf: SS-1, satisfies: SRS-1}
HAZ-1: {title: Air in line}
HS-1:
  title: Air bolus delivered
  arisesFrom: HAZ-1
  harm: air embolism
  severity: S4
  p0: P2
  pResidual: P1
  softwareContribution: contributes
CAUSE-1:
  title: integral reset
  kind: b
  in: SI-1
  causes: HS-1
RC-1:
  title: Air stop
  mitigates: HS-1
  controls: CAUSE-1
  implementedIn: software
  newHazardReview: none
SRS-1:
  title: Detect air
  implements: RC-1
ST-1:
  title: Inject air
  verifies: SRS-1
  purpose: both
`;

/** Gaps as `step at`, of the situation HS-1 of a project with that text. */
function gapsOf(text: string, settings = ''): string[] {
  const snapshot = projectOf({ '.lifetrace/risk.yaml': settings, 'risk.yaml': text });
  const risk = snapshot.risk.situations.get('HS-1');
  assert.ok(risk);
  const { complete, gaps } = riskChain(snapshot, risk);
  assert.equal(complete, gaps.length === 0);
  return gaps.map(({ step, at }) => `${step} ${at.id}`);
}

/** The complete records without the lines that begin like this. */
function without(...starts: readonly string[]): string {
  const lines = COMPLETE.split('\n');
  for (const start of starts)
    assert.ok(
      lines.some((line) => line.trim().startsWith(start)),
      start,
    );
  return lines.filter((line) => !starts.some((start) => line.trim().startsWith(start))).join('\n');
}

describe('Risk chain of a hazardous situation', () => {
  it('is complete when everything from hazard to verification is on record', () => {
    assert.deepEqual(gapsOf(COMPLETE), []);
  });

  for (const [line, gap] of [
    ['arisesFrom:', 'hazard HS-1'],
    ['harm:', 'harm HS-1'],
    ['softwareContribution:', 'contribution HS-1'],
    ['in: SI-1', 'location CAUSE-1'],
    ['kind: b', 'kind CAUSE-1'],
    ['controls: CAUSE-1', 'control CAUSE-1'],
    ['implements: RC-1', 'requirement RC-1, verification RC-1, effectiveness RC-1'],
    ['verifies: SRS-1', 'verification RC-1, effectiveness RC-1'],
    ['purpose: both', 'effectiveness RC-1'],
    ['newHazardReview:', 'newHazards RC-1'],
    ['pResidual:', 'residual HS-1'],
    ['causes: HS-1', 'cause HS-1'],
  ] as const) {
    it(`is open without “${line}”`, () => assert.equal(gapsOf(without(line)).join(', '), gap));
  }

  it('is open without any estimate, and needs a control as long as nobody knows better', () => {
    assert.deepEqual(gapsOf(without('p0:')), ['estimate HS-1']);
    assert.deepEqual(gapsOf(without('p0:', 'mitigates:', 'controls:')), [
      'estimate HS-1',
      'control HS-1',
      'control CAUSE-1',
    ]);
  });

  it('is open when a verification has failed, until it passes', () => {
    const run = (number: number, result: string, date: string): string =>
      `TR-${number}: {title: Run, records: ST-1, result: ${result}, date: ${date}}\n`;
    const failed = COMPLETE + run(1, 'fail', '2026-10-01');
    assert.deepEqual(gapsOf(failed), ['failure RC-1']);
    assert.deepEqual(gapsOf(failed + run(2, 'pass', '2026-10-02')), []);
  });

  it('asks for no cause where software does not contribute', () => {
    assert.deepEqual(gapsOf(without('causes: HS-1').replace('contributes', 'none')), []);
  });

  it('asks for no control of an acceptable risk, unless the project reduces every risk', () => {
    const acceptable = without('mitigates:', 'controls:').replace('p0: P2', 'p0: P1');
    assert.deepEqual(gapsOf(acceptable), []);
    assert.deepEqual(gapsOf(acceptable, 'policy: {afap: true}\n'), ['control HS-1', 'control CAUSE-1']);
  });

  it('accepts a residual risk that is not acceptable with a record of its benefit', () => {
    const high = COMPLETE.replace('pResidual: P1', 'pResidual: P2');
    assert.deepEqual(gapsOf(high), ['residual HS-1']);
    assert.deepEqual(gapsOf(high.replace('  harm:', '  benefitRisk: RMF-01 §7\n  harm:')), []);
  });

  it('of the demo is open where the tree says so', async () => {
    const engine = new Engine();
    const control = { limits: DEFAULT_LIMITS, cancelled: () => false, progress: () => {} };
    await indexProject(inRepository('samples/aria-sp1'), engine, control);
    const snapshot = engine.snapshot();
    const open = snapshot.risk.situations.values().filter((risk) => !riskChain(snapshot, risk).complete);
    assert.deepEqual(
      open.map(({ situation }) => situation.id),
      ['HS-06', 'HS-07'],
    );
    assert.equal(snapshot.recordCount(OPEN_CHAIN_QUERY), open.length);
  });

  it('counts as open in the tree when the hover says so, whatever is suppressed or asked for no more', () => {
    const open = (text: string, settings = ''): number =>
      projectOf({ '.lifetrace/project.yaml': settings, 'risk.yaml': text }).recordCount(OPEN_CHAIN_QUERY);
    assert.equal(open(COMPLETE), 0);
    const unreviewed = without('newHazardReview:');
    assert.equal(open(unreviewed), 1);
    assert.equal(open(unreviewed, 'rules: {LT412: off}\n'), 1);
    assert.equal(open(unreviewed.replace('  mitigates: HS-1', '  mitigates: HS-1\n  suppress: {LT412: later}')), 1);
    // A cause behind a cause belongs to the chain as well.
    const behind = '\nCAUSE-2: {title: lost message, causes: CAUSE-1, kind: b}\n';
    assert.equal(open(COMPLETE + behind), 1);
    assert.equal(open(unreviewed.replace('  harm:', '  status: obsolete\n  harm:')), 0);
  });

  it('counts as open in the tree what the hover says is open, whatever leads to what', () => {
    const effects = ['HS-1', 'HS-2', 'CAUSE-1', 'CAUSE-2', 'CAUSE-3'];
    const links: Readonly<Record<string, readonly string[]>> = {
      causes: effects,
      controls: ['CAUSE-1', 'CAUSE-2', 'CAUSE-3'],
      mitigates: ['HS-1', 'HS-2', 'HAZ-1'],
      arisesFrom: ['HAZ-1', 'CAUSE-1'],
    };
    const linked = fc
      .constantFrom(...Object.keys(links))
      .chain((kind) => fc.tuple(fc.constant(kind), fc.subarray([...(links[kind] ?? [])], { maxLength: 2 })));
    const estimates = ['p0: P2, pResidual: P1', 'p0: P1', 'p0: P1, pResidual: P1'];
    // Mostly nothing is lacking but what links decide.
    const record = fc.record({
      id: fc.constantFrom(...effects, 'THR-1', 'RC-1', 'RC-2', 'HAZ-1', 'SRS-1'),
      links: fc.array(linked, { maxLength: 2 }).map((list) => [...new Map(list)]),
      estimates: fc.constantFrom(...estimates),
      rarely: fc.constantFrom(
        'in: SI-1, kind: b, newHazardReview: x',
        'in: SI-1, kind: b',
        'status: obsolete',
        'in: SI-1',
      ),
      lacks: fc.nat(5).map((number) => number === 0),
    });
    fc.assert(
      fc.property(fc.uniqueArray(record, { selector: ({ id }) => id, minLength: 3 }), (records) => {
        const text = records.map((each, index) => {
          const rest = each.lacks ? each.rarely : 'in: SI-1, kind: b, newHazardReview: x';
          const base = `title: x, harm: x, severity: S4, ${each.estimates}, softwareContribution: contributes, implementedIn: hardware`;
          const written = new Map(each.links);
          if (each.id.startsWith('HS') && !written.has('arisesFrom')) written.set('arisesFrom', ['HAZ-1']);
          const fields = [...written].map(([kind, targets]) => `${kind}: [${targets.join()}]`);
          return `${each.id}: {${[base, rest, ...fields].join(', ')}}\nVAL-${index + 1}: {verifies: ${each.id}}\n`;
        });
        const snapshot = projectOf({ 'risk.yaml': `SI-1: {title: I}\n${text.join('')}` });
        const situations = snapshot.risk.situations.values().filter(({ situation }) => !isRetired(situation));
        const open = situations.filter((risk) => !riskChain(snapshot, risk).complete);
        assert.equal(snapshot.recordCount(OPEN_CHAIN_QUERY), open.length, text.join(''));
      }),
      { numRuns: 100 },
    );
  });

  it('does not count records that are retired', () => {
    const retired = COMPLETE.replace('  newHazardReview: none', '  newHazardReview: none\n  status: obsolete');
    assert.deepEqual(gapsOf(retired), ['control HS-1', 'control CAUSE-1']);
  });

  it('says whether the residual estimate is more than a claim', () => {
    const proven = (text: string): boolean | undefined =>
      projectOf({ 'risk.yaml': text }).risk.situations.get('HS-1')?.proven;
    const passed = 'TR-1: {title: Run, records: ST-1, result: pass, date: 2026-10-01}\n';
    assert.equal(proven(COMPLETE), false);
    assert.equal(proven(COMPLETE + passed), true);
    assert.equal(proven(without('mitigates:', 'controls:')), false);
    assert.equal(proven(without('mitigates:', 'controls:').replace('p0: P2', 'p0: P1')), true);
  });
});
