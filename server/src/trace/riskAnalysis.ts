import { TEST_TYPES } from '../model/itemType.ts';
import { lazily } from '../model/lazily.ts';
import { contributionOf, situationsOfCause } from './classSources.ts';
import { compareByPlace } from './place.ts';
import type {
  ControlRisk,
  ControlVerification,
  RiskAnalysis,
  RiskEstimate,
  RiskLookup,
  SituationRisk,
} from './risk.ts';
import { estimatesOf } from './riskEstimates.ts';
import { injuryOf, severityLevel, zoneOf } from './riskMatrix.ts';
import { attribute, type Item, isRetired, type Snapshot, someTag, sources, targets } from './snapshot.ts';
import { verifies } from './tagMeaning.ts';
import { latestResult } from './testResult.ts';

/** The part of a snapshot that the risk analysis looks at. */
type RiskView = Pick<Snapshot, 'byKey' | 'incoming' | 'itemsByType' | 'tagsByTarget' | 'eachTag' | 'config'>;

/** Estimates of hazardous situations and the state of risk controls, worked out on demand (ISO 14971; IEC 62304, clause 7). */
export function riskAnalysis(snapshot: RiskView): RiskAnalysis {
  const { risk } = snapshot.config;
  return { situations: lookup('HS', situationRisk), controls: lookup('RC', controlRisk) };

  function lookup<T>(type: string, of: (item: Item) => T): RiskLookup<T> {
    return {
      get(key) {
        const item = snapshot.byKey.get(key);
        return item?.type === type && item.dialect === 'lifetrace' ? of(item) : undefined;
      },
      values: () => (snapshot.itemsByType.get(type) ?? []).map(of),
    };
  }

  function situationRisk(situation: Item): SituationRisk {
    const { severity, initial, external, residual, residualSeverity } = estimatesOf(risk, situation);
    const hazards = targets(situation, 'arisesFrom');
    // Most questions are about the estimates alone, and a situation may have many neighbours.
    const causes = lazily(() => causesOf(situation));
    const controls = lazily(() => {
      const controlling = [situation, ...hazards].flatMap((item) => sources(snapshot, item, 'mitigates'));
      return [...new Set([...controlling, ...causes().flatMap((cause) => sources(snapshot, cause, 'controls'))])];
    });
    return {
      situation,
      hazards,
      get causes() {
        return causes();
      },
      get controls() {
        return controls();
      },
      contribution: contributionOf(situation),
      // Asked for by few, and dear: it looks at every test of every control.
      get proven() {
        if (controls().length === 0) return residual === initial;
        return controls().every((control) => verificationOf(control, requirementsOf(control)).proven);
      },
      initial: estimate(severity, initial),
      external: estimate(severity, external ?? initial),
      residual: estimate(residualSeverity, residual),
      severityName: severityLevel(risk, severity)?.name,
      injury: injuryOf(risk, severity),
    };
  }

  /** Causes that lead to a situation, directly or by way of other causes, in order of file and offset. */
  function causesOf(situation: Item): readonly Item[] {
    const found = new Set<Item>();
    for (const effect of chain([situation], found)) {
      for (const { kind, from } of snapshot.incoming.get(effect.key) ?? []) {
        if (kind === 'causes' && CAUSING.has(from.type) && !isRetired(from)) found.add(from);
      }
    }
    return [...found].sort(compareByPlace);
  }

  function estimate(severity: string | undefined, probability: string | undefined): RiskEstimate {
    const zone = zoneOf(risk, severity, probability);
    return { severity, probability, zone: zone?.name, acceptable: zone?.acceptable === true };
  }

  function controlRisk(control: Item): ControlRisk {
    const causes = targets(control, 'controls');
    // Most questions are about the control alone, or about one side of it.
    const situations = lazily(() => situationsOf(control, causes).map(situationRisk));
    const requirements = lazily(() => requirementsOf(control));
    const verification = lazily(() => verificationOf(control, requirements()));
    return {
      control,
      get situations() {
        return situations();
      },
      causes,
      get requirements() {
        return requirements();
      },
      get verification() {
        return verification();
      },
      inSoftware: (attribute(control, 'implementedIn') ?? 'software').toLowerCase() === 'software',
      newHazardReview: attribute(control, 'newHazardReview'),
    };
  }

  function situationsOf(control: Item, causes: readonly Item[]): readonly Item[] {
    const mitigated = targets(control, 'mitigates');
    const byHazard = mitigated
      .filter((item) => item.type === 'HAZ')
      .flatMap((hazard) => sources(snapshot, hazard, 'arisesFrom'));
    const reached = new Set([...mitigated, ...byHazard, ...causes.flatMap(situationsOfCause)]);
    return [...reached].filter(({ type }) => type === 'HS');
  }

  function requirementsOf(control: Item): readonly Item[] {
    return sources(snapshot, control, 'implements').filter((item) => item.type === 'SRS' || item.type === 'SYS');
  }

  /** Tests and reviews of an item. */
  function records(item: Item): readonly Item[] {
    return sources(snapshot, item, 'verifies').filter(({ type }) => TEST_TYPES.has(type) || type === 'REV');
  }

  function verificationOf(control: Item, requirements: readonly Item[]): ControlVerification {
    const code = (item: Item): readonly string[] =>
      (snapshot.tagsByTarget.get(item.key) ?? [])
        .filter(verifies)
        .map((tag) => tag.unit?.fact.qualifiedName ?? tag.file);
    const isVerified = (item: Item, itsTests: readonly Item[] = []): boolean =>
      itsTests.length > 0 || someTag(snapshot, item, verifies);
    const direct = records(control);
    const testsOf = requirements.map(records);
    // Most questions are whether there is any, and an item may have many tags.
    const directCode = lazily(() => code(control));
    const byRequirement = lazily(() =>
      requirements.map((requirement, index) => ({
        requirement,
        verifiedBy: [...(testsOf[index] ?? []).map((test) => test.id), ...code(requirement)],
      })),
    );
    const tests = [...new Set([direct, ...testsOf].flat())];
    // Most questions are about the records, and each test may have many results.
    const results = lazily(() => new Map(tests.map((test) => [test, latestResult(snapshot, test)])));
    const passed = (some: readonly Item[]): boolean => {
      const recorded = some.flatMap((test) => results().get(test) ?? []);
      return recorded.length > 0 && recorded.every((result) => result.passed);
    };
    return {
      direct,
      get directCode() {
        return directCode();
      },
      get byRequirement() {
        return byRequirement();
      },
      get verified() {
        if (isVerified(control, direct)) return true;
        return requirements.length > 0 && requirements.every((item, index) => isVerified(item, testsOf[index]));
      },
      get proven() {
        return passed(direct) || (testsOf.length > 0 && testsOf.every(passed));
      },
      get failed() {
        return tests.filter((test) => results().get(test)?.passed === false);
      },
      get effectiveness() {
        return tests.filter(showsEffectiveness);
      },
    };
  }
}

/** Types of records that lead to a hazardous situation: causes in software, and threats to its security. */
const CAUSING: ReadonlySet<string> = new Set(['CAUSE', 'THR']);

/** True for a test or review that is there to show that a control works as intended, not only that it exists. */
function showsEffectiveness(test: Item): boolean {
  const purpose = attribute(test, 'purpose')?.toLowerCase();
  return test.type === 'VAL' || purpose === 'effectiveness' || purpose === 'both';
}

/** What is given first, then what is found meanwhile. */
function* chain<T>(given: Iterable<T>, found: Iterable<T>): Generator<T> {
  yield* given;
  yield* found;
}
