import { DEFAULT_GLOBS } from '../../config/defaults.ts';
import { pathTest } from '../../config/globs.ts';
import type { FileFacts } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import { isCode } from '../../read/languages.ts';
import { countBy, foldersOf, globOf, nameOf } from './foundWorkspace.ts';

/** Files that a setting is about, and why it is proposed. */
export interface Reasoned {
  readonly glob: string;
  readonly reason: string;
  readonly files: number;
}

/** Names of folders that hold other people's code, wherever they are. */
const FOREIGN = /^(?:third[_-]?party|3rd[_-]?party|bower_components|Pods)$/i;

/** Names that mean it near the top of a project only: below, they may say what the project's own code is about. */
const FOREIGN_NEAR_TOP = /^(?:(?!src\/)[^/]+\/)?(?:vendor|vendored)$|^(?:deps|external|externals|extern)$/i;

/** Folders, by their name at the top of a project, whose code is no part of a product. */
const NOT_PRODUCT: readonly (readonly [RegExp, string])[] = [
  [/^(?:docs?|documentation|website|site)$/i, 'documentation'],
  [/^(?:examples?|samples?|demos?|playgrounds?)$/i, 'examples'],
  [/^(?:scripts?|ci|\..+)$/i, 'scripts of the development environment'],
  [/^(?:benchmarks?|bench|benches|profiling)$/i, 'measurements'],
];

/** What tools of the JavaScript world call their settings. */
const TOOL_SETTINGS = '**/*.config.{js,cjs,mjs,ts,cts,mts}';

/**
 * Names of folders with tests that the built-in globs do not know: `unittests`, `Acme.Tests`, `e2e`. What ends in `-test`
 * may as well be a product that others test with.
 */
const TEST_FOLDER =
  /^(?:(?:.*[._-])?(?:unit|integration|system|functional|e2e)[._-]?tests?|(?:.*[._-])?tests|.*[._]test|e2e)$/i;

/** In the spelling of .NET. */
const TESTS_IN_CAPITALS = /[a-z]Tests$/;

/** Where some keep their tests; a name that means nothing elsewhere. */
const TESTS_AT_TOP = 't';

/** Endings of names of test files that the built-in globs do not know. */
const TEST_ENDINGS: readonly string[] = [
  '*_unittest.{cc,cpp,cxx}',
  '*Test.{cc,cpp,cxx,cs}',
  '*Tests.{cc,cpp,cxx,java}',
  '*IT.java',
  '*-test.{js,ts}',
  '*_spec.{js,ts}',
];

/** Folders with other people's code, which belongs on record as SOUP. */
export function foreignCode(files: readonly FileFacts[]): readonly Reasoned[] {
  const isTest = pathTest(DEFAULT_GLOBS.tests);
  const folders = countBy(
    files
      .filter(({ path, language }) => isCode(language) && !isTest(path))
      .flatMap(({ path }) => foreignFolderOf(path) ?? []),
    (folder) => folder,
  );
  const byName = countBy(folders.keys(), nameOf);
  const globs = countWeighted(folders, (folder) => {
    const name = nameOf(folder);
    return (byName.get(name) ?? 0) > 1 ? `**/${globOf(name, true)}` : globOf(folder, true);
  });
  return [...globs].map(([glob, count]) => ({
    glob,
    reason: 'code of others: it belongs on record as SOUP',
    files: count,
  }));
}

function foreignFolderOf(path: FilePath): FilePath | undefined {
  return foldersOf(path).find((folder) => FOREIGN.test(nameOf(folder)) || FOREIGN_NEAR_TOP.test(folder));
}

/** Code of the project that is no part of its product: documentation, examples, scripts, measurements. */
export function notProduct(files: readonly FileFacts[]): readonly Reasoned[] {
  const isTest = pathTest(DEFAULT_GLOBS.tests);
  const code = files.filter(({ path, language }) => isCode(language) && !isTest(path));
  const tops = countBy(
    code.flatMap(({ path }) => foldersOf(path)[0] ?? []),
    (top) => top,
  );
  const found = [...tops].flatMap(([top, count]) => {
    const reason = NOT_PRODUCT.find(([pattern]) => pattern.test(top))?.[1];
    return reason === undefined ? [] : [{ glob: globOf(top, true), reason, files: count }];
  });
  const isFound = pathTest(found.map(({ glob }) => glob));
  const left = code.filter(({ path }) => !isFound(path));
  const isToolSetting = pathTest([TOOL_SETTINGS]);
  const settings = left.filter(({ path }) => isToolSetting(path)).length;
  // Where everything is an example, the examples are the product.
  if (left.length === 0) return [];
  return settings === 0 ? found : [...found, { glob: TOOL_SETTINGS, reason: 'settings of tools', files: settings }];
}

/** Tests that the built-in globs do not know. */
export function furtherTests(files: readonly FileFacts[]): readonly string[] {
  const isTest = pathTest(DEFAULT_GLOBS.tests);
  const code = files.filter(({ path, language }) => isCode(language) && !isTest(path));
  const folders = new Set(
    code.flatMap(({ path }) => {
      if (path.startsWith(`${TESTS_AT_TOP}/`)) return [globOf(TESTS_AT_TOP, true)];
      const folder = foldersOf(path)
        .map(nameOf)
        .find((name) => TEST_FOLDER.test(name) || TESTS_IN_CAPITALS.test(name));
      return folder === undefined ? [] : [`**/${globOf(folder, true)}`];
    }),
  );
  const isInFolder = pathTest([...folders]);
  const endings = TEST_ENDINGS.map((ending) => `**/${ending}`).filter((glob) => {
    const matches = pathTest([glob]);
    return code.some(({ path }) => matches(path) && !isInFolder(path));
  });
  return [...folders, ...endings].sort();
}

function countWeighted(
  counts: ReadonlyMap<string, number>,
  keyOf: (key: string) => string,
): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [key, count] of counts) sums.set(keyOf(key), (sums.get(keyOf(key)) ?? 0) + count);
  return sums;
}
