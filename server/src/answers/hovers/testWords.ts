import { tokenOf } from '../codePlace.ts';
import { NO_RESULT, type TestOf } from '../tests.ts';
import { type HoverContext, idOf, listedAs } from './hoverContext.ts';

/** Tests per line before the rest is only counted. */
const TESTS = 3;

/** Tests with their outcome; when no test has one, this is said once. */
export function testsText(context: HoverContext, tests: readonly TestOf[]): string {
  if (tests.length === 0) return 'no test on record';
  const { style } = context;
  const name = (test: TestOf): string => (test.item ? idOf(context, test.item) : style.link(tokenOf(test), test.name));
  if (tests.every(({ result }) => result === NO_RESULT)) return `${listedAs(tests, name, ', ', TESTS)}: ${NO_RESULT}`;
  return listedAs(tests, (test) => `${name(test)} ${style.text(test.result, 60)}`, ' · ', TESTS);
}
