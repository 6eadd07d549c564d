import { readFileSync } from 'node:fs';
import { Engine } from '../../server/src/workspace/engine.ts';
import { indexProject } from '../../server/src/workspace/indexProject.ts';
import { DEFAULT_LIMITS } from '../../server/src/workspace/node/diskReader.ts';
import { inRepository } from './repositoryRoot.ts';

/** The texts of the demo project, by path. */
export async function sampleFiles(): Promise<Readonly<Record<string, string>>> {
  const root = inRepository('samples/aria-sp1');
  const engine = new Engine();
  await indexProject(root, engine, { limits: DEFAULT_LIMITS, progress: () => {} });
  return Object.fromEntries(engine.knownPaths().map((file) => [file, readFileSync(`${root}/${file}`, 'utf8')]));
}
