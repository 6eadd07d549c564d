import { implementingRequirements } from './implementingRequirements.ts';
import type { Item } from './item.ts';
import { showsEffectiveness } from './recordedVerification.ts';
import type { Snapshot } from './snapshot.ts';
import type { Spreading } from './spread.ts';
import { latestResult } from './testResult.ts';
import { isVerifiedInCode, isVerifiedOnRecord, isVerifying, verifyingRecords } from './verification.ts';

/** A test, a review or test code verifies the control itself. */
const VERIFIED_ITSELF = 1;

/** A requirement implements the control. */
const IMPLEMENTED = 2;

/** Nothing verifies such a requirement. */
const UNVERIFIED_REQUIREMENT = 4;

/** What verifies the control or such a requirement has not passed, as the latest result has it. */
const FAILED = 8;

/** What verifies the control or such a requirement is there to show that the control is effective. */
const EFFECTIVE = 16;

/**
 * What holds of the verification of risk controls, a bit each: tests and reviews tell of themselves, requirements of what verifies them, and
 * both give it to the controls. One requirement may implement thousands of controls and be verified by thousands of tests.
 */
export const CONTROL_VERIFICATION: Spreading = {
  keys: ({ types }) => types.get('RC') ?? [],
  ownOf: (view, item) => {
    if (item.type === 'RC') return isVerified(view, item) ? VERIFIED_ITSELF : 0;
    if (isVerifying(item)) return ofTest(view, item);
    return isRequirement(item) ? IMPLEMENTED | (isVerified(view, item) ? 0 : UNVERIFIED_REQUIREMENT) : undefined;
  },
  giversOf,
  furtherOf: giversOf,
  join: (a, b) => a | b,
  cellOf: (cells, key) => cells.spread('controlVerification', key),
};

/** True when a risk control is verified directly, or every requirement that implements it is. */
export function isControlVerified(snapshot: Snapshot, control: Item): boolean {
  const holds = snapshot.spread('controlVerification', control.key);
  return (holds & VERIFIED_ITSELF) !== 0 || (holds & (IMPLEMENTED | UNVERIFIED_REQUIREMENT)) === IMPLEMENTED;
}

/** True when the latest result of a test or review of the control, or of a requirement that implements it, is not a passed one. */
export function hasFailedVerification(snapshot: Snapshot, control: Item): boolean {
  return (snapshot.spread('controlVerification', control.key) & FAILED) !== 0;
}

/** True when one of those tests and reviews is there to show that the control is effective (ISO 14971, 7.2). */
export function isEffectivenessVerified(snapshot: Snapshot, control: Item): boolean {
  return (snapshot.spread('controlVerification', control.key) & EFFECTIVE) !== 0;
}

function giversOf(view: Snapshot, item: Item): readonly Item[] {
  if (item.type === 'RC') return [...verifyingRecords(view, item), ...implementingRequirements(view, item)];
  return isRequirement(item) ? verifyingRecords(view, item) : [];
}

function isVerified(view: Snapshot, item: Item): boolean {
  return isVerifiedOnRecord(view, item) || isVerifiedInCode(view, item);
}

function ofTest(view: Snapshot, test: Item): number {
  const hasFailed = latestResult(view, test)?.passed === false;
  return (hasFailed ? FAILED : 0) | (showsEffectiveness(test) ? EFFECTIVE : 0);
}

function isRequirement({ type }: Item): boolean {
  return type === 'SRS' || type === 'SYS';
}
