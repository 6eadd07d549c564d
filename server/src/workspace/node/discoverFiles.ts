import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileRole, isExcluded } from '../../config/fileRole.ts';
import { pathTest } from '../../config/globs.ts';
import type { ProjectConfig } from '../../config/project.ts';
import type { FileRole } from '../../model/facts.ts';
import type { LeftOut } from '../../model/leftOut.ts';
import type { FilePath } from '../../model/span.ts';
import { isReadable } from '../../read/readFile.ts';
import type { SkippedFile } from '../../trace/snapshot.ts';
import { breather } from './breather.ts';
import { GIT, GitRules, IGNORE_FILE } from './gitRules.ts';
import { walkRoots } from './walkRoots.ts';

const SETTINGS_FOLDER = '.lifetrace/';

/** So many files and folders are walked over, in well under a millisecond, before anybody else is thought of. */
const ENTRIES_BETWEEN_LOOKS = 64;

/** A file that a reader exists for, and what it is to the project. */
export interface DiscoveredFile {
  readonly path: FilePath;
  readonly role: FileRole;
}

/** What a walk through a project has met. */
export interface Discovered {
  /** The files that a reader exists for, in the order in which the disk gave them. */
  readonly files: readonly DiscoveredFile[];
  /** The folders that could not be listed. */
  readonly skipped: readonly SkippedFile[];
  readonly leftOut: LeftOut;
}

/**
 * Walks the project folder without following symbolic links, pruning what git and the project's globs leave out. Never
 * throws; `cancelled` is asked again and again, and other work gets its turn now and then. `found` is told of each file at
 * once.
 */
export async function discoverFiles(
  root: string,
  config: ProjectConfig,
  cancelled: () => boolean,
  found: (file: DiscoveredFile) => void = () => {},
): Promise<Discovered> {
  const files: DiscoveredFile[] = [];
  const skipped: SkippedFile[] = [];
  /** By the absolute path of the ignore file. */
  const ignored = new Map<string, number>();
  let excluded = 0;
  let otherKinds = 0;
  const ignore = (by: string): void => {
    ignored.set(by, (ignored.get(by) ?? 0) + 1);
  };
  const visits = await walkRoots(config.files);
  const breathe = breather();
  const open: { readonly folder: FilePath; readonly outer: GitRules }[] = [
    { folder: '', outer: GitRules.atRoot(root) },
  ];
  let seen = 0;
  for (let next = open.pop(); next && !cancelled(); next = open.pop()) {
    const { folder, outer } = next;
    const entries = entriesOf(root, folder, skipped);
    const prefix = folder === '' ? '' : `${folder}/`;
    const rules =
      folder === ''
        ? outer
        : outer.entered(folder, {
            ignoreFile: entries.some((entry) => entry.name === IGNORE_FILE),
            git: entries.some((entry) => entry.name === GIT),
          });
    for (const entry of entries) {
      if (++seen % ENTRIES_BETWEEN_LOOKS === 0) {
        await breathe();
        if (cancelled()) break;
      }
      const relative = prefix + entry.name;
      if (entry.isDirectory()) {
        const pruned = !visits(relative) || isFolderExcluded(relative, config);
        const by = pruned ? undefined : rules.leftOutBy(relative, true);
        if (pruned) excluded++;
        else if (by !== undefined) ignore(by);
        else open.push({ folder: relative, outer: rules });
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        const role = roleOf(relative, config);
        const by = role === undefined || role === 'project' ? undefined : rules.leftOutBy(relative, false);
        if (by !== undefined) ignore(by);
        else if (role !== undefined) {
          const file = { path: relative, role };
          files.push(file);
          found(file);
        } else if (isReadable(relative, config.reading)) excluded++;
        else otherKinds++;
      }
    }
  }
  const fromRoot = (file: string): string => path.relative(root, file).split(path.sep).join('/');
  const byFile = new Map([...ignored].map(([by, count]) => [fromRoot(by), count]));
  return { files, skipped, leftOut: { ignored: byFile, excluded, otherKinds } };
}

/** True for a file whose lines say what is left out. */
export function isIgnoreFile(file: FilePath): boolean {
  return file === IGNORE_FILE || file.endsWith(`/${IGNORE_FILE}`);
}

/**
 * A test for the files and folders that the project's globs or git leave out, whether or not they exist. It never throws,
 * and may be asked about many paths as long as no ignore file changes.
 */
export function leftOutTest(root: string, config: ProjectConfig): (file: FilePath) => boolean {
  const rules = new Map<FilePath, GitRules | undefined>();
  /** The rules in a folder; undefined when it is left out itself. */
  const rulesIn = (folder: FilePath): GitRules | undefined => {
    if (rules.has(folder)) return rules.get(folder);
    const outer = folder === '' ? undefined : rulesIn(folderOf(folder));
    const found =
      folder === '' ? GitRules.atRoot(root) : outer?.leavesOut(folder, true) ? undefined : outer?.looking(folder);
    rules.set(folder, found);
    return found;
  };
  return (file) => isExcluded(file, config.files) || rulesIn(folderOf(file))?.leavesOut(file, false) !== false;
}

function folderOf(file: FilePath): FilePath {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** What a file is to the project, or undefined when it is not read: files of settings are, whatever their name. */
function roleOf(file: FilePath, config: ProjectConfig): FileRole | undefined {
  if (!file.startsWith(SETTINGS_FOLDER) && !isReadable(file, config.reading)) return undefined;
  return fileRole(file, config.files);
}

/** A folder is left out when an exclude glob matches any file that could lie below it. */
function isFolderExcluded(folder: FilePath, { files }: ProjectConfig): boolean {
  return `${folder}/` !== SETTINGS_FOLDER && pathTest(files.exclude)(`${folder}/\u0000`);
}

function entriesOf(root: string, folder: FilePath, skipped: SkippedFile[]): readonly Dirent[] {
  try {
    return readdirSync(path.join(root, folder), { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code !== 'ENOENT')
      skipped.push({ path: folder === '' ? '.' : folder, reason: `folder cannot be read (${code})` });
    return [];
  }
}
