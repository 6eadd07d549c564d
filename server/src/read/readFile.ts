import { documentKey, type ReadingConfig } from '../config/readingConfig.ts';
import type { FileFacts, FileRole, LanguageId, SuppressionFact, TagFact, UnitFact } from '../model/facts.ts';
import { lineStartsOf } from '../model/lineIndex.ts';
import type { FilePath } from '../model/span.ts';
import { readCode } from './code.ts';
import type { Dialect } from './dialects/dialect.ts';
import { oftDialect } from './dialects/oft.ts';
import { isCode, languageOf } from './languages.ts';
import { readMarkdown, type SpecFacts } from './markdown.ts';
import { createUnitLocator } from './unitLocator.ts';
import { readYaml } from './yaml.ts';

/** A text to read, with its place in the project. Line breaks as they are, without byte order mark. */
export interface SourceText {
  readonly path: FilePath;
  readonly text: string;
  readonly role: FileRole;
}

const ONE_LINE = [0];
const NONE: readonly never[] = [];
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
  const spec = role === 'spec' ? readSpec(text, language, reading) : NO_SPEC;
  const foreign = dialectsOf(reading)
    .filter((dialect) => dialect.reads(path))
    .map((dialect) => dialect.read({ path, text, language, role }));
  const traced = foreign.some((facts) => facts.tags.length > 0);
  const code = isCode(language) ? readCode(text, language, reading, traced) : undefined;
  const units: readonly UnitFact[] = code?.units ?? [];
  const unitAt = createUnitLocator(text, units);
  const tags: TagFact[] = [
    ...(code?.tags ?? []),
    ...foreign.flatMap((facts) => facts.tags.map((tag) => ({ ...tag, unit: unitAt(tag.tagSpan) }))),
  ];
  const suppressions: readonly SuppressionFact[] = [...(code?.suppressions ?? []), ...spec.suppressions];
  const facts: Omit<FileFacts, 'lineStarts'> = {
    path,
    language,
    role,
    items: [...spec.items, ...foreign.flatMap((each) => each.items)].sort((a, b) => a.span.start - b.span.start),
    units,
    tags: tags.sort((a, b) => a.span.start - b.span.start),
    suppressions,
    problems: [...(code?.problems ?? []), ...spec.problems, ...foreign.flatMap((each) => each.problems)],
  };
  return { ...facts, lineStarts: isQuiet(facts) ? ONE_LINE : lineStartsOf(text) };
}

/** True for a file that says nothing. */
export function isQuiet({ items, units, tags, suppressions, problems }: Omit<FileFacts, 'lineStarts'>): boolean {
  return [items, units, tags, suppressions, problems].every((list) => list.length === 0);
}

/** The facts of a file that says nothing: nobody asks for a place in it, so its lines are not counted. */
export function quietFacts(path: FilePath, role: FileRole): FileFacts {
  return {
    path,
    language: languageOf(path) ?? 'text',
    role,
    lineStarts: ONE_LINE,
    items: NONE,
    units: NONE,
    tags: NONE,
    suppressions: NONE,
    problems: NONE,
  };
}

/** Equal keys mean that a file of that name is read in the same way. */
export function readingKeyFor(path: FilePath, reading: ReadingConfig): string {
  return isCode(languageOf(path) ?? 'text') ? reading.key : documentKey(reading);
}

function readSpec(text: string, language: LanguageId, reading: ReadingConfig): SpecFacts {
  if (language === 'markdown') return readMarkdown(text, reading);
  if (language === 'yaml') return readYaml(text, reading);
  return NO_SPEC;
}
