import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { fileRole, isExcluded } from '../../config/fileRole.ts';
import type { ProjectConfig } from '../../config/project.ts';
import { compareText } from '../../model/compare.ts';
import type { FilePath } from '../../model/span.ts';
import { isReadable } from '../../read/readFile.ts';
import type { SkippedFile } from '../../trace/snapshot.ts';
import { walkRoots } from './walkRoots.ts';

/** The files of a project that a reader exists for, in path order, and the folders that could not be listed. */
export interface Discovered {
  readonly files: readonly FilePath[];
  readonly skipped: readonly SkippedFile[];
}

const IGNORE_FILE = '.gitignore';

interface IgnoreRules {
  readonly base: FilePath;
  readonly rules: Ignore;
}

/**
 * Walks the project folder without following symbolic links, pruning what `.gitignore` files and the project's globs
 * leave out. Never throws; `cancelled` is asked between folders.
 */
export async function discoverFiles(
  root: string,
  config: ProjectConfig,
  cancelled: () => boolean,
): Promise<Discovered> {
  const files: FilePath[] = [];
  const skipped: SkippedFile[] = [];
  const visits = walkRoots(config.files);
  const walk = async (folder: FilePath, inherited: readonly IgnoreRules[]): Promise<void> => {
    if (cancelled()) return;
    const absolute = path.join(root, folder);
    let entries: import('node:fs').Dirent[];
    try {
      entries = await readdir(absolute, { withFileTypes: true });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
      if (code !== 'ENOENT')
        skipped.push({ path: folder === '' ? '.' : folder, reason: `folder cannot be read (${code})` });
      return;
    }
    const own = entries.some((entry) => entry.name === IGNORE_FILE && entry.isFile())
      ? await ignoreRules(path.join(absolute, IGNORE_FILE), folder)
      : undefined;
    const rules = own ? [...inherited, own] : inherited;
    for (const entry of entries.sort((a, b) => compareText(a.name, b.name))) {
      const relative = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        const pruned = !visits(relative) || isIgnored(`${relative}/`, rules) || isFolderExcluded(relative, config);
        if (!pruned) await walk(relative, rules);
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        const role = fileRole(relative, config.files);
        if (role === undefined || (role !== 'project' && !isReadable(relative, config.reading))) continue;
        if (role === 'project' || !isIgnored(relative, rules)) files.push(relative);
      }
    }
  };
  await walk('', []);
  return { files: files.sort(compareText), skipped };
}

/** True for a file whose lines say what is left out. */
export function isIgnoreFile(file: FilePath): boolean {
  return file === IGNORE_FILE || file.endsWith(`/${IGNORE_FILE}`);
}

/**
 * True when the project's globs or a `.gitignore` file leave out a file or folder, whether or not it exists. Never
 * throws.
 */
export async function isLeftOut(root: string, file: FilePath, config: ProjectConfig): Promise<boolean> {
  if (isExcluded(file, config.files)) return true;
  const parts = file.split('/');
  const rules: IgnoreRules[] = [];
  for (const depth of parts.keys()) {
    const folder = parts.slice(0, depth).join('/');
    const own = await ignoreRules(path.join(root, folder, IGNORE_FILE), folder);
    if (own) rules.push(own);
    const last = depth === parts.length - 1;
    if (isIgnored(last ? file : `${parts.slice(0, depth + 1).join('/')}/`, rules)) return true;
  }
  return false;
}

/** A folder is left out when an exclude glob matches any file that could lie below it. */
function isFolderExcluded(folder: FilePath, config: ProjectConfig): boolean {
  return (
    folder !== '.lifetrace' &&
    fileRole(`${folder}/\u0000`, { ...config.files, include: [], sources: ['**'] }) === undefined
  );
}

async function ignoreRules(file: string, base: FilePath): Promise<IgnoreRules | undefined> {
  try {
    return { base, rules: ignore({ ignorecase: false }).add(await readFile(file, 'utf8')) };
  } catch {
    return undefined;
  }
}

/** The deepest `.gitignore` that has an opinion decides, as in git. */
function isIgnored(relative: FilePath, rules: readonly IgnoreRules[]): boolean {
  for (const { base, rules: matcher } of rules.toReversed()) {
    const local = base === '' ? relative : relative.slice(base.length + 1);
    const verdict = matcher.test(local);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
