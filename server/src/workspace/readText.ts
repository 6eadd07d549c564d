import type { ReadingConfig } from '../config/readingConfig.ts';
import type { FileFacts } from '../model/facts.ts';
import type { FlatSource } from '../model/flatFacts/flatten.ts';
import { lineStartsOf } from '../model/lineIndex.ts';
import { languageOf } from '../read/languages.ts';
import { type FileReading, factsToFlatten, rereadFile, type SourceText } from '../read/readFile.ts';
import { NO_PARTS } from '../read/reuse/readingMemory.ts';

/** Reads a text. A reader that fails in spite of its promise costs one file, with a finding, and not the whole index. */
export function readText(source: SourceText, reading: ReadingConfig): FlatSource {
  try {
    return factsToFlatten(source, reading);
  } catch (error) {
    return failed(source, error);
  }
}

/** The same for a text that is being edited: what `earlier` has in common with it is not read again. */
export function rereadText(source: SourceText, reading: ReadingConfig, earlier: FileReading | undefined): FileReading {
  try {
    return rereadFile(source, reading, earlier);
  } catch (error) {
    const facts = failed(source, error);
    return { source, readingKey: reading.key, facts, parts: NO_PARTS, work: { read: 0, reused: 0 } };
  }
}

function failed(source: SourceText, error: unknown): FileFacts {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Lifetrace failed to read this file, so nothing in it counts: ${reason}.`;
  return { ...noFacts(source), problems: [{ code: 'LT007', message, span: { start: 0, end: 0 } }] };
}

/** A file that defines nothing, like a settings file; findings on it need its lines. */
export function noFacts({ path, text, role }: SourceText): FileFacts {
  return {
    path,
    language: languageOf(path) ?? 'text',
    role,
    lineStarts: lineStartsOf(text),
    items: [],
    units: [],
    tags: [],
    suppressions: [],
    problems: [],
  };
}
