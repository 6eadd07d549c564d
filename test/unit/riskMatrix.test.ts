import assert from 'node:assert/strict';
import { DEFAULT_PROFILE, PROFILES, profileById } from '../../server/src/model/profiles/profiles.ts';
import { DEFAULT_RISK_MODEL } from '../../server/src/model/risk.ts';
import {
  demandedLevels,
  initialProbability,
  injuryOf,
  levelOfInjury,
  zoneOf,
} from '../../server/src/trace/riskMatrix.ts';

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
      demandedLevels(DEFAULT_RISK_MODEL, DEFAULT_PROFILE, { severity, initial: p0, external: pExt }).withExternal;

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

    it('without external control by the estimate without controls', () => {
      const { withExternal, withoutExternal } = demandedLevels(DEFAULT_RISK_MODEL, DEFAULT_PROFILE, {
        severity: 'S3',
        initial: 'P3',
        external: 'P2',
      });
      assert.deepEqual([withExternal, withoutExternal], ['A', 'C']);
    });

    describe('under the edition of 2006', () => {
      const edition2006 = profileById('62304-2006') ?? DEFAULT_PROFILE;
      const demanded = (severity: string, external?: string) => {
        const estimates = { severity, initial: 'P1', external };
        const { withExternal, withoutExternal } = demandedLevels(DEFAULT_RISK_MODEL, edition2006, estimates);
        return `${withoutExternal} ${withExternal}`;
      };

      it('by severity alone: a software failure is certain', () => {
        assert.equal(demanded('S4'), 'C C');
        assert.equal(demanded('S2'), 'B B');
        assert.equal(demanded('S1'), 'A A');
      });

      it('one step lower when a control outside of the software makes the risk acceptable', () => {
        assert.equal(demanded('S4', 'P1'), 'C B');
        assert.equal(demanded('S4', 'P2'), 'C C');
        assert.equal(demanded('S2', 'P1'), 'B A');
        assert.equal(demanded('S1', 'P1'), 'A A');
      });
    });

    for (const profile of PROFILES) {
      it(`that never falls with a worse severity or probability, under ${profile.title}`, () => {
        const { severities, probabilities } = DEFAULT_RISK_MODEL;
        const rank = (severity: number, initial: number, external: number): number[] => {
          const estimates = {
            severity: severities[severity]?.id,
            initial: probabilities[initial]?.id,
            external: probabilities[external]?.id,
          };
          const { withExternal, withoutExternal } = demandedLevels(DEFAULT_RISK_MODEL, profile, estimates);
          return [profile.levels.indexOf(withExternal), profile.levels.indexOf(withoutExternal)];
        };
        const atLeast = (worse: number[], better: number[]): void => {
          for (const [index, level] of worse.entries()) assert.ok(level >= (better[index] ?? 0));
        };
        for (let s = 0; s < severities.length; s++) {
          for (let p = 0; p < probabilities.length; p++) {
            for (let e = 0; e < probabilities.length; e++) {
              if (s > 0) atLeast(rank(s, p, e), rank(s - 1, p, e));
              if (p > 0) atLeast(rank(s, p, e), rank(s, p - 1, e));
              if (e > 0) atLeast(rank(s, p, e), rank(s, p, e - 1));
            }
          }
        }
      });
    }

    it('at its worst when something is missing', () => {
      assert.equal(demand('S3'), 'C');
      assert.equal(demand(undefined, 'P1', 'P1'), 'C');
      assert.equal(demand('S3', 'P9', 'P9'), 'C');
    });
  });

  describe('the probability before any control', () => {
    const { policy } = DEFAULT_RISK_MODEL;
    const initial = (p0?: string, p1?: string, p2?: string, p1p2 = policy.p1p2) =>
      initialProbability({ ...DEFAULT_RISK_MODEL, policy: { ...policy, p1p2 } }, { p0, p1, p2 });

    it('is the one on record', () => {
      assert.equal(initial('P3'), 'P3');
      assert.equal(initial('P9'), 'P9');
      assert.equal(initial(), undefined);
    });

    it('follows from the probabilities of the situation and of harm in it', () => {
      assert.equal(initial(undefined, '0.01', '0.001'), 'P2');
      assert.equal(initial(undefined, 'P4', '0.001'), 'P2');
      assert.equal(initial(undefined, '1', '1'), 'P5');
    });

    it('is the worse one where both are on record', () => {
      assert.equal(initial('P4', '0.01', '0.001'), 'P4');
      assert.equal(initial('P1', '0.01', '0.001'), 'P2');
    });

    it('is split only as far as the project wants it', () => {
      assert.equal(initial('P1', '0.5', '0.5', 'off'), 'P1');
      assert.equal(initial('P1', undefined, '0.5', 'required'), undefined);
    });

    it('is not made up of half a split', () => {
      assert.equal(initial(undefined, '0.5'), undefined);
      assert.equal(initial('P2', 'often', '0.5'), 'P2');
      assert.equal(initial(undefined, '7', '0.5'), undefined);
    });
  });
});
