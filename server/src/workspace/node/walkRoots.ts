import type { FileGlobs } from '../../config/project.ts';
import type { FilePath } from '../../model/span.ts';

/** Tells whether a folder can hold, or lead to, a file that the project's globs name. */
export type FolderTest = (folder: FilePath) => boolean;

const SETTINGS_FOLDER = '.lifetrace';

/**
 * Where a walk has to go: below the fixed part of each glob that names files to read, and on the way there. A project
 * that names its folders is then never searched outside of them, except for its settings.
 */
export async function walkRoots({ include, specs, sources, tests }: FileGlobs): Promise<FolderTest> {
  const globs = include.length > 0 ? include : [...specs, ...sources, ...tests];
  if (globs.includes('**')) return () => true;
  // Loading it takes longer than the walk over a small project.
  const { default: fastGlob } = await import('fast-glob');
  const bases = globs.length === 0 ? [] : fastGlob.generateTasks([...globs], { dot: true }).map((task) => task.base);
  const everywhere = bases.includes('.') || bases.includes('');
  return (folder) =>
    everywhere ||
    folder === SETTINGS_FOLDER ||
    bases.some((base) => folder === base || folder.startsWith(`${base}/`) || base.startsWith(`${folder}/`));
}
