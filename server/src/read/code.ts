import type { ReadingConfig } from '../config/readingConfig.ts';
import type { LanguageId, UnitFact } from '../model/facts.ts';
import type { Span } from '../model/span.ts';
import { commentsIn } from './comments.ts';
import { generatedMarker } from './generatedMarker.ts';
import { type CodeTags, mayHoldTags, tagsIn } from './tags.ts';
import { unitsIn } from './units.ts';

/** What a code file says: its units, whether a program wrote it, and the tags in its comments. */
export interface CodeFacts extends CodeTags {
  readonly units: readonly UnitFact[];
  /** Where the head of the file says that a program wrote it. */
  readonly generated?: Span;
}

const NOTHING: CodeFacts = { units: [], tags: [], suppressions: [], problems: [] };

/** What is known of a code file beside its text. */
export interface CodeFile {
  /** True for a file that only declares: it has no units. */
  readonly declares: boolean;
  /** True when a foreign notation traces the file. */
  readonly traced: boolean;
}

/**
 * Reads a code file. Its units are left out where the reading does not ask for them: see
 * {@link ReadingConfig.tracedCodeOnly}. Never throws; a pure function of its arguments.
 */
export function readCode(
  text: string,
  language: LanguageId,
  reading: ReadingConfig,
  { declares, traced }: CodeFile = { declares: false, traced: false },
): CodeFacts {
  const whole = !reading.tracedCodeOnly || traced;
  if (!whole && !mayHoldTags(text)) return NOTHING;
  const comments = commentsIn(text, language);
  let units: readonly UnitFact[] | undefined;
  const allUnits = (): readonly UnitFact[] => {
    units ??= declares ? [] : unitsIn(text, language, comments);
    return units;
  };
  const tags = tagsIn(text, comments, allUnits, reading);
  const found = whole ? allUnits() : (units ?? []);
  const generated = found.length > 0 ? generatedMarker(text, comments, found) : undefined;
  return { units: found, ...(generated && { generated }), ...tags };
}
