import { DEFAULT_GLOBS } from '../../config/defaults.ts';
import type { FilePath } from '../../model/span.ts';

/**
 * Paths of the files below a folder that globs name, sorted, whether or not a reader exists for them. Symbolic links are
 * not followed, and what cannot be listed holds nothing.
 */
export async function filesNamed(root: string, globs: readonly string[]): Promise<readonly FilePath[]> {
  const { default: fastGlob } = await import('fast-glob');
  const files = await fastGlob([...globs], {
    cwd: root,
    ignore: [...DEFAULT_GLOBS.exclude],
    followSymbolicLinks: false,
    suppressErrors: true,
  });
  return files.sort();
}
