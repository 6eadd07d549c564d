import type { ReadingConfig } from '../config/readingConfig.ts';
import type { LanguageId, TagFact, UnitFact } from '../model/facts.ts';
import { byPlace, type Span } from '../model/span.ts';
import { commentsIn } from './comments.ts';
import { generatedMarker } from './generatedMarker.ts';
import type { KnownIds } from './knownIds.ts';
import { ownerFact, TagOwners } from './tagOwners.ts';
import { type CodeTags, mayHoldTags, tagsIn } from './tags.ts';
import { unitsIn } from './units.ts';

/** What a code file says: its units, whether a program wrote it, and its tags. */
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
  /** What foreign notations found; which code each tag belongs to is yet to be told. */
  readonly foreignTags: readonly TagFact[];
}

/**
 * Reads a code file. Its units are left out where the reading does not ask for them: see
 * {@link ReadingConfig.tracedCodeOnly}. `ids` may know some IDs from an earlier text. Never throws; a pure function of its arguments.
 */
export function readCode(
  text: string,
  language: LanguageId,
  reading: ReadingConfig,
  { declares, foreignTags }: CodeFile = { declares: false, foreignTags: [] },
  ids?: KnownIds,
): CodeFacts {
  const whole = !reading.tracedCodeOnly || foreignTags.length > 0;
  if (!whole && !mayHoldTags(text)) return NOTHING;
  const comments = commentsIn(text, language);
  let units: readonly UnitFact[] | undefined;
  let owners: TagOwners | undefined;
  const allUnits = (): readonly UnitFact[] => {
    units ??= declares ? [] : unitsIn(text, language, comments, reading.wrappers);
    return units;
  };
  const allOwners = (): TagOwners => {
    owners ??= new TagOwners({ text, language, comments, units: allUnits() });
    return owners;
  };
  const own = tagsIn(text, comments, allOwners, reading, ids);
  const foreign = foreignTags.map((tag) => ({ ...tag, ...ownerFact(allOwners().of(tag.tagSpan)) }));
  const found = whole ? allUnits() : (units ?? []);
  const generated = found.length > 0 ? generatedMarker(text, comments, found) : undefined;
  return {
    units: found,
    ...(generated && { generated }),
    ...own,
    tags: foreign.length > 0 ? [...own.tags, ...foreign].sort(byPlace) : own.tags,
  };
}
