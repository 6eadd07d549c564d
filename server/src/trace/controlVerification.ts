import { REQUIREMENT_TYPES } from '../model/itemType.ts';
import { implementingRequirements } from './implementingRequirements.ts';
import type { Item } from './item.ts';
import { showsEffectiveness } from './recordedVerification.ts';
import type { Snapshot } from './snapshot.ts';
import type { Spreading } from './spread.ts';
import { latestResult } from './testResult.ts';
import { isVerified, isVerifying, verifyingRecords } from './verification.ts';

/** A test, a review or test code verifies the control itself. */
const VERIFIED_ITSELF = 1;

/** A requirement implements the control. */
const IMPLEMENTED = 2;

/** Nothing verifies such a requirement. */
const UNVERIFIED_REQUIREMENT = 4;

/** What verifies the control or such a requirement is there to show that the control is effective. */
const EFFECTIVE = 8;

/** Tests and reviews give to what they verify, requirements to the controls that they implement. */
const TO_CONTROLS: Pick<Spreading, 'keys' | 'giversOf' | 'furtherOf' | 'join'> = {
  keys: ({ types }) => types.get('RC') ?? [],
  giversOf,
  furtherOf: giversOf,
  join: (a, b) => a | b,
};

/**
 * What holds of the verification of risk controls, a bit each: tests and reviews tell of themselves, requirements of what verifies them, and
 * both give it to the controls. One requirement may implement thousands of controls and be verified by thousands of tests.
 */
export const CONTROL_VERIFICATION: Spreading = {
  ...TO_CONTROLS,
  ownOf: (view, item) => {
    if (item.type === 'RC') return isVerified(view, item) ? VERIFIED_ITSELF : 0;
    if (isVerifying(item)) return showsEffectiveness(item) ? EFFECTIVE : 0;
    return REQUIREMENT_TYPES.has(item.type)
      ? IMPLEMENTED | (isVerified(view, item) ? 0 : UNVERIFIED_REQUIREMENT)
      : undefined;
  },
  cellOf: (cells, key) => cells.spread('controlVerification', key),
};

/** Whether the latest result of what verifies a control is not a passed one. Of its own, since results come and go, and rules ask for the rest. */
export const CONTROL_FAILURES: Spreading = {
  ...TO_CONTROLS,
  ownOf: (view, item) => {
    if (isVerifying(item)) return Number(latestResult(view, item)?.passed === false);
    return item.type === 'RC' || REQUIREMENT_TYPES.has(item.type) ? 0 : undefined;
  },
  cellOf: (cells, key) => cells.spread('controlFailures', key),
};

/** True when a risk control is verified directly, or every requirement that implements it is. */
export function isControlVerified(snapshot: Snapshot, control: Item): boolean {
  const holds = snapshot.spread('controlVerification', control.key);
  return (holds & VERIFIED_ITSELF) !== 0 || (holds & (IMPLEMENTED | UNVERIFIED_REQUIREMENT)) === IMPLEMENTED;
}

/** True when the latest result of a test or review of the control, or of a requirement that implements it, is not a passed one. */
export function hasFailedVerification(snapshot: Snapshot, control: Item): boolean {
  return snapshot.spread('controlFailures', control.key) !== 0;
}

/** True when one of those tests and reviews is there to show that the control is effective (ISO 14971, 7.2). */
export function isEffectivenessVerified(snapshot: Snapshot, control: Item): boolean {
  return (snapshot.spread('controlVerification', control.key) & EFFECTIVE) !== 0;
}

function giversOf(view: Snapshot, item: Item): readonly Item[] {
  if (item.type === 'RC') return [...verifyingRecords(view, item), ...implementingRequirements(view, item)];
  return REQUIREMENT_TYPES.has(item.type) ? verifyingRecords(view, item) : [];
}
