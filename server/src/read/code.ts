import type { ReadingConfig } from '../config/readingConfig.ts';
import type { LanguageId, UnitFact } from '../model/facts.ts';
import type { Span } from '../model/span.ts';
import { commentsIn } from './comments.ts';
import { generatedMarker } from './generatedMarker.ts';
import { type CodeTags, tagsIn } from './tags.ts';
import { unitsIn } from './units.ts';

/** What a code file says: its units, whether a program wrote it, and the tags in its comments. */
export interface CodeFacts extends CodeTags {
  readonly units: readonly UnitFact[];
  /** Where the head of the file says that a program wrote it. */
  readonly generated?: Span;
}

/**
 * Reads a code file; one that only declares (`declares`) has no units. Never throws; a pure function of its arguments.
 */
export function readCode(text: string, language: LanguageId, reading: ReadingConfig, declares = false): CodeFacts {
  const comments = commentsIn(text, language);
  const units = declares ? [] : unitsIn(text, language, comments);
  const generated = generatedMarker(text, comments, units);
  return { units, ...(generated && { generated }), ...tagsIn(text, comments, units, reading) };
}
