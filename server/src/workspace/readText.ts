import type { ReadingConfig } from '../config/readingConfig.ts';
import type { FileFacts } from '../model/facts.ts';
import { lineStartsOf } from '../model/lineIndex.ts';
import { languageOf } from '../read/languages.ts';
import { readFile, type SourceText } from '../read/readFile.ts';

/** Reads a text. A reader that fails in spite of its promise costs one file, with a finding, and not the whole index. */
export function readText(source: SourceText, reading: ReadingConfig): FileFacts {
  try {
    return readFile(source, reading);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `Lifetrace failed to read this file, so nothing in it counts: ${reason}.`;
    return { ...noFacts(source), problems: [{ code: 'LT007', message, span: { start: 0, end: 0 } }] };
  }
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
