import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileRolesIn, isExcluded } from '../../config/fileRole.ts';
import { pathTest } from '../../config/globs.ts';
import { type ProjectConfig, SETTINGS_FOLDER } from '../../config/project.ts';
import type { FileRole } from '../../model/facts.ts';
import type { LeftOut } from '../../model/leftOut.ts';
import type { FilePath } from '../../model/span.ts';
import { isReadable } from '../../read/readFile.ts';
import type { SkippedFile } from '../../trace/snapshot.ts';
import { breather } from './breather.ts';
import { GIT, GitRules, IGNORE_FILE } from './gitRules.ts';
import { type FolderTest, walkRoots } from './walkRoots.ts';

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
  const walk = new Walk(root, config, await walkRoots(config.files), found);
  const breathe = breather();
  let seen = 0;
  for (let folder = walk.next(); folder && !cancelled(); folder = walk.next()) {
    for (const entry of folder.entries) {
      if (++seen % ENTRIES_BETWEEN_LOOKS === 0) {
        await breathe();
        if (cancelled()) break;
      }
      walk.meet(entry, folder);
    }
  }
  return walk.met();
}

/** A folder that a walk is in. */
interface WalkedFolder {
  /** Its path with a slash behind it, empty for the project's own. */
  readonly prefix: string;
  readonly entries: readonly Dirent[];
  readonly rules: GitRules;
  /** The ignore file that leaves out what stands in the folder, by its name. */
  readonly leftOutBy: (name: string, isFolder: boolean) => string | undefined;
  /** What its files are to the project, by their names. */
  readonly roleOf: (name: string) => FileRole | undefined;
}

/** A walk through a project, one file or folder at a time. */
class Walk {
  readonly #root: string;
  readonly #config: ProjectConfig;
  readonly #visits: FolderTest;
  readonly #found: (file: DiscoveredFile) => void;
  readonly #open: { readonly folder: FilePath; readonly outer: GitRules }[];
  readonly #files: DiscoveredFile[] = [];
  readonly #skipped: SkippedFile[] = [];
  /** By the absolute path of the ignore file. */
  readonly #ignored = new Map<string, number>();
  #excluded = 0;
  #otherKinds = 0;

  constructor(root: string, config: ProjectConfig, visits: FolderTest, found: (file: DiscoveredFile) => void) {
    this.#root = root;
    this.#config = config;
    this.#visits = visits;
    this.#found = found;
    this.#open = [{ folder: '', outer: GitRules.atRoot(root) }];
  }

  /** The next folder to look into; undefined when there is none left. */
  next(): WalkedFolder | undefined {
    const next = this.#open.pop();
    if (!next) return undefined;
    const { folder, outer } = next;
    const entries = entriesOf(this.#root, folder, this.#skipped);
    const holds = { ignoreFile: false, git: false };
    for (const { name } of entries) {
      if (name === IGNORE_FILE) holds.ignoreFile = true;
      else if (name === GIT) holds.git = true;
    }
    const rules = folder === '' ? outer : outer.entered(folder, holds);
    const prefix = folder === '' ? '' : `${folder}/`;
    const roleOf = fileRolesIn(folder, this.#config.files);
    return { prefix, entries, rules, leftOutBy: rules.nameTestIn(prefix), roleOf };
  }

  /** Takes up what stands in a folder. */
  meet(entry: Dirent, folder: WalkedFolder): void {
    if (entry.isDirectory()) this.#meetFolder(entry.name, folder);
    else if (entry.isFile() || entry.isSymbolicLink()) this.#meetFile(entry.name, folder);
  }

  met(): Discovered {
    const fromRoot = (file: string): string => path.relative(this.#root, file).split(path.sep).join('/');
    const ignored = new Map([...this.#ignored].map(([by, count]) => [fromRoot(by), count]));
    const leftOut = { ignored, excluded: this.#excluded, otherKinds: this.#otherKinds };
    return { files: this.#files, skipped: this.#skipped, leftOut };
  }

  #meetFolder(name: string, { prefix, rules, leftOutBy }: WalkedFolder): void {
    const folder = prefix + name;
    if (!this.#visits(folder) || isFolderExcluded(folder, this.#config)) {
      this.#excluded++;
      return;
    }
    const by = leftOutBy(name, true);
    if (by === undefined) this.#open.push({ folder, outer: rules });
    else this.#ignore(by);
  }

  #meetFile(name: string, { prefix, leftOutBy, roleOf }: WalkedFolder): void {
    const file = prefix + name;
    const isSetting = prefix.startsWith(SETTINGS_FOLDER);
    const isRead = isReadable(file, this.#config.reading);
    // Files of settings are read, whatever their name.
    const role = isRead || isSetting ? roleOf(name) : undefined;
    if (role === undefined) {
      if (isRead) this.#excluded++;
      else this.#otherKinds++;
      return;
    }
    const by = role === 'project' ? undefined : leftOutBy(name, false);
    if (by !== undefined) {
      this.#ignore(by);
      return;
    }
    const discovered = { path: file, role };
    this.#files.push(discovered);
    this.#found(discovered);
  }

  #ignore(by: string): void {
    this.#ignored.set(by, (this.#ignored.get(by) ?? 0) + 1);
  }
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

/** A folder is left out when an exclude glob matches any file that could lie below it. */
function isFolderExcluded(folder: FilePath, { files }: ProjectConfig): boolean {
  return `${folder}/` !== SETTINGS_FOLDER && pathTest(files.exclude)(`${folder}/\u0000`);
}

function entriesOf(root: string, folder: FilePath, skipped: SkippedFile[]): readonly Dirent[] {
  try {
    return readdirSync(folder === '' ? root : root + path.sep + folder, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (code !== 'ENOENT')
      skipped.push({ path: folder === '' ? '.' : folder, reason: `folder cannot be read (${code})` });
    return [];
  }
}
