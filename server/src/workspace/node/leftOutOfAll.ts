import type { NothingRead } from '../../model/leftOut.ts';
import type { Engine } from '../engine.ts';
import { discoverFiles } from './discoverFiles.ts';

/**
 * What is left out of a project of which neither a specification nor code was read; undefined for any other. Walks once
 * more, since a walk that finds nothing is short.
 */
export async function leftOutOfAll(root: string, engine: Engine): Promise<NothingRead | undefined> {
  if (engine.hasRead) return undefined;
  const { leftOut } = await discoverFiles(root, engine.config, () => false);
  return { ...leftOut, unread: engine.snapshot().skipped.length };
}
