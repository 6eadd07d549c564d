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
  /** Highest probability that still is of this level, above 0 and at most 1; undefined for levels in words only. */
  readonly max?: number;
}

/** A zone of the risk matrix. */
export interface RiskZone {
  readonly id: string;
  readonly name: string;
  readonly acceptable: boolean;
}

/** What a project has decided about accepting risk. */
export interface RiskPolicy {
  /** Acceptable risk has to be reduced as far as possible, too, as the European regulation asks. */
  readonly afap: boolean;
  /** Information for safety alone may lower a probability. */
  readonly infoReducesProbability: boolean;
  /**
   * Whether a probability is split into that of the hazardous situation (`p1`) and that of harm in it (`p2`): where a
   * situation has no `p0`, its level follows from their product.
   */
  readonly p1p2: 'off' | 'optional' | 'required';
}

/** How a project estimates and judges risk (ISO 14971). Every list runs from the lowest to the highest. */
export interface RiskModel {
  readonly severities: readonly SeverityLevel[];
  readonly probabilities: readonly ProbabilityLevel[];
  readonly zones: readonly RiskZone[];
  /** Zone IDs by severity ID, one for each probability in their order. */
  readonly matrix: ReadonlyMap<string, readonly string[]>;
  readonly policy: RiskPolicy;
  /** What a probability refers to, for example `per-use`; undefined when the project does not say. */
  readonly basis?: string;
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
    { id: 'P1', name: 'Improbable', max: 1e-6 },
    { id: 'P2', name: 'Remote', max: 1e-5 },
    { id: 'P3', name: 'Occasional', max: 1e-4 },
    { id: 'P4', name: 'Probable', max: 1e-2 },
    { id: 'P5', name: 'Frequent', max: 1 },
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
  policy: { afap: false, infoReducesProbability: false, p1p2: 'optional' },
};
