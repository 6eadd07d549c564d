/** @file Program and delivery screen: what the operator sees, confirms and is kept from doing.
 *  @unit UNIT-09 */

/**
 * Remaining time of the infusion in whole minutes, rounded up; nothing while the pump does not deliver.
 *
 * @implements SRS-021
 * @implements SRS-099
 */
export function remainingMinutes(remainingMl: number, rateMlPerHour: number): number | undefined {
  if (!(rateMlPerHour > 0) || !(remainingMl >= 0)) {
    return undefined;
  }
  return Math.ceil((remainingMl / rateMlPerHour) * 60);
}

/** What the pump reports while it delivers. */
export interface DeliveryReport {
  readonly rateMlPerHour: number;
  readonly vtbiMl: number;
  readonly infusedMl: number;
}

/** The three values that stay on the screen during delivery. */
export interface DeliveryView {
  readonly rate: string;
  readonly infused: string;
  readonly remaining: string;
}

/**
 * A volume or rate with its unit; always one decimal, so that 1.0 and 10 cannot be mistaken for each other.
 *
 * @implements SRS-021
 */
export function formatValue(value: number, unit: 'ml' | 'ml/h'): string {
  return `${value.toFixed(1)} ${unit}`;
}

/**
 * Hours and minutes, spelled with their units.
 *
 * @implements SRS-021
 */
export function formatMinutes(minutes: number | undefined): string {
  if (minutes === undefined) {
    return '– –';
  }
  const hours = Math.floor(minutes / 60);
  const rest = String(minutes % 60).padStart(2, '0');
  return `${hours} h ${rest} min`;
}

/**
 * Set rate, infused volume and remaining time for the header that no dialog covers.
 *
 * @implements SRS-021
 */
export function deliveryView(report: DeliveryReport): DeliveryView {
  const remainingMl = Math.max(0, report.vtbiMl - report.infusedMl);
  return {
    rate: formatValue(report.rateMlPerHour, 'ml/h'),
    infused: formatValue(report.infusedMl, 'ml'),
    remaining: formatMinutes(remainingMinutes(remainingMl, report.rateMlPerHour)),
  };
}

/** Limits of the selected drug as the pump reported them. */
export interface DrugLimits {
  readonly softMaxMlPerHour: number;
  readonly hardMaxMlPerHour: number;
}

/** Where the operator stands between typing a rate and starting it. */
export type Confirmation =
  | { readonly step: 'refused' }
  | { readonly step: 'confirm'; readonly rateMlPerHour: number }
  | { readonly step: 'warn-soft-limit'; readonly rateMlPerHour: number }
  | { readonly step: 'confirm-again'; readonly rateMlPerHour: number }
  | { readonly step: 'confirmed'; readonly rateMlPerHour: number; readonly aboveSoftLimit: boolean };

/**
 * First step for a typed rate: one confirmation up to the soft limit, a warning above it, no way past the hard limit.
 *
 * @implements SRS-007
 * @risk RC-04
 */
export function startConfirmation(rateMlPerHour: number, limits: DrugLimits): Confirmation {
  if (!(rateMlPerHour > 0) || rateMlPerHour > limits.hardMaxMlPerHour) {
    return { step: 'refused' };
  }
  return rateMlPerHour > limits.softMaxMlPerHour
    ? { step: 'warn-soft-limit', rateMlPerHour }
    : { step: 'confirm', rateMlPerHour };
}

/** Keys of the confirmation dialogs. "Override" and "confirm" are different keys on purpose (CAUSE-11). */
export type ConfirmationKey = 'confirm' | 'override' | 'cancel';

/**
 * Next step for a key press. Above the soft limit it takes "override" and then "confirm"; the same key pressed twice
 * leads nowhere, and any other key goes back to the start.
 *
 * @implements SRS-007
 * @risk RC-04
 */
export function nextConfirmation(current: Confirmation, key: ConfirmationKey): Confirmation {
  if (current.step === 'confirm' && key === 'confirm') {
    return { step: 'confirmed', rateMlPerHour: current.rateMlPerHour, aboveSoftLimit: false };
  }
  if (current.step === 'warn-soft-limit' && key === 'override') {
    return { step: 'confirm-again', rateMlPerHour: current.rateMlPerHour };
  }
  if (current.step === 'confirm-again' && key === 'confirm') {
    return { step: 'confirmed', rateMlPerHour: current.rateMlPerHour, aboveSoftLimit: true };
  }
  return { step: 'refused' };
}

const KEYPAD_LOCK_MS = 2 * 60 * 1000;

/**
 * True when the last key press is two minutes or more ago.
 *
 * @implements SRS-029
 */
export function isKeypadLocked(lastInputMs: number, nowMs: number): boolean {
  return nowMs - lastInputMs >= KEYPAD_LOCK_MS;
}
