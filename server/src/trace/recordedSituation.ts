import type { Injury } from '../model/risk.ts';
import { contributionOf } from './classSources.ts';
import { implementingRequirements } from './implementingRequirements.ts';
import { type Item, targets } from './item.ts';
import { compareByPlace } from './place.ts';
import { RecordedVerification, type VerificationView } from './recordedVerification.ts';
import type { RiskEstimate, SituationRisk } from './risk.ts';
import { estimatesOf, type RecordedEstimates, recordedSeverity } from './riskEstimates.ts';
import { injuryOf, severityLevel, zoneOf } from './riskMatrix.ts';
import { type Snapshot, sources } from './snapshot.ts';

/**
 * What is on record about a hazardous situation. Most questions are about the severity or the estimates alone, and a situation may
 * have many neighbours: each is looked up when it is asked for.
 */
export class RecordedSituation implements SituationRisk {
  readonly situation: Item;
  readonly #snapshot: VerificationView & Pick<Snapshot, 'config'>;
  #estimates: RecordedEstimates | undefined;
  #causes: readonly Item[] | undefined;
  #controls: readonly Item[] | undefined;
  #proven: boolean | undefined;

  constructor(snapshot: VerificationView & Pick<Snapshot, 'config'>, situation: Item) {
    this.#snapshot = snapshot;
    this.situation = situation;
  }

  get hazards(): readonly Item[] {
    return targets(this.situation, 'arisesFrom');
  }

  get causes(): readonly Item[] {
    this.#causes ??= causesOf(this.#snapshot, this.situation);
    return this.#causes;
  }

  get controls(): readonly Item[] {
    this.#controls ??= this.#controlsOf();
    return this.#controls;
  }

  get severity(): string | undefined {
    return recordedSeverity(this.#model, this.situation);
  }

  get initial(): RiskEstimate {
    const { severity, initial } = this.#recorded;
    return this.#estimate(severity, initial);
  }

  get external(): RiskEstimate {
    const { severity, initial, external } = this.#recorded;
    return this.#estimate(severity, external ?? initial);
  }

  get residual(): RiskEstimate {
    const { residualSeverity, residual } = this.#recorded;
    return this.#estimate(residualSeverity, residual);
  }

  get severityName(): string | undefined {
    return severityLevel(this.#model, this.severity)?.name;
  }

  get injury(): Injury {
    return injuryOf(this.#model, this.severity);
  }

  get contribution(): SituationRisk['contribution'] {
    return contributionOf(this.situation);
  }

  get proven(): boolean {
    this.#proven ??= this.#isProven();
    return this.#proven;
  }

  get #model(): Snapshot['config']['risk'] {
    return this.#snapshot.config.risk;
  }

  get #recorded(): RecordedEstimates {
    this.#estimates ??= estimatesOf(this.#model, this.situation);
    return this.#estimates;
  }

  #estimate(severity: string | undefined, probability: string | undefined): RiskEstimate {
    const zone = zoneOf(this.#model, severity, probability);
    return { severity, probability, zone: zone?.name, acceptable: zone?.acceptable === true };
  }

  #isProven(): boolean {
    const { controls } = this;
    if (controls.length === 0) return this.#recorded.residual === this.#recorded.initial;
    const snapshot = this.#snapshot;
    return controls.every(
      (control) => new RecordedVerification(snapshot, control, implementingRequirements(snapshot, control)).proven,
    );
  }

  #controlsOf(): readonly Item[] {
    const controlling = [this.situation, ...this.hazards].flatMap((item) => sources(this.#snapshot, item, 'mitigates'));
    return [
      ...new Set([...controlling, ...this.causes.flatMap((cause) => sources(this.#snapshot, cause, 'controls'))]),
    ];
  }
}

/** Types of records that lead to a hazardous situation: causes in software, and threats to its security. */
export const CAUSING: ReadonlySet<string> = new Set(['CAUSE', 'THR']);

/** Causes that lead to a situation, directly or by way of other causes, in order of file and offset. */
function causesOf(snapshot: Pick<Snapshot, 'incoming'>, situation: Item): readonly Item[] {
  const found = new Set<Item>();
  for (const effect of chain([situation], found)) {
    if (effect.type === 'THR') continue;
    for (const from of sources(snapshot, effect, 'causes')) if (CAUSING.has(from.type)) found.add(from);
  }
  return [...found].sort(compareByPlace);
}

/** What is given first, then what is found meanwhile. */
function* chain<T>(given: Iterable<T>, found: Iterable<T>): Generator<T> {
  yield* given;
  yield* found;
}
