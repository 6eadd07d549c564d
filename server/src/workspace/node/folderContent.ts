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

  add(entry: Dirent): void {
    if (entry.isDirectory()) this.#addFolder(entry.name);
    else if (entry.isFile() || entry.isSymbolicLink()) this.#addFile(entry.name);
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
