import type { FileRole } from '../model/facts.ts';
import type { FilePath } from '../model/span.ts';
import { pathTest } from './globs.ts';
import type { FileGlobs } from './project.ts';

const SPEC_SUFFIX = /\.(?:md|markdown|rst|ya?ml)$/i;

/** Folder with the project's own settings; its files configure and hold no items. */
const PROJECT_FOLDER = '.lifetrace/';

/** True for names of documents that can hold items, by their suffix. */
export function isSpecName(path: FilePath): boolean {
  return SPEC_SUFFIX.test(path);
}

/** What a file is to the project, or undefined when the project does not read it. */
export function fileRole(path: FilePath, globs: FileGlobs): FileRole | undefined {
  if (path.startsWith(PROJECT_FOLDER)) return 'project';
  if (isExcluded(path, globs)) return undefined;
  if (isSpecName(path)) return pathTest(globs.specs)(path) ? 'spec' : undefined;
  if (pathTest(globs.tests)(path)) return 'test';
  return pathTest(globs.sources)(path) ? 'source' : undefined;
}

/** True when the project's globs leave the file out. */
export function isExcluded(path: FilePath, globs: FileGlobs): boolean {
  if (globs.include.length > 0 && !pathTest(globs.include)(path)) return true;
  return pathTest(globs.exclude)(path);
}
