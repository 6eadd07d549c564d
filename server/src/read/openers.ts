import type { ReadingConfig } from '../config/readingConfig.ts';
import { type FileRole, SUPPRESSION_WORD, TAG_KEYWORDS } from '../model/facts.ts';
import type { FilePath } from '../model/span.ts';
import { oftFileKind } from './dialects/oft/fileKind.ts';
import { isCode, languageOf } from './languages.ts';

/**
 * What a file has to hold, somewhere, to say anything at all; a file without it is quiet, and need not be decoded. All
 * openers are ASCII, so that they can be looked for in the bytes of UTF-8 text.
 */
export interface Openers {
  /** An `@` or `\` in front of a keyword, or `lifetrace-ignore`. */
  readonly tags: boolean;
  /** A letter, `~`, and what is not ASCII or a letter: every ID of OpenFastTrace holds one. */
  readonly oftIds: boolean;
  /** The name of the root element of OpenFastTrace's exchange format. */
  readonly specObjects: boolean;
  /** A brace: no unit of C or C++ is without one. */
  readonly braces: boolean;
}

/** What a file of that name and role has to hold, or `anything` when only reading it can tell. */
export function openersOf(path: FilePath, role: FileRole, reading: ReadingConfig): Openers | 'anything' {
  const language = languageOf(path) ?? 'text';
  const code = isCode(language);
  const units = code && !reading.tracedCodeOnly;
  const braces = language === 'c' || language === 'cpp';
  if (units && !braces) return 'anything';
  if (role === 'spec' && (language === 'markdown' || language === 'yaml')) return 'anything';
  const kind = reading.oft ? oftFileKind(path) : undefined;
  return {
    tags: code,
    oftIds: kind !== undefined && kind !== 'specobjects',
    specObjects: kind === 'specobjects' || kind === 'xml',
    braces: units,
  };
}

/** The openers as patterns of text in which each character stands for a byte. */
export const OPENER_PATTERNS: Readonly<Record<keyof Openers, string>> = {
  tags: `[@\\\\](?:${TAG_KEYWORDS.join('|')})(?![\\w-])|${SUPPRESSION_WORD}`,
  oftIds: '[A-Za-z]~[A-Za-z\\x80-\\xff]',
  specObjects: 'specdocument',
  braces: '{',
};
