import type { ReadingConfig } from '../config/readingConfig.ts';
import type { LanguageId, ReadProblem, SuppressionFact, TagFact, UnitFact } from '../model/facts.ts';
import { commentsIn } from './comments.ts';
import { tagsIn } from './tags.ts';
import { unitsIn } from './units.ts';

/** What a code file says in our own notation. */
export interface CodeFacts {
  readonly units: readonly UnitFact[];
  readonly tags: readonly TagFact[];
  readonly suppressions: readonly SuppressionFact[];
  readonly problems: readonly ReadProblem[];
}

/** Reads the units of a code file and the tags in its comments. */
export function readCode(text: string, language: LanguageId, reading: ReadingConfig): CodeFacts {
  const comments = commentsIn(text, language);
  const units = unitsIn(text, language, comments);
  return { units, ...tagsIn(text, comments, units, reading) };
}
