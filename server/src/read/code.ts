import type { ReadingConfig } from '../config/readingConfig.ts';
import type { LanguageId, UnitFact } from '../model/facts.ts';
import { commentsIn } from './comments.ts';
import { type CodeTags, mayHoldTags, tagsIn } from './tags.ts';
import { unitsIn } from './units.ts';

/** What a code file says: its units, and the tags in its comments. */
export interface CodeFacts extends CodeTags {
  readonly units: readonly UnitFact[];
}

const NOTHING: CodeFacts = { units: [], tags: [], suppressions: [], problems: [] };

/**
 * Reads a code file. Its units are left out where the reading does not ask for them: see
 * {@link ReadingConfig.tracedCodeOnly}; `traced` tells that a foreign notation traces the file. Never throws; a pure
 * function of its arguments.
 */
export function readCode(text: string, language: LanguageId, reading: ReadingConfig, traced = false): CodeFacts {
  const whole = !reading.tracedCodeOnly || traced;
  if (!whole && !mayHoldTags(text)) return NOTHING;
  const comments = commentsIn(text, language);
  let units: readonly UnitFact[] | undefined;
  const allUnits = (): readonly UnitFact[] => {
    units ??= unitsIn(text, language, comments);
    return units;
  };
  const tags = tagsIn(text, comments, allUnits, reading);
  return { units: whole ? allUnits() : (units ?? []), ...tags };
}
