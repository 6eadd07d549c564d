import { CODE_LANGUAGES } from '../model/codeLanguage.ts';
import type { LanguageId } from '../model/facts.ts';
import type { FilePath } from '../model/span.ts';

const SUFFIXES: readonly (readonly [LanguageId, string])[] = [
  ['c', 'c h'],
  ['cpp', 'cc cpp cxx hpp hh hxx h++'],
  ['typescript', 'ts tsx mts cts'],
  ['javascript', 'js jsx mjs cjs'],
  ['python', 'py pyi'],
  ['java', 'java'],
  ['rust', 'rs'],
  ['go', 'go'],
  ['csharp', 'cs'],
  ['markdown', 'md markdown'],
  ['restructuredtext', 'rst'],
  ['yaml', 'yaml yml'],
];

const languages: ReadonlyMap<string, LanguageId> = new Map(
  SUFFIXES.flatMap(([language, suffixes]) => suffixes.split(' ').map((suffix) => [suffix, language] as const)),
);

const CODE: ReadonlySet<LanguageId> = new Set(CODE_LANGUAGES);

/** The language of a file by the suffix of its name, in any case; undefined when no reader exists for it. */
export function languageOf(path: FilePath): LanguageId | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : languages.get(name.slice(dot + 1).toLowerCase());
}

/** True for programming languages: files whose comments carry tags. */
export function isCode(language: LanguageId): boolean {
  return CODE.has(language);
}

/** True for files that only declare what stands elsewhere: TypeScript's declaration files, Python's stubs. */
export function isDeclarationFile(path: FilePath): boolean {
  return /\.pyi$|\.d\.(?:[\w-]+\.)?[cm]?ts$/i.test(path);
}
