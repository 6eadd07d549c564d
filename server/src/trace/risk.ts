import type { ItemKey } from '../model/itemId.ts';
import type { Item } from './snapshot.ts';

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
  readonly initial: RiskEstimate;
  readonly external: RiskEstimate;
  readonly residual: RiskEstimate;
  readonly severityName: string | undefined;
  readonly injury: 'none' | 'non-serious' | 'serious';
}

/** How a risk control is verified, as far as records of verification exist. */
export interface ControlVerification {
  /** Tests and reviews that verify the control itself. */
  readonly direct: readonly Item[];
  /** Names of tests in code that verify the control itself. */
  readonly directCode: readonly string[];
  /** Requirements that implement it, each with the tests and reviews (and test code) that verify it. */
  readonly byRequirement: readonly { readonly requirement: Item; readonly verifiedBy: readonly string[] }[];
  /** True when the control is verified directly, or every implementing requirement is. */
  readonly verified: boolean;
}

/** A risk control with what it protects from and what realises it. */
export interface ControlRisk {
  readonly control: Item;
  readonly situations: readonly SituationRisk[];
  readonly causes: readonly Item[];
  readonly requirements: readonly Item[];
  readonly verification: ControlVerification;
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
