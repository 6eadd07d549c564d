import { documentKey, type ReadingConfig } from '../config/readingConfig.ts';
import type { FileFacts, FileRole, LanguageId } from '../model/facts.ts';
import { type Countable, FACT_KINDS, type FactKind, factCount } from '../model/flatFacts/factCount.ts';
import type { FlatSource } from '../model/flatFacts/flatten.ts';
import { allIn } from '../model/listOf.ts';
import { byPlace, type FilePath } from '../model/span.ts';
import { readCode } from './code.ts';
import type { Dialect } from './dialects/dialect.ts';
import { oftDialect } from './dialects/oft.ts';
import { isCode, isDeclarationFile, languageIn, languageOf } from './languages.ts';
import { readMarkdown, rereadMarkdown } from './markdown.ts';
import { type FileParts, ReadingMemory } from './reuse/readingMemory.ts';
import { NO_SPEC, type SpecFacts } from './specFacts.ts';
import { TextLines } from './textLines.ts';
import { readYaml, rereadYaml } from './yaml.ts';

/** A text to read, with its place in the project. Line breaks as they are, without byte order mark. */
export interface SourceText {
  readonly path: FilePath;
  readonly text: string;
  readonly role: FileRole;
}

const ONE_LINE = [0];
const NONE: readonly never[] = [];

/** True when some reader looks into files of that name. */
export function isReadable(path: FilePath, reading: ReadingConfig): boolean {
  return languageOf(path) !== undefined || dialectsOf(reading).some((dialect) => dialect.reads(path));
}

function dialectsOf(reading: ReadingConfig): readonly Dialect[] {
  return reading.oft ? [oftDialect] : [];
}

/** Reads one file into facts. Never throws; a pure function of its arguments. */
export function readFile(source: SourceText, reading: ReadingConfig): FileFacts {
  return withTagList(factsToFlatten(source, reading));
}

/** Does so for whoever flattens the facts: its tags are made when they are asked for, each time anew. */
export function factsToFlatten(source: SourceText, reading: ReadingConfig): FileSource {
  return factsOf(source, reading, undefined);
}

/** Facts of which the tags may be made when they are asked for. */
type FileSource = Omit<FileFacts, 'tags'> & Pick<FlatSource, 'tags'>;

function withTagList(facts: FileSource): FileFacts {
  return { ...facts, tags: facts.tags.length === 0 ? NONE : allIn(facts.tags) };
}

/** A file that was read, with what makes reading its next version quick. */
export interface FileReading {
  readonly source: SourceText;
  readonly readingKey: string;
  readonly facts: FileFacts;
  /** Parts of a spec that can be read each on its own; about as large as the facts. */
  readonly parts: FileParts;
  /** How many parts of the text were read anew, and how many were taken over from the earlier reading. */
  readonly work: { readonly read: number; readonly reused: number };
}

/**
 * Reads one file as {@link readFile} does, and keeps what the next reading can use: with the reading of an earlier text
 * of the same file, the items of a spec that an edit left alone are not read again. The facts are the same with any
 * `earlier` and without; whether a part is unchanged is told by its text. Worth its memory for files that are edited.
 */
export function rereadFile(source: SourceText, reading: ReadingConfig, earlier?: FileReading): FileReading {
  const { path, role, text } = source;
  const isUsable = earlier?.readingKey === reading.key && earlier.source.path === path && earlier.source.role === role;
  if (isUsable && earlier.source.text === text) return { ...earlier, work: { read: 0, reused: 0 } };
  const memory = new ReadingMemory(
    text,
    reading.ids,
    isUsable ? { text: earlier.source.text, parts: earlier.parts } : undefined,
  );
  const facts = withTagList(factsOf(source, reading, memory));
  const { sections, yaml, markup, ids, work } = memory;
  const { read, reused } = work;
  return { source, readingKey: reading.key, facts, parts: { sections, yaml, markup, ids }, work: { read, reused } };
}

function factsOf(source: SourceText, reading: ReadingConfig, memory: ReadingMemory | undefined): FileSource {
  const { path, text, role } = source;
  const language = languageIn(path, text) ?? 'text';
  const lines = new TextLines(text);
  const spec = role === 'spec' ? readSpec(lines, language, reading, memory) : NO_SPEC;
  const foreign = dialectsOf(reading)
    .filter((dialect) => dialect.reads(path))
    .map((dialect) => dialect.read({ path, lines, language, role }, memory));
  const foreignTags = foreign.flatMap((facts) => facts.tags).sort(byPlace);
  const code = isCode(language)
    ? readCode(text, language, reading, { declares: isDeclarationFile(path), foreignTags }, memory?.ids)
    : undefined;
  const items = [...spec.items, ...foreign.flatMap((each) => each.items)];
  const said = {
    items: items.sort(byPlace),
    units: code?.units ?? NONE,
    tags: code?.tags ?? foreignTags,
    suppressions: [...(code?.suppressions ?? []), ...spec.suppressions],
    problems: [...(code?.problems ?? []), ...spec.problems, ...foreign.flatMap((each) => each.problems)],
  };
  if (isQuiet(said)) return quietFacts(path, role);
  const generated = code?.generated;
  return { path, language, role, lineStarts: lines.starts, ...said, ...(generated && { generated }) };
}

/** What a file says. */
type Statements = Readonly<Record<FactKind, Countable>>;

/** True for a file that says nothing. */
export function isQuiet(said: Statements): boolean {
  return FACT_KINDS.every((kind) => factCount(said, kind) === 0);
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

function readSpec(
  lines: TextLines,
  language: LanguageId,
  reading: ReadingConfig,
  memory: ReadingMemory | undefined,
): SpecFacts {
  if (language === 'markdown') {
    if (!memory) return readMarkdown(lines, reading);
    const { facts, sections } = rereadMarkdown(lines, reading, memory);
    memory.sections = sections;
    return facts;
  }
  if (language === 'yaml') {
    if (!memory) return readYaml(lines.text, reading);
    const { facts, parts } = rereadYaml(lines.text, reading, memory.findYaml(), memory.work);
    memory.yaml = parts;
    return facts;
  }
  return NO_SPEC;
}
