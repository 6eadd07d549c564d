import type { DialectId, FileRole, LanguageId } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import type { ReadingMemory } from '../reuse/readingMemory.ts';
import type { TextLines } from '../textLines.ts';
import type { DialectFacts } from './dialectFacts.ts';

/** One file as a dialect sees it. */
export interface DialectSource {
  readonly path: FilePath;
  readonly lines: TextLines;
  readonly language: LanguageId;
  readonly role: FileRole;
}

/** A foreign notation: one file behind this interface, switched by the configuration. */
export interface Dialect {
  readonly id: DialectId;
  /** True when the dialect reads files of that name, by its own rules on suffixes. */
  readonly reads: (path: FilePath) => boolean;
  /**
   * Reads one file. Never throws; a text without anything of the dialect costs one prefilter pass. With a memory, parts
   * of an earlier text may be taken over; the facts are the same as without.
   */
  readonly read: (source: DialectSource, memory?: ReadingMemory) => DialectFacts;
}
