import type { Dirent } from 'node:fs';
import { fileRolesIn } from '../../config/fileRole.ts';
import { pathTest } from '../../config/globs.ts';
import { type ProjectConfig, SETTINGS_FOLDER } from '../../config/project.ts';
import type { FileRole } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import { isReadable } from '../../read/readFile.ts';
import type { DiscoveredFile } from './discoveredFile.ts';
import { GIT } from './gitData.ts';
import { type GitRules, IGNORE_FILE, type RulesHeld } from './gitRules.ts';
import type { FolderTest } from './walkRoots.ts';

/**
 * What a folder holds, and what becomes of that. It follows from the names and kinds of what stands there, the project's
 * settings and the patterns of the ignore files that count there; what git tracks is not looked at.
 */
export interface FolderContent {
  readonly holds: RulesHeld;
  /** Files that a reader exists for. */
  readonly files: readonly DiscoveredFile[];
  /** Folders to look into. */
  readonly folders: readonly FilePath[];
  /** What an ignore file leaves out, unless git tracks it. */
  readonly ignored: readonly IgnoredEntry[];
  /** How many files and folders the project's settings leave out. */
  readonly excluded: number;
  /** How many files no reader exists for. */
  readonly otherKinds: number;
}

/** A file or folder that an ignore file leaves out, unless git tracks it. */
export interface IgnoredEntry {
  readonly path: FilePath;
  /** Undefined for a folder. */
  readonly role: FileRole | undefined;
  /** The absolute path of the ignore file. */
  readonly by: string;
}

/** Which of the names that say something about rules are among those of a folder. */
export function rulesHeldBy(entries: readonly Dirent[]): RulesHeld {
  let ignoreFile = false;
  let git = false;
  for (const { name } of entries) {
    if (name === IGNORE_FILE) ignoreFile = true;
    else if (name === GIT) git = true;
  }
  return { ignoreFile, git };
}

/** What a listing of a folder was made with. */
export interface ListedFolder {
  readonly path: FilePath;
  readonly holds: RulesHeld;
  readonly rules: GitRules;
}

/** Sorts what was listed of one folder, one entry after the other. */
export class FolderSorter {
  readonly #content;
  readonly #prefix: string;
  readonly #config: ProjectConfig;
  readonly #visits: FolderTest;
  readonly #ignoredBy: (name: string, isFolder: boolean) => string | undefined;
  readonly #roleOf: (name: string) => FileRole | undefined;
  readonly #special: FilePath[] = [];
  readonly #links: FilePath[] = [];

  constructor({ path: folder, holds, rules }: ListedFolder, config: ProjectConfig, visits: FolderTest) {
    this.#content = emptyContent(holds);
    this.#prefix = folder === '' ? '' : `${folder}/`;
    this.#config = config;
    this.#visits = visits;
    this.#ignoredBy = rules.patternTestIn(this.#prefix);
    this.#roleOf = fileRolesIn(folder, config.files);
  }

  /** What was sorted so far. */
  get content(): FolderContent {
    return this.#content;
  }

  /** What would be read if it were a file, and is a pipe, a socket or a device. It is no part of the content. */
  get special(): readonly FilePath[] {
    return this.#special;
  }

  /** Symbolic links that may stand for folders that would be looked into. They are no part of the content. */
  get links(): readonly FilePath[] {
    return this.#links;
  }

  /**
   * One of the {@link links} is a folder itself. Windows lists as links what only a driver knows the content of, such as folders in OneDrive
   * or on a volume that keeps equal content once; asked for one of them alone, it tells better.
   */
  takeForFolder(link: FilePath): void {
    this.#addFolder(link.slice(this.#prefix.length));
  }

  add(entry: Dirent): void {
    const { name } = entry;
    if (entry.isDirectory()) this.#addFolder(name);
    else if (entry.isFile()) this.#addFile(name);
    else if (!entry.isSymbolicLink()) this.#addSpecial(name);
    else if (this.#mayBeFolder(name)) this.#links.push(this.#prefix + name);
    else this.#addFile(name);
  }

  #addFolder(name: string): void {
    const path = this.#prefix + name;
    if (!this.#visits(path) || isFolderExcluded(path, this.#config)) {
      this.#content.excluded++;
      return;
    }
    const by = this.#ignoredBy(name, true);
    if (by === undefined) this.#content.folders.push(path);
    else this.#content.ignored.push({ path, role: undefined, by });
  }

  /** True for a link whose name is that of no file that is read, nor of a folder that is left out. */
  #mayBeFolder(name: string): boolean {
    const path = this.#prefix + name;
    if (isReadable(path, this.#config.reading) || `${path}/`.startsWith(SETTINGS_FOLDER)) return false;
    return this.#visits(path) && !isFolderExcluded(path, this.#config) && this.#ignoredBy(name, false) === undefined;
  }

  #addSpecial(name: string): void {
    const path = this.#prefix + name;
    const isRead = isReadable(path, this.#config.reading) && this.#roleOf(name) !== undefined;
    if (isRead && this.#ignoredBy(name, false) === undefined) this.#special.push(path);
  }

  #addFile(name: string): void {
    const path = this.#prefix + name;
    const isSetting = this.#prefix.startsWith(SETTINGS_FOLDER);
    const isRead = isReadable(path, this.#config.reading);
    // Files of settings are read, whatever their name.
    const role = isRead || isSetting ? this.#roleOf(name) : undefined;
    if (role === undefined) {
      if (isRead) this.#content.excluded++;
      else this.#content.otherKinds++;
      return;
    }
    const by = role === 'project' ? undefined : this.#ignoredBy(name, false);
    if (by === undefined) this.#content.files.push({ path, role });
    else this.#content.ignored.push({ path, role, by });
  }
}

function emptyContent(holds: RulesHeld) {
  const [files, folders, ignored]: [DiscoveredFile[], FilePath[], IgnoredEntry[]] = [[], [], []];
  return { holds, files, folders, ignored, excluded: 0, otherKinds: 0 };
}

/** A folder is left out when an exclude glob matches any file that could lie below it. */
function isFolderExcluded(folder: FilePath, { files }: ProjectConfig): boolean {
  return `${folder}/` !== SETTINGS_FOLDER && pathTest(files.exclude)(`${folder}/\u0000`);
}
