/** What an injury of some severity is to a person; it decides the safety class. */
export type Injury = 'none' | 'non-serious' | 'serious';

/** A level of severity, for example `S4 Catastrophic`. */
export interface SeverityLevel {
  readonly id: string;
  readonly name: string;
  readonly injury: Injury;
}

/** A level of the probability of harm. */
export interface ProbabilityLevel {
  readonly id: string;
  readonly name: string;
}

/** A zone of the risk matrix. */
export interface RiskZone {
  readonly id: string;
  readonly name: string;
  readonly acceptable: boolean;
}

/** How a project estimates and judges risk (ISO 14971). Every list runs from the lowest to the highest. */
export interface RiskModel {
  readonly severities: readonly SeverityLevel[];
  readonly probabilities: readonly ProbabilityLevel[];
  readonly zones: readonly RiskZone[];
  /** Zone IDs by severity ID, one for each probability in their order. */
  readonly matrix: ReadonlyMap<string, readonly string[]>;
}

/** The model of a project that has no `risk.yaml`. */
export const DEFAULT_RISK_MODEL: RiskModel = {
  severities: [
    { id: 'S1', name: 'Negligible', injury: 'none' },
    { id: 'S2', name: 'Minor', injury: 'non-serious' },
    { id: 'S3', name: 'Serious', injury: 'serious' },
    { id: 'S4', name: 'Catastrophic', injury: 'serious' },
  ],
  probabilities: [
    { id: 'P1', name: 'Improbable' },
    { id: 'P2', name: 'Remote' },
    { id: 'P3', name: 'Occasional' },
    { id: 'P4', name: 'Probable' },
    { id: 'P5', name: 'Frequent' },
  ],
  zones: [
    { id: 'acc', name: 'acceptable', acceptable: true },
    { id: 'red', name: 'reduce-further', acceptable: false },
    { id: 'un', name: 'unacceptable', acceptable: false },
  ],
  matrix: new Map([
    ['S4', ['acc', 'un', 'un', 'un', 'un']],
    ['S3', ['acc', 'acc', 'un', 'un', 'un']],
    ['S2', ['acc', 'acc', 'acc', 'un', 'un']],
    ['S1', ['acc', 'acc', 'acc', 'acc', 'red']],
  ]),
};
