import type { FlatSource } from '../model/flatFacts/flatten.ts';
import { generatedMarker } from './generatedMarker.ts';
import { languageIn } from './languages.ts';
import { quietFacts, type SourceText } from './readFile.ts';
import { withBoundedNesting } from './units/boundedNesting.ts';
import type { CodeMarks } from './units/codeMarks.ts';
import { markedCUnits } from './units/markedC.ts';

const NONE: readonly never[] = [];

/**
 * The facts of a text that holds no opener of tags and has marks, where all units count: the same as `readFile` gives, for
 * a fraction of the time. They hold what the marks hold, so they last as long. Undefined for what is not C, and for a text whose units are not sure. Pure.
 */
export function readMarkedCode({ path, text, role }: SourceText, marks: CodeMarks): FlatSource | undefined {
  if (languageIn(path, text) !== 'c') return undefined;
  const found = markedCUnits(text, marks);
  if (!found) return undefined;
  const { comments } = found;
  const units = withBoundedNesting(found.units);
  if (units.length === 0) return quietFacts(path, role);
  const generated = generatedMarker(text, comments, units);
  return {
    path,
    language: 'c',
    role,
    lineStarts: marks.lines,
    items: NONE,
    units,
    tags: NONE,
    suppressions: NONE,
    problems: NONE,
    ...(generated && { generated }),
  };
}
