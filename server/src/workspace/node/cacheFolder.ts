import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../../model/span.ts';
import type { ReadLimits } from './diskReader.ts';
import type { CacheIdentity } from './readingCache.ts';

const SUFFIX = '.lifetrace-cache';
/** Of files with compiled code, see `compiledProgram.ts`. */
export const CODE_SUFFIX = '.lifetrace-code';
/** Of files with what an editor was shown last, see `lsp/keptFindings.ts`. */
const FINDINGS_SUFFIX = '.lifetrace-findings';
/** Of all files that we write into such a folder. */
const SUFFIXES = [SUFFIX, CODE_SUFFIX, FINDINGS_SUFFIX, '.tmp'];

/** Caches that were not written for so long are removed. */
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;
/** What all caches of a folder may take together, in bytes. */
const MAX_TOTAL = 512 * 1024 * 1024;

/** The folder for caches of a user on this system, or undefined when there is none. */
export function userCacheFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const home = env['HOME'];
  const base =
    platform === 'win32'
      ? env['LOCALAPPDATA']
      : platform === 'darwin'
        ? home && path.join(home, 'Library', 'Caches')
        : env['XDG_CACHE_HOME'] || (home && path.join(home, '.cache'));
  return base !== undefined && path.isAbsolute(base) ? path.join(base, 'lifetrace') : undefined;
}

/** What a project's cache is for. */
export interface CachedProject {
  readonly root: string;
  /** Globs that the run is limited to. */
  readonly include: readonly string[];
  readonly limits: ReadLimits;
  /** The program that reads; another one reads otherwise. */
  readonly program: string;
}

/** Where the cache of a project stands in a folder of caches, and what makes it valid. Undefined without a program. */
export function cacheIdentity(
  folder: string,
  { root, include, limits, program }: CachedProject,
): CacheIdentity | undefined {
  try {
    const name = hash([root, ...include].join('\n')).slice(0, 32);
    // The program that reads holds nothing of what walks.
    const build = LIFETRACE_SOURCES + hash(readFileSync(program));
    return { file: path.join(folder, name + SUFFIX), build, limits: JSON.stringify(limits) };
  } catch {
    return undefined;
  }
}

/** Where it is kept what an editor was shown of a project last: beside what was read of it. */
export function findingsFileBeside({ file }: CacheIdentity): string {
  return file.slice(0, -SUFFIX.length) + FINDINGS_SUFFIX;
}

/** Removes caches that nobody has used for long, and the oldest ones where all of them take too much. Never throws. */
export function tidyCacheFolder(folder: string, now = Date.now()): void {
  let total = 0;
  for (const { file, size, modified } of cacheFiles(folder).sort((a, b) => b.modified - a.modified)) {
    total += size;
    if (now - modified > MAX_AGE_MS || total > MAX_TOTAL) remove(file);
  }
}

/** Two runs may tidy at the same time, and a file may belong to somebody else. */
function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It stays for the next run.
  }
}

interface CacheFile {
  readonly file: FilePath;
  readonly size: number;
  readonly modified: number;
}

function cacheFiles(folder: string): CacheFile[] {
  try {
    return readdirSync(folder)
      .filter((name) => SUFFIXES.some((suffix) => name.endsWith(suffix)))
      .flatMap((name) => {
        const file = path.join(folder, name);
        const stats = statSync(file, { throwIfNoEntry: false });
        return stats ? [{ file, size: stats.size, modified: stats.mtimeMs }] : [];
      });
  } catch {
    return [];
  }
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
