import type { ItemKey } from '../model/itemId.ts';
import type { Injury } from '../model/risk.ts';
import type { Item } from './item.ts';

/** One of the three points at which a risk is estimated: before controls, with external ones only, with all. */
export interface RiskEstimate {
  /** Severity ID of the risk model, for example `S4`. */
  readonly severity: string | undefined;
  readonly probability: string | undefined;
  /** Zone of the matrix by its name, for example `unacceptable`; undefined when an input is missing. */
  readonly zone: string | undefined;
  readonly acceptable: boolean;
}

/** A hazardous situation with its estimates and neighbours. */
export interface SituationRisk {
  readonly situation: Item;
  readonly hazards: readonly Item[];
  readonly causes: readonly Item[];
  readonly controls: readonly Item[];
  /** Severity ID before any control. */
  readonly severity: string | undefined;
  readonly initial: RiskEstimate;
  readonly external: RiskEstimate;
  readonly residual: RiskEstimate;
  readonly severityName: string | undefined;
  readonly injury: Injury;
  /** Whether software contributes, as the record states it; what is not stated is not known, and counts. */
  readonly contribution: 'contributes' | 'none' | 'unknown';
  /**
   * False as long as one of the controls has no passed verification, or a risk is said to be lower without any control:
   * then the residual estimate is a claim.
   */
  readonly proven: boolean;
}

/** How a risk control is verified, as far as records of verification exist. Looked up when it is asked for. */
export interface ControlVerification {
  /** Tests and reviews that verify the control itself. */
  readonly direct: readonly Item[];
  /** Names of tests in code that verify the control itself. */
  readonly directCode: readonly string[];
  /** Requirements that implement it, each with the tests and reviews (and test code) that verify it. */
  readonly byRequirement: readonly { readonly requirement: Item; readonly verifiedBy: readonly string[] }[];
  /** True when every recorded result is a passed one, of the control's own tests or of those of every requirement. */
  readonly proven: boolean;
  /** Tests and reviews of the control or its requirements that show that it is effective (ISO 14971, 7.2). */
  readonly effectiveness: readonly Item[];
}

/** A risk control with what it protects from and what realises it. */
export interface ControlRisk {
  readonly control: Item;
  readonly situations: readonly SituationRisk[];
  readonly causes: readonly Item[];
  readonly requirements: readonly Item[];
  readonly verification: ControlVerification;
  /** True when the record says that it is made of software, or says nothing about it. */
  readonly inSoftware: boolean;
  /** Outcome of the review for hazardous situations that the control itself introduces; undefined when none is on record. */
  readonly newHazardReview: string | undefined;
}

/** Risks by the key of what they are about. */
export interface RiskLookup<T> {
  readonly get: (key: ItemKey) => T | undefined;
  /** All of them, in order of key. */
  readonly values: () => readonly T[];
}

/** The risk side of a snapshot. */
export interface RiskAnalysis {
  readonly situations: RiskLookup<SituationRisk>;
  readonly controls: RiskLookup<ControlRisk>;
}
