import type { FileRole } from '../model/facts.ts';
import type { FilePath } from '../model/span.ts';
import { nameTestIn, type PathTest, pathTest } from './globs.ts';
import { type FileGlobs, SETTINGS_FOLDER } from './project.ts';

const SPEC_SUFFIX = /\.(?:md|markdown|rst|ya?ml)$/i;

/** True for names of documents that can hold items, by their suffix. */
export function isSpecName(path: FilePath): boolean {
  return SPEC_SUFFIX.test(path);
}

/** What a file is to the project, or undefined when the project does not read it. */
export function fileRole(path: FilePath, globs: FileGlobs): FileRole | undefined {
  return path.startsWith(SETTINGS_FOLDER) ? 'project' : roleBy(testsOf(globs, pathTest), path);
}

/** What the files of one folder are to the project, by their names: as {@link fileRole} of each. */
export function fileRolesIn(folder: FilePath, globs: FileGlobs): (name: string) => FileRole | undefined {
  if (`${folder}/`.startsWith(SETTINGS_FOLDER)) return () => 'project';
  const tests = testsOf(globs, (list) => nameTestIn(folder, list));
  return (name) => roleBy(tests, name);
}

/** The globs of a project as tests of paths, or of names. */
interface RoleTests {
  readonly include: PathTest | undefined;
  readonly exclude: PathTest;
  readonly specs: PathTest;
  readonly tests: PathTest;
  readonly sources: PathTest;
}

function testsOf(globs: FileGlobs, testOf: (globs: readonly string[]) => PathTest): RoleTests {
  const { include, exclude, specs, tests, sources } = globs;
  return {
    include: include.length > 0 ? testOf(include) : undefined,
    exclude: testOf(exclude),
    specs: testOf(specs),
    tests: testOf(tests),
    sources: testOf(sources),
  };
}

function roleBy(by: RoleTests, file: string): FileRole | undefined {
  if (isLeftOut(by, file)) return undefined;
  if (isSpecName(file)) return by.specs(file) ? 'spec' : undefined;
  if (by.tests(file)) return 'test';
  return by.sources(file) ? 'source' : undefined;
}

function isLeftOut({ include, exclude }: RoleTests, file: string): boolean {
  return include?.(file) === false || exclude(file);
}

/** True when the project's globs leave the file out. */
export function isExcluded(path: FilePath, globs: FileGlobs): boolean {
  return isLeftOut(testsOf(globs, pathTest), path);
}
