import type { ReadingConfig } from '../config/readingConfig.ts';
import type { FileFacts, FileRole, LanguageId, SuppressionFact, TagFact, UnitFact } from '../model/facts.ts';
import { lineStartsOf } from '../model/lineIndex.ts';
import type { FilePath } from '../model/span.ts';
import { readCode } from './code.ts';
import type { Dialect } from './dialects/dialect.ts';
import { oftDialect } from './dialects/oft.ts';
import { isCode, isDeclarationFile, languageOf } from './languages.ts';
import { readMarkdown, type SpecFacts } from './markdown.ts';
import { createUnitLocator } from './unitLocator.ts';
import { readYaml } from './yaml.ts';

/** A text to read, with its place in the project. Line breaks as they are, without byte order mark. */
export interface SourceText {
  readonly path: FilePath;
  readonly text: string;
  readonly role: FileRole;
}

const NO_SPEC: SpecFacts = { items: [], suppressions: [], problems: [] };

/** True when some reader looks into files of that name. */
export function isReadable(path: FilePath, reading: ReadingConfig): boolean {
  return languageOf(path) !== undefined || dialectsOf(reading).some((dialect) => dialect.reads(path));
}

function dialectsOf(reading: ReadingConfig): readonly Dialect[] {
  return reading.oft ? [oftDialect] : [];
}

/** Reads one file into facts. Never throws; a pure function of its arguments. */
export function readFile(source: SourceText, reading: ReadingConfig): FileFacts {
  const { path, text, role } = source;
  const language = languageOf(path) ?? 'text';
  const code = isCode(language) ? readCode(text, language, reading, isDeclarationFile(path)) : undefined;
  const spec = role === 'spec' ? readSpec(text, language, reading) : NO_SPEC;
  const foreign = dialectsOf(reading)
    .filter((dialect) => dialect.reads(path))
    .map((dialect) => dialect.read({ path, text, language, role }));
  const units: readonly UnitFact[] = code?.units ?? [];
  const unitAt = createUnitLocator(text, units);
  const tags: TagFact[] = [
    ...(code?.tags ?? []),
    ...foreign.flatMap((facts) => facts.tags.map((tag) => ({ ...tag, unit: unitAt(tag.tagSpan) }))),
  ];
  const suppressions: readonly SuppressionFact[] = [...(code?.suppressions ?? []), ...spec.suppressions];
  return {
    path,
    language,
    role,
    lineStarts: lineStartsOf(text),
    items: [...spec.items, ...foreign.flatMap((facts) => facts.items)].sort((a, b) => a.span.start - b.span.start),
    units,
    ...(code?.generated && { generated: code.generated }),
    tags: tags.sort((a, b) => a.span.start - b.span.start),
    suppressions,
    problems: [...(code?.problems ?? []), ...spec.problems, ...foreign.flatMap((facts) => facts.problems)],
  };
}

function readSpec(text: string, language: LanguageId, reading: ReadingConfig): SpecFacts {
  if (language === 'markdown') return readMarkdown(text, reading);
  if (language === 'yaml') return readYaml(text, reading);
  return NO_SPEC;
}
