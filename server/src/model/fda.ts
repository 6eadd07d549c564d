import type { SpannedText } from './facts.ts';
import type { Place } from './span.ts';

/** An answer to a question that knows yes, no, and not answered yet. */
export type TriState = 'yes' | 'no' | 'unanswered';

/** Questions of the guidance of 2023 that decide the documentation level. */
export const DOCUMENTATION_QUESTIONS = ['E1', 'E2', 'E3', 'E4'] as const;

/** A question of the guidance of 2023. */
export type DocumentationQuestion = (typeof DOCUMENTATION_QUESTIONS)[number];

/** Questions of the guidance of 2005, which the one of 2023 has superseded. */
export const CONCERN_QUESTIONS = ['J1', 'J2', 'J3', 'J4', 'J4a', 'J4b', 'J4c', 'J4d', 'J4e', 'M1', 'M2', 'M3'] as const;

/** A question of the guidance of 2005. */
export type ConcernQuestion = (typeof CONCERN_QUESTIONS)[number];

/** Guidances whose level a project can go by. */
export const FDA_PROFILES = ['fda-2023', 'fda-2005'] as const;

/** A guidance whose level a project can go by. */
export type FdaProfile = (typeof FDA_PROFILES)[number];

/** An answer as `fda.yaml` gives it. */
export interface FdaAnswer {
  readonly value: TriState;
  /** The answer in `fda.yaml`. */
  readonly place: Place;
  /** IDs of the records that it rests on. */
  readonly because: readonly SpannedText[];
  readonly note?: string;
  readonly by?: string;
  readonly date?: string;
}

/** What `fda.yaml` says. */
export interface FdaAnswers {
  readonly profile: FdaProfile;
  /** Questions that the file leaves out are not answered. */
  readonly documentation: ReadonlyMap<DocumentationQuestion, FdaAnswer>;
  readonly concern: ReadonlyMap<ConcernQuestion, FdaAnswer>;
  /** Why the basic level is enough although a question suggests the enhanced one. */
  readonly basicRationale?: string;
}

/** What a question asks, in our own words. */
export const DOCUMENTATION_QUESTION_TEXT: Readonly<Record<DocumentationQuestion, string>> = {
  E1: 'Before risk controls, could a failure or flaw of any software function lead to a hazardous situation with a probable risk of death or serious injury?',
  E2: 'Is the device used to test or process blood donations, to tell whether donor and recipient fit, or is it blood establishment software?',
  E3: 'Is the device a part of a combination product?',
  E4: 'Is the device of class III?',
};

/** What a question asks, in our own words. */
export const CONCERN_QUESTION_TEXT: Readonly<Record<ConcernQuestion, string>> = {
  J1: 'Is it blood establishment software?',
  J2: 'Is it meant to be used together with a drug or biologic?',
  J3: 'Is it an accessory to a device of major level of concern?',
  J4: 'Before controls, could a failure cause death or serious injury to a patient or user?',
  J4a: 'Does it support or sustain life?',
  J4b: 'Does it control energy that could harm?',
  J4c: 'Does it control the delivery of a treatment?',
  J4d: 'Does it give diagnostic information that directly drives a treatment?',
  J4e: 'Does it monitor vital signs or raise alarms where life is threatened?',
  M1: 'Is it an accessory to a device of moderate level of concern?',
  M2: 'Before controls, could a failure cause a minor injury?',
  M3: 'Could a malfunction lead to a wrong diagnosis or a delay of care that is likely to cause a minor injury?',
};
