import path from 'node:path';
import type { StartOptions } from '../protocol/settings.ts';
import { recordIn } from './recordIn.ts';

/** What a client says on start beside its settings; a folder that is no absolute path counts as none. */
export function startOptionsIn(options: unknown): Pick<StartOptions, 'cacheFolder' | 'runsCommands'> {
  const { cacheFolder, runsCommands } = recordIn(options) ?? {};
  return {
    ...(typeof cacheFolder === 'string' && path.isAbsolute(cacheFolder) && { cacheFolder }),
    runsCommands: runsCommands === true,
  };
}
