import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRepository } from './repositoryRoot.ts';

/** The texts of all files of the demo project, by path. */
export function sampleFiles(): Readonly<Record<string, string>> {
  const root = inRepository('samples/aria-sp1');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      return [path.relative(root, file).split(path.sep).join('/'), readFileSync(file, 'utf8')];
    }),
  );
}
