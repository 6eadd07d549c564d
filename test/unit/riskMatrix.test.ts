import assert from 'node:assert/strict';
import { DEFAULT_PROFILE, profileById } from '../../server/src/model/profiles/profiles.ts';
import { DEFAULT_RISK_MODEL } from '../../server/src/model/risk.ts';
import { demandedLevel, injuryOf, levelOfInjury, zoneOf } from '../../server/src/trace/riskMatrix.ts';

const LEVELS = ['A', 'B', 'C'];

describe('Risk matrix', () => {
  it('gives each severity and probability of the default model a zone', () => {
    for (const severity of DEFAULT_RISK_MODEL.severities) {
      for (const probability of DEFAULT_RISK_MODEL.probabilities) {
        assert.ok(zoneOf(DEFAULT_RISK_MODEL, severity.id, probability.id), `${severity.id} at ${probability.id}`);
      }
    }
  });

  it('never gives a better zone to a worse severity or probability in the default model', () => {
    const { severities, probabilities, zones } = DEFAULT_RISK_MODEL;
    const rank = (severity: number, probability: number): number => {
      const zone = zoneOf(DEFAULT_RISK_MODEL, severities[severity]?.id, probabilities[probability]?.id);
      return zones.findIndex((candidate) => candidate.id === zone?.id);
    };
    for (let s = 0; s < severities.length; s++) {
      for (let p = 0; p < probabilities.length; p++) {
        if (s > 0) assert.ok(rank(s, p) >= rank(s - 1, p));
        if (p > 0) assert.ok(rank(s, p) >= rank(s, p - 1));
      }
    }
  });

  it('has no zone where severity or probability are missing or unknown', () => {
    assert.equal(zoneOf(DEFAULT_RISK_MODEL, undefined, 'P1'), undefined);
    assert.equal(zoneOf(DEFAULT_RISK_MODEL, 'S4', undefined), undefined);
    assert.equal(zoneOf(DEFAULT_RISK_MODEL, 'S9', 'P1'), undefined);
    assert.equal(zoneOf(DEFAULT_RISK_MODEL, 'S4', 'P9'), undefined);
  });

  it('takes a missing or unknown severity for a serious one', () => {
    assert.equal(injuryOf(DEFAULT_RISK_MODEL, undefined), 'serious');
    assert.equal(injuryOf(DEFAULT_RISK_MODEL, 'S9'), 'serious');
    assert.equal(injuryOf(DEFAULT_RISK_MODEL, 'S2'), 'non-serious');
  });

  it('maps injuries to the levels of any profile', () => {
    assert.deepEqual(
      (['none', 'non-serious', 'serious'] as const).map((injury) => levelOfInjury(injury, LEVELS)),
      ['A', 'B', 'C'],
    );
    assert.deepEqual(
      (['none', 'non-serious', 'serious'] as const).map((injury) => levelOfInjury(injury, ['I', 'II'])),
      ['I', 'II', 'II'],
    );
  });

  describe('demands a level', () => {
    const demand = (severity?: string, pExt?: string, p0?: string) =>
      demandedLevel(DEFAULT_RISK_MODEL, DEFAULT_PROFILE, severity, pExt, p0);

    it('by the injury when the risk is not acceptable with external controls only', () => {
      assert.equal(demand('S4', 'P2', 'P2'), 'C');
      assert.equal(demand('S3', 'P3', 'P3'), 'C');
      assert.equal(demand('S2', 'P5', 'P5'), 'B');
      assert.equal(demand('S1', 'P5', 'P5'), 'A');
    });

    it('that is the lowest when the risk is acceptable with external controls only', () => {
      assert.equal(demand('S3', 'P2', 'P3'), 'A');
      assert.equal(demand('S4', 'P1', 'P5'), 'A');
    });

    it('by the estimate without controls when there is none with external ones', () => {
      assert.equal(demand('S3', undefined, 'P2'), 'A');
      assert.equal(demand('S3', undefined, 'P3'), 'C');
    });

    it('by severity alone under the edition of 2006', () => {
      const edition2006 = profileById('62304-2006') ?? DEFAULT_PROFILE;
      assert.equal(demandedLevel(DEFAULT_RISK_MODEL, edition2006, 'S4', 'P1', 'P1'), 'C');
      assert.equal(demandedLevel(DEFAULT_RISK_MODEL, edition2006, 'S2', 'P1', 'P1'), 'B');
      assert.equal(demandedLevel(DEFAULT_RISK_MODEL, edition2006, 'S1', 'P1', 'P1'), 'A');
    });

    it('at its worst when something is missing', () => {
      assert.equal(demand('S3'), 'C');
      assert.equal(demand(undefined, 'P1', 'P1'), 'C');
      assert.equal(demand('S3', 'P9', 'P9'), 'C');
    });
  });
});
