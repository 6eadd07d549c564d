import { RE2JS } from 're2js';
import { createIdScheme, type IdScheme } from './idScheme.ts';

/** The part of the configuration that decides what a file's text means; facts are cached under its `key`. */
export interface ReadingConfig {
  /** Equal keys mean equal reading; {@link readingOfKey} makes the same reading of it in another thread. */
  readonly key: string;
  readonly ids: IdScheme;
  /** Names of the safety levels that `@class` and `safetyClass` may give, lowest first. */
  readonly levels: readonly string[];
  /** True when the workspace has a project file: only then is a doubtful text worth a remark. */
  readonly declared: boolean;
  /** True when OpenFastTrace notation is read. */
  readonly oft: boolean;
  /**
   * True when code units count only in files that trace something. A project that has neither a project file nor a
   * record of its architecture asks nothing of code; the many files without a tag then need no closer look.
   */
  readonly tracedCodeOnly: boolean;
  /** Functions of scripts that hand on a function to the name that their result is bound to. */
  readonly wrappers: ReadonlySet<string>;
}

/** What a reading is made of that concerns code alone, as plain data. */
export interface CodeRecipe {
  readonly tracedCodeOnly: boolean;
  readonly wrappers: readonly string[];
}

/** What a reading is made of that concerns every file, as plain data. */
export interface ReadingRecipe {
  /** The project's own ID prefixes by item type. */
  readonly prefixes: readonly (readonly [type: string, prefixes: readonly string[]])[];
  /** Patterns of IDs outside of the grammar, in RE2 syntax, with the type of what they name. */
  readonly opaqueIds: readonly (readonly [type: string, pattern: string])[];
  readonly levels: readonly string[];
  readonly declared: boolean;
  readonly oft: boolean;
}

/** Stands between what concerns every file and what concerns code alone. */
const CODE_PART = '\n';

/** Makes a reading. Throws when a pattern of an opaque ID is none. */
export function readingOf(recipe: ReadingRecipe, code: CodeRecipe): ReadingConfig {
  const { prefixes, opaqueIds, levels, declared, oft } = recipe;
  const opaque = opaqueIds.map(([type, pattern]) => {
    const compiled = RE2JS.compile(pattern);
    return { type, matches: (text: string): boolean => compiled.matches(text) };
  });
  const recipeText = JSON.stringify({ prefixes, opaqueIds, levels, declared, oft } satisfies ReadingRecipe);
  return {
    key: keyOf(recipeText, code),
    ids: createIdScheme(new Map(prefixes), opaque),
    levels,
    declared,
    oft,
    tracedCodeOnly: code.tracedCodeOnly,
    wrappers: new Set(code.wrappers),
  };
}

/** The reading that has a key. */
export function readingOfKey(key: string): ReadingConfig {
  const [recipe = '', code = ''] = key.split(CODE_PART);
  return readingOf(JSON.parse(recipe), JSON.parse(code));
}

function keyOf(forAll: string, { tracedCodeOnly, wrappers }: CodeRecipe): string {
  return `${forAll}${CODE_PART}${JSON.stringify({ tracedCodeOnly, wrappers } satisfies CodeRecipe)}`;
}

/** The same reading for documents, another one for code. */
export function withCode(reading: ReadingConfig, tracedCodeOnly: boolean): ReadingConfig {
  if (reading.tracedCodeOnly === tracedCodeOnly) return reading;
  const wrappers = [...reading.wrappers];
  return { ...reading, tracedCodeOnly, key: keyOf(documentKey(reading), { tracedCodeOnly, wrappers }) };
}

/** Equal keys mean equal reading of files that are no code. */
export function documentKey({ key }: ReadingConfig): string {
  return key.slice(0, key.lastIndexOf(CODE_PART));
}
