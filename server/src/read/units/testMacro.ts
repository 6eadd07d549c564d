import type { Span } from '../../model/span.ts';
import type { Token } from './headerTokens.ts';

/** The macros of GoogleTest, Catch2, doctest, Boost.Test, CppUTest and Unity that define a test. */
export const TEST_MACRO =
  /^(?:[A-Z]+_)*(?:TEST|TEST_CASE|SCENARIO)(?:_[FP]|_METHOD|_FIXTURE|_TEMPLATE|_TEMPLATE_DEFINE)?$/;

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
