import type { Span } from '../../model/span.ts';
import { TYPES } from './cWords.ts';
import type { Token } from './headerTokens.ts';

/** The macros of GoogleTest, Catch2, doctest, Boost.Test, CppUTest, Unity and Zephyr that define a test. */
export const TEST_MACRO =
  /^(?:[A-Z]+_)*(?:Z?TEST|TEST_CASE|SCENARIO)(?:_USER|_ORDERED|_C)?(?:_[FP]|_METHOD|_FUNCTION|_FIXTURE|_TEMPLATE|_TEMPLATE_DEFINE)?$/;

/**
 * Macros that define what the system calls, and have its name first: handlers of interrupts, `ISR(TIMER0_OVF_vect)`, tasks of OSEK,
 * threads of Contiki, `PT_THREAD(send(struct pt *pt))`.
 */
const HANDLER_MACRO =
  /^(?:[A-Z\d]+_)*(?:ISR\d?|INTERRUPT|SIGNAL|TASK|THREAD)(?:_HANDLER)?(?:_TRAP|_PROTO)?(?:_USING)?$/;
/** Macros of CppUTest and of Microsoft's framework that define a class with tests, or with what they need, and have its name first. */
export const TEST_CLASS_MACRO = /^TEST_(?:CLASS|GROUP(?:_BASE)?)$/;
const BEHIND_NAME = new Set([',', ')', '(']);

const QUOTED = /^"[\s\S]+"$/;

/** The name of a test, as its framework prints it. */
export interface TestName {
  readonly name: string;
  readonly nameSpan: Span;
  /** The suite, with the dot that frameworks put behind it. */
  readonly qualifier: string;
}

/**
 * The name of the test that a macro defines: `StopsOnAir` in `Pump.` for `TEST(Pump, StopsOnAir)`, the text for
 * `TEST_CASE("stops on air", "[pump]")`. `macro` and `close` are the indices of the macro's name and of the
 * parenthesis behind its arguments.
 */
export function testNameIn(tokens: readonly Token[], macro: number, close: number): TestName | undefined {
  const keyword = tokens[macro]?.text ?? '';
  if (!TEST_MACRO.test(keyword)) return undefined;
  const [first, comma, second] = tokens.slice(macro + 2, Math.min(macro + 5, close));
  const quoted = [first, second].find((token) => QUOTED.test(token?.text ?? ''));
  if (quoted) {
    const nameSpan = { start: quoted.start + 1, end: quoted.end - 1 };
    return { name: quoted.text.slice(1, -1), nameSpan, qualifier: '' };
  }
  if (!first?.word) return undefined;
  const suite = comma?.text === ',' && second?.word && !/CASE/.test(keyword) ? first : undefined;
  const named = suite ? second : first;
  if (!named) return undefined;
  const nameSpan = { start: named.start, end: named.end };
  return { name: named.text, nameSpan, qualifier: suite ? `${suite.text}.` : '' };
}

/** The token with the name of what a macro defines: of something that the system calls, or of a class with tests. */
export function definedNameIn(tokens: readonly Token[], macro: number): Token | undefined {
  const keyword = tokens[macro]?.text ?? '';
  const name = tokens[macro + 2];
  if (!(HANDLER_MACRO.test(keyword) || TEST_CLASS_MACRO.test(keyword)) || tokens[macro + 1]?.text !== '(')
    return undefined;
  const isName = name?.word && !TYPES.has(name.text) && BEHIND_NAME.has(tokens[macro + 3]?.text ?? '');
  return isName ? name : undefined;
}
