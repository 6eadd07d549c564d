/** @file UT-009: unit test of programScreen.
 *  @verifies UNIT-09 */

import {
  type Confirmation,
  type ConfirmationKey,
  deliveryView,
  formatMinutes,
  isKeypadLocked,
  nextConfirmation,
  remainingMinutes,
  startConfirmation,
} from '../src/programScreen.ts';
import { equal, test } from './check.ts';

const limits = { softMaxMlPerHour: 50, hardMaxMlPerHour: 100 };

function press(rate: number, ...keys: readonly ConfirmationKey[]): Confirmation {
  return keys.reduce<Confirmation>(nextConfirmation, startConfirmation(rate, limits));
}

// @verifies SRS-021
test('remaining time is rounded up to whole minutes', () => {
  equal(remainingMinutes(50, 100), 30);
  equal(remainingMinutes(50.01, 100), 31);
  equal(remainingMinutes(0, 100), 0);
});

// @verifies SRS-021
test('there is no remaining time without delivery', () => {
  equal(remainingMinutes(50, 0) === undefined, true);
  equal(remainingMinutes(Number.NaN, 100) === undefined, true);
  equal(formatMinutes(undefined), '– –');
});

// @verifies SRS-021
test('delivery view shows rate, infused volume and remaining time with units', () => {
  equal(deliveryView({ rateMlPerHour: 12.5, vtbiMl: 50, infusedMl: 20 }), {
    rate: '12.5 ml/h',
    infused: '20.0 ml',
    remaining: '2 h 24 min',
  });
});

// @verifies SRS-021
test('an overdelivered volume never shows a negative remaining time', () => {
  equal(deliveryView({ rateMlPerHour: 10, vtbiMl: 50, infusedMl: 50.2 }).remaining, '0 h 00 min');
});

// @verifies SRS-007
test('a rate up to the soft limit takes one confirmation', () => {
  equal(press(50, 'confirm'), { step: 'confirmed', rateMlPerHour: 50, aboveSoftLimit: false });
});

// @verifies SRS-007
test('a rate above the soft limit takes two different keys', () => {
  equal(press(50.1, 'override', 'confirm'), { step: 'confirmed', rateMlPerHour: 50.1, aboveSoftLimit: true });
  equal(press(50.1, 'confirm'), { step: 'refused' });
  equal(press(50.1, 'override', 'override'), { step: 'refused' });
  equal(press(50.1, 'override', 'cancel'), { step: 'refused' });
});

// @verifies SRS-007
test('no key opens the hard limit', () => {
  equal(press(100.1), { step: 'refused' });
  equal(press(100.1, 'override', 'confirm'), { step: 'refused' });
  equal(press(Number.NaN, 'confirm'), { step: 'refused' });
});

// @verifies SRS-029
test('keypad locks two minutes after the last input', () => {
  equal(isKeypadLocked(1000, 120_999), false);
  equal(isKeypadLocked(1000, 121_000), true);
});
