import type { Span } from '../../model/span.ts';
import { TYPES, UPPER_CASE } from './cWords.ts';
import type { Token } from './headerTokens.ts';

/** The macros of GoogleTest, Catch2, doctest, Boost.Test, CppUTest, Unity, Zephyr and Mynewt that define a test. */
export const TEST_MACRO =
  /^(?:[A-Z]+_)*(?:Z?TEST|TEST_CASE|TEST_SUITE|SCENARIO)(?:_USER|_ORDERED|_SELF|_TASK|_C)?(?:_[FP]|_METHOD|_FUNCTION|_FIXTURE|_TEMPLATE|_TEMPLATE_DEFINE)?(?:_SIG)?$/;

/**
 * Macros that define what the system calls, and have its name first: handlers of interrupts, `ISR(TIMER0_OVF_vect)`, tasks of OSEK,
 * threads of Contiki, `PT_THREAD(send(struct pt *pt))`.
 */
const HANDLER_MACRO =
  /^(?:[A-Z\d]+_)*(?:ISR\d?|INTERRUPT|SIGNAL|TASK|THREAD)(?:_HANDLER)?(?:_TRAP|_PROTO)?(?:_USING)?$/;
/** Macros of CppUTest and of Microsoft's framework that define a class with tests, or with what they need, and have its name first. */
export const TEST_CLASS_MACRO = /^TEST_(?:CLASS|GROUP(?:_BASE)?)$/;
/** What holds tests in doctest, with a text: `TEST_SUITE("pump") { … }`. */
export const TEST_SUITE = 'TEST_SUITE';

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
  const first = tokens[macro + 2];
  const behind = behindArgument(tokens, macro + 2);
  const [comma, second] = tokens.slice(behind, Math.min(behind + 2, close));
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

/** Index of the token behind the first of the words of an argument that begins at `at`, or behind a whole type: `(Fixture<int, long>)`. */
function behindArgument(tokens: readonly Token[], at: number): number {
  if (tokens[at]?.text === '(') return (tokens[at]?.pair ?? at) + 1;
  const angle = tokens[at + 1];
  return angle?.text === '<' && angle.pair > at ? angle.pair + 1 : at + 1;
}

/**
 * The token with the name of what a macro defines whose parenthesis closes at `close`: of something that the system calls, of a class
 * with tests, or of a function that stands in the parentheses as a whole, `IN_RAM(void erase(int block)) {`.
 */
export function definedNameIn(tokens: readonly Token[], macro: number, close: number): Token | undefined {
  const keyword = tokens[macro]?.text ?? '';
  const name = tokens[macro + 2];
  const behind = tokens[macro + 3]?.text ?? '';
  if (!name?.word || tokens[macro + 1]?.text !== '(') return undefined;
  if (behind !== ',' && behind !== ')' && behind !== '(') return wrappedName(tokens, macro, close);
  if (TYPES.has(name.text) || !(HANDLER_MACRO.test(keyword) || TEST_CLASS_MACRO.test(keyword))) return undefined;
  const isCall = behind === '(' && !tokens[macro + 4]?.word && tokens[macro + 4]?.text !== ')';
  return isCall ? undefined : name;
}

/** How many words a type has at most in front of a name. */
const MAX_WORDS = 8;

/** The name of a function that is declared in parentheses behind a macro. */
function wrappedName(tokens: readonly Token[], macro: number, close: number): Token | undefined {
  const open = tokens[close - 1]?.text === ')' ? (tokens[close - 1]?.pair ?? -1) : -1;
  const name = tokens[open - 1];
  if (open > macro + 2 + MAX_WORDS || !name?.word || !UPPER_CASE.test(tokens[macro]?.text ?? '')) return undefined;
  for (let at = macro + 2; at < open - 1; at++) if (!tokens[at]?.word && tokens[at]?.text !== '*') return undefined;
  return open > macro + 3 ? name : undefined;
}
