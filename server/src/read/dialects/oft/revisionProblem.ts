import type { ReadProblem } from '../../../model/facts.ts';
import type { Span } from '../../../model/span.ts';
import { HIGHEST_REVISION } from './oftId.ts';

/** The remark about an ID whose revision is out of range; OpenFastTrace refuses the whole file then. */
export function revisionProblem(span: Span): ReadProblem {
  return { code: 'LT003', message: `The revision is too high: the highest one is ${HIGHEST_REVISION}.`, span };
}
