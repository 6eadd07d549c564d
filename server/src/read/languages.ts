import { CODE_LANGUAGES } from '../model/codeLanguage.ts';
import type { LanguageId } from '../model/facts.ts';
import type { FilePath } from '../model/span.ts';
import { isCppHeader } from './cppHeaders.ts';

const SUFFIXES: readonly (readonly [LanguageId, string])[] = [
  ['c', 'c h'],
  ['cpp', 'cc cpp cxx c++ hpp hh hxx h++ ipp inl tpp txx tcc cppm ixx ino cu cuh'],
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

/**
 * The language of a file by the suffix of its name, in any case; undefined when no reader exists for it. What a header
 * `.h` holds is only told by its text: see `languageIn`.
 */
export function languageOf(path: FilePath): LanguageId | undefined {
  // Whoever takes up a file asks several times.
  if (path !== lastPath) {
    lastPath = path;
    lastLanguage = languageBySuffix(path);
  }
  return lastLanguage;
}

let lastPath: FilePath | undefined;
let lastLanguage: LanguageId | undefined;

function languageBySuffix(path: FilePath): LanguageId | undefined {
  const dot = path.lastIndexOf('.');
  if (dot < 0) return undefined;
  // No suffix of a language holds the end of a folder's name.
  const suffix = path.slice(dot + 1);
  return languages.get(suffix) ?? languages.get(suffix.toLowerCase());
}

/** The language of a text: that of its name, but C++ for a header `.h` that says what only C++ can say. */
export function languageIn(path: FilePath, text: string): LanguageId | undefined {
  const language = languageOf(path);
  return language === 'c' && /\.h$/i.test(path) && isCppHeader(text) ? 'cpp' : language;
}

/** True for programming languages: files whose comments carry tags. */
export function isCode(language: LanguageId): boolean {
  return CODE.has(language);
}

/** True for files that only declare what stands elsewhere: TypeScript's declaration files, Python's stubs. */
export function isDeclarationFile(path: FilePath): boolean {
  return /\.pyi$|\.d\.(?:[\w-]+\.)?[cm]?ts$/i.test(path);
}
