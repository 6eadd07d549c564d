import { DEFAULT_GLOBS } from '../../config/defaults.ts';
import { pathTest } from '../../config/globs.ts';
import { createIdScheme } from '../../config/idScheme.ts';
import type { FileFacts, LanguageId } from '../../model/facts.ts';
import { typeLabel } from '../../model/itemType.ts';
import { DEFAULT_PROFILE, PROFILES } from '../../model/profiles/profiles.ts';
import { isCode } from '../../read/languages.ts';
import { foreignNotations } from './foreignNotations.ts';
import { countBy, type FoundWorkspace, foldersOf, globOf } from './foundWorkspace.ts';
import { noRecords } from './noRecords.ts';
import { foreignCode, furtherTests, notProduct, type Reasoned } from './otherFolders.ts';
import { type OwnPrefix, ownPrefixes } from './ownPrefixes.ts';

const LANGUAGE: Readonly<Partial<Record<LanguageId, string>>> = {
  c: 'C',
  cpp: 'C++',
  csharp: 'C#',
  go: 'Go',
  java: 'Java',
  javascript: 'JavaScript',
  python: 'Python',
  rust: 'Rust',
  typescript: 'TypeScript',
};

/** Folders with the most records that are named. */
const MAX_FOLDERS = 4;

/**
 * Text of a project file for what was found in a folder: the product's name, the edition of the standard, and no more
 * than what the built-in settings would get wrong. Comments say why each line stands there. Nothing is decided that
 * nobody can see: code that is no part of the product stays listed with its reason, and prefixes that nothing explains
 * are left to a person.
 */
export function projectProposal(workspace: FoundWorkspace): string {
  const { files } = workspace;
  const foreign = foreignCode(files);
  const misread = noRecords(files, globsOf(foreign));
  const exclude = [...foreign, ...misread];
  const isExcluded = pathTest(globsOf(exclude));
  const own = files.filter(({ path }) => !isExcluded(path));
  const tests = furtherTests(own);
  const isTest = pathTest([...DEFAULT_GLOBS.tests, ...tests]);
  const outside = notProduct(own).filter(({ glob }) => {
    const isThere = pathTest([glob]);
    return own.some(({ path }) => isThere(path) && !isTest(path));
  });
  const prefixes = ownPrefixes(workspace, createIdScheme(new Map(), []), isExcluded);
  const blocks = [
    head(workspace, own),
    product(workspace.name),
    profile(),
    filesBlock(exclude, tests),
    unitsBlock(outside),
    prefixBlock(prefixes),
    softwareItems(own, outside),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function globsOf(settings: readonly Reasoned[]): readonly string[] {
  return settings.map(({ glob }) => glob);
}

function head(workspace: FoundWorkspace, own: readonly FileFacts[]): readonly string[] {
  const code = own.filter(({ language }) => isCode(language));
  const languages = [...countBy(code, ({ language }) => LANGUAGE[language] ?? language)].sort(([, a], [, b]) => b - a);
  const spoken = languages.map(([language, count]) => `${language} (${count})`).join(', ');
  const foreign = foreignNotations(workspace);
  return [
    '# Proposed by Lifetrace for what is in this folder. What is not here keeps its default.',
    `# Code: ${spoken === '' ? 'none in a language that Lifetrace reads' : spoken}.`,
    ...recordLines(own).map((line) => `# ${comment(line)}`),
    ...foreign.map((notation) => `# Not read: ${notation}. Their records count once they stand in Markdown or YAML.`),
  ];
}

function recordLines(own: readonly FileFacts[]): readonly string[] {
  const items = own.flatMap((file) => file.items.map((item) => ({ item, file })));
  const tags = own.reduce((sum, file) => sum + file.tags.length, 0);
  if (items.length === 0) {
    const begin = 'They may stand anywhere in Markdown (“# SRS-001 Title”) or YAML.';
    return [
      tags === 0 ? `Records: none yet. ${begin}` : `Records: none yet, but ${counted(tags, 'tag')} in code. ${begin}`,
    ];
  }
  const oft = items.filter(({ item }) => item.dialect === 'oft').length;
  const types = [...countBy(items, ({ item }) => item.type)].sort(([, a], [, b]) => b - a);
  const folders = [...countBy(items, ({ file }) => foldersOf(file.path).slice(0, 2).at(-1) ?? '.')].sort(
    ([, a], [, b]) => b - a,
  );
  const places = folders.slice(0, MAX_FOLDERS).map(([folder]) => folder);
  const more = folders.length > MAX_FOLDERS ? ', …' : '';
  const kinds = types.map(([type, count]) => `${count} ${type}`).join(', ');
  return [
    `Records: ${kinds}, in ${places.join(', ')}${more}; ${counted(tags, 'tag')} in code.`,
    ...(oft === 0 ? [] : [`OpenFastTrace items among them (${oft}) are read as they are.`]),
  ];
}

function product(name: string): readonly string[] {
  return ['product:', `  name: ${quoted(name.trim() === '' ? 'My product' : name.trim())}`];
}

function profile(): readonly string[] {
  const others = PROFILES.filter(({ id }) => id !== DEFAULT_PROFILE.id).map(({ id }) => id);
  return [`# The edition of IEC 62304 that applies. Others: ${others.join(', ')}.`, `profile: ${DEFAULT_PROFILE.id}`];
}

function filesBlock(exclude: readonly Reasoned[], tests: readonly string[]): readonly string[] {
  if (exclude.length + tests.length === 0) return [];
  return [
    'files:',
    ...(exclude.length === 0 ? [] : ['  # Not read at all.', '  exclude:']),
    ...exclude.map(({ glob, reason, files }) => `    - ${quoted(glob)} # ${reason} (${counted(files, 'file')})`),
    ...(tests.length === 0
      ? []
      : ['  # Test code, which needs no trace: the built-in places, and those of this project.', '  tests:']),
    ...(tests.length === 0 ? [] : [...DEFAULT_GLOBS.tests, ...tests].map((glob) => `    - ${quoted(glob)}`)),
  ];
}

function unitsBlock(outside: readonly Reasoned[]): readonly string[] {
  if (outside.length === 0) return [];
  return [
    '# Code outside of the product: its functions need no trace, and stay listed with the reason.',
    'units:',
    '  exclude:',
    ...outside.flatMap(({ glob, reason, files }) => [
      `    - paths: [${quoted(glob)}] # ${counted(files, 'file')}`,
      `      reason: ${reason}`,
    ]),
  ];
}

function prefixBlock(prefixes: readonly OwnPrefix[]): readonly string[] {
  const known = prefixes.filter(({ type }) => type !== undefined);
  const unknown = prefixes.filter(({ type }) => type === undefined);
  const types = [...new Set(known.map(({ type }) => type ?? ''))];
  const lines: string[] = [];
  if (known.length > 0) {
    lines.push(
      '# Prefixes of this project by type of record, as file names tell. Please check the types.',
      'prefixes:',
    );
    for (const type of types) {
      const own = known.filter((prefix) => prefix.type === type);
      const examples = own.map(({ example, file }) => `${example} in ${file}`).join('; ');
      lines.push(
        `  ${type}: [${own.map(({ prefix }) => prefix).join(', ')}] # ${typeLabel(type)}: ${comment(examples)}`,
      );
    }
  }
  if (unknown.length > 0) {
    const places = unknown.map(({ prefix, count, file }) => `${prefix} (${count}, ${file})`).join(', ');
    lines.push(
      `# These may be IDs too, but nothing says of what: ${comment(places)}.`,
      ...(known.length > 0
        ? ['# If they are, add them above by their type.']
        : ['# If they are, name them by their type:', '# prefixes:', `#   SRS: [${unknown[0]?.prefix ?? ''}]`]),
    );
  }
  return lines;
}

function softwareItems(own: readonly FileFacts[], outside: readonly Reasoned[]): readonly string[] {
  if (own.some(({ items }) => items.some(({ type }) => type === 'SI'))) return [];
  const isOutside = pathTest([...globsOf(outside), ...DEFAULT_GLOBS.tests, '.*/**']);
  const code = own.filter(({ path, language }) => isCode(language) && !isOutside(path));
  const tops = [
    ...countBy(
      code.flatMap(({ path }) => foldersOf(path)[0] ?? []),
      (top) => top,
    ),
  ];
  const largest = tops.sort(([, a], [, b]) => b - a)[0]?.[0];
  if (largest === undefined) return [];
  return [
    '# Which code belongs to which software item, once one is on record. Its record may say so, too.',
    '# softwareItems:',
    `#   SI-01: {paths: [${quoted(globOf(largest, true))}]}`,
  ];
}

/** JSON strings are YAML strings, whatever they hold. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A comment ends with its line. */
function comment(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]/g, ' ');
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
