import { situationsOfCauses } from './classSources.ts';
import { implementingRequirements } from './implementingRequirements.ts';
import { attribute, type Item, targets } from './item.ts';
import { RecordedSituation } from './recordedSituation.ts';
import { RecordedVerification, type VerificationView } from './recordedVerification.ts';
import type { ControlRisk, ControlVerification, SituationRisk } from './risk.ts';
import { type Snapshot, sources } from './snapshot.ts';

/** What is on record about a risk control. Most questions are about the control alone, or about one side of it. */
export class RecordedControl implements ControlRisk {
  readonly control: Item;
  readonly #snapshot: VerificationView & Pick<Snapshot, 'config'>;
  #situations: readonly SituationRisk[] | undefined;
  #requirements: readonly Item[] | undefined;
  #verification: ControlVerification | undefined;

  constructor(snapshot: VerificationView & Pick<Snapshot, 'config'>, control: Item) {
    this.#snapshot = snapshot;
    this.control = control;
  }

  get situations(): readonly SituationRisk[] {
    this.#situations ??= this.#situationsOf().map((situation) => new RecordedSituation(this.#snapshot, situation));
    return this.#situations;
  }

  get causes(): readonly Item[] {
    return targets(this.control, 'controls');
  }

  get requirements(): readonly Item[] {
    this.#requirements ??= implementingRequirements(this.#snapshot, this.control);
    return this.#requirements;
  }

  get verification(): ControlVerification {
    this.#verification ??= new RecordedVerification(this.#snapshot, this.control, this.requirements);
    return this.#verification;
  }

  get inSoftware(): boolean {
    return (attribute(this.control, 'implementedIn') ?? 'software').toLowerCase() === 'software';
  }

  get newHazardReview(): string | undefined {
    return attribute(this.control, 'newHazardReview');
  }

  #situationsOf(): readonly Item[] {
    const mitigated = targets(this.control, 'mitigates');
    const byHazard = mitigated
      .filter((item) => item.type === 'HAZ')
      .flatMap((hazard) => sources(this.#snapshot, hazard, 'arisesFrom'));
    const reached = new Set([...mitigated, ...byHazard, ...situationsOfCauses(this.causes)]);
    return [...reached].filter(({ type }) => type === 'HS');
  }
}
