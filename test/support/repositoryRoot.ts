import path from 'node:path';

/** The folder of the repository: tests run from it. */
export const repositoryRoot = process.cwd();

/** An absolute path inside the repository. */
export function inRepository(...parts: readonly string[]): string {
  return path.join(repositoryRoot, ...parts);
}
