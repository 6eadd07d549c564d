import type { AttributeFact, LinkFact, ReadProblem, SpannedText, SuppressionFact } from '../../model/facts.ts';
import type { Span } from '../../model/span.ts';
import type { RawField } from '../fields.ts';

/** The span moved on by `shift` characters. */
export function shiftedSpan({ start, end }: Span, shift: number): Span {
  return { start: start + shift, end: end + shift };
}

/** The text moved on. */
export function shiftedText({ text, span }: SpannedText, shift: number): SpannedText {
  return { text, span: shiftedSpan(span, shift) };
}

/** The link moved on. */
export function shiftedLink(link: LinkFact, shift: number): LinkFact {
  return { ...link, span: shiftedSpan(link.span, shift) };
}

/** The attribute moved on with its values; its name, which may stand elsewhere, by `names`. */
export function shiftedAttribute(
  { name, nameSpan, values }: AttributeFact,
  shift: number,
  names: number,
): AttributeFact {
  return { name, nameSpan: shiftedSpan(nameSpan, names), values: values.map((value) => shiftedText(value, shift)) };
}

/** The suppression moved on. */
export function shiftedSuppression(suppression: SuppressionFact, shift: number): SuppressionFact {
  if (shift === 0) return suppression;
  return {
    ...suppression,
    span: shiftedSpan(suppression.span, shift),
    scope: shiftedSpan(suppression.scope, shift),
  };
}

/** The problem moved on. */
export function shiftedProblem(problem: ReadProblem, shift: number): ReadProblem {
  return shift === 0 ? problem : { ...problem, span: shiftedSpan(problem.span, shift) };
}

/** The field moved on with its values. */
export function shiftedField({ key, keySpan, values }: RawField, shift: number): RawField {
  return { key, keySpan: shiftedSpan(keySpan, shift), values: values.map((value) => shiftedText(value, shift)) };
}
