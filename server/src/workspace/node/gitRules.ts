import { createHash } from 'node:crypto';
import path from 'node:path';
import type { FilePath } from '../../model/span.ts';
import { byteString, type IgnoreFile, readIgnoreFile } from '../ignore/ignoreFile.ts';
import { ignoresCase } from './gitConfig.ts';
import { gitDataOf } from './gitData.ts';
import { type TrackedFiles, trackedFiles } from './trackedFiles.ts';
import { bytesOf } from './unfollowed.ts';

/** The name of the files whose lines say what is left out below their folder. */
export const IGNORE_FILE = '.gitignore';

/** One ignore file. Its patterns are compiled when they are asked for: most walks meet the files of an earlier one. */
class Level {
  /** Its absolute path. */
  readonly path: string;
  /** Its bytes, one character for each. */
  readonly text: string;
  /** How many characters of a path lead to its folder. */
  readonly skip: number;
  /** See {@link Repository.ignoreCase}. */
  readonly ignoreCase: boolean;
  #file: IgnoreFile | undefined;

  constructor(path: string, text: string, skip: number, ignoreCase: boolean) {
    this.path = path;
    this.text = text;
    this.skip = skip;
    this.ignoreCase = ignoreCase;
  }

  get file(): IgnoreFile {
    this.#file ??= readIgnoreFile(this.text, this.ignoreCase);
    return this.#file;
  }
}

/** The repository that a folder belongs to, and how many characters of a path lead to it. */
interface Repository {
  readonly tracked: TrackedFiles;
  readonly skip: number;
  /** True where it takes names for the same whose letters differ in case alone. */
  readonly ignoreCase: boolean;
}

/** Which of the names that say something about rules a folder holds. */
export interface RulesHeld {
  readonly ignoreFile: boolean;
  readonly git: boolean;
}

/** What decides in one folder. */
interface RulesPlace {
  /** Folder of the repository that the project is part of, or the project's own. */
  readonly top: string;
  /** Leads from there to the project, with a slash behind it; empty when they are the same. */
  readonly offset: string;
  /** Weakest first. */
  readonly levels: readonly Level[];
  readonly repository: Repository | undefined;
  /** Inside of a folder that is ignored, where nothing counts but what git tracks: the ignore file that says so. */
  readonly inside: string | undefined;
}

/**
 * What git leaves out in one folder, by the ignore files that count there. As in git, a deeper file wins over one above
 * it, all of them win over `.git/info/exclude`, and the rules of a repository end where a repository inside of it
 * begins. Files that git tracks are never left out. A user's own `core.excludesFile` does not count: the same files have
 * to be read on every machine.
 */
export class GitRules {
  readonly #place: RulesPlace;
  #patternsKey: string | undefined;

  private constructor(place: RulesPlace) {
    this.#place = place;
  }

  /**
   * The rules in the root folder of a project. When the project is a folder of a larger repository, the ignore files
   * above it count as well, unless they leave out the project as a whole: it was opened all the same.
   */
  static atRoot(root: string): GitRules {
    const top = repositoryAround(root);
    const alone = new GitRules({ top: root, offset: '', levels: [], repository: undefined, inside: undefined }).looking(
      '',
    );
    if (top === undefined || top === root) return alone;
    const trail = path.relative(top, root).split(path.sep);
    let rules = new GitRules({ ...alone.#place, top, levels: [], repository: undefined }).looking('');
    for (const depth of trail.keys()) {
      const folder = trail.slice(0, depth + 1).join('/');
      if (rules.leavesOut(folder, true)) return alone;
      rules = rules.looking(folder);
    }
    return new GitRules({ ...rules.#place, offset: trail.map((name) => `${name}/`).join('') });
  }

  /**
   * The rules in a folder below, given what it was found to hold. `inside` is what {@link patternTestIn} says of it where git
   * tracks something in it all the same.
   */
  entered(folder: FilePath, holds: RulesHeld, inside: string | undefined): GitRules {
    const { top, offset, levels, repository } = this.#place;
    const place = offset + folder;
    const bytes = byteString(place);
    const absolute = path.join(top, place);
    const skip = place === '' ? 0 : bytes.length + 1;
    const data = holds.git ? gitDataOf(absolute) : undefined;
    const ignoreCase = data ? ignoresCase(data.shared) : (repository?.ignoreCase ?? false);
    const own = holds.ignoreFile ? readLevel(path.join(absolute, IGNORE_FILE), skip, ignoreCase) : [];
    if (data) {
      const exclude = readLevel(path.join(data.shared, 'info', 'exclude'), skip, ignoreCase);
      const entered = { tracked: trackedFiles(path.join(data.own, 'index'), ignoreCase), skip, ignoreCase };
      return new GitRules({ top, offset, levels: [...exclude, ...own], repository: entered, inside: undefined });
    }
    if (own.length === 0 && inside === this.#place.inside) return this;
    return new GitRules({ top, offset, levels: [...levels, ...own], repository, inside });
  }

  /** The rules in a folder below of which nothing is known; it need not exist. */
  looking(folder: FilePath): GitRules {
    const name = folder.lastIndexOf('/') + 1;
    const inside = folder === '' ? undefined : this.patternTestIn(folder.slice(0, name))(folder.slice(name), true);
    return this.entered(folder, { ignoreFile: true, git: true }, inside);
  }

  /** Where these are equal, equal folders have the same left out by patterns. */
  get patternsKey(): string {
    const { levels, inside } = this.#place;
    this.#patternsKey ??= createHash('sha256')
      .update(
        JSON.stringify([inside ?? '', ...levels.flatMap(({ path, text, ignoreCase }) => [path, text, ignoreCase])]),
      )
      .digest('hex');
    return this.#patternsKey;
  }

  /** True when git would leave out a file or folder of this folder. */
  leavesOut(file: FilePath, isFolder: boolean): boolean {
    return this.leftOutBy(file, isFolder) !== undefined;
  }

  /** The absolute path of the ignore file for which git would leave out a file or folder of this folder. */
  leftOutBy(file: FilePath, isFolder: boolean): string | undefined {
    const name = file.lastIndexOf('/') + 1;
    const by = this.patternTestIn(file.slice(0, name))(file.slice(name), isFolder);
    return by !== undefined && this.tracks(file, isFolder) ? undefined : by;
  }

  /**
   * The same for what stands in this folder, by its names, as if git tracked nothing. The folder is given with a slash
   * behind it, if it has a path.
   */
  patternTestIn(folder: string): (name: string, isFolder: boolean) => string | undefined {
    const place = byteString(this.#place.offset + folder);
    return (name, isFolder) => this.#ignoredBy(place, byteString(name), isFolder);
  }

  /** True when git tracks a file of this folder, or something in a folder of it. */
  tracks(file: FilePath, isFolder: boolean): boolean {
    const { offset, repository } = this.#place;
    return repository?.tracked.holds(byteString(offset + file).slice(repository.skip), isFolder) ?? false;
  }

  /** The folder has a slash behind it, if it has a path. */
  #ignoredBy(folder: string, name: string, isFolder: boolean): string | undefined {
    const { levels, inside } = this.#place;
    if (inside !== undefined) return inside;
    for (let index = levels.length - 1; index >= 0; index--) {
      const level = levels[index];
      const verdict = level?.file.verdict(folder.slice(level.skip), name, isFolder);
      if (verdict) return verdict === 'ignored' ? level?.path : undefined;
    }
    return undefined;
  }
}

/** The folder itself, or the nearest one above it, that is a repository. */
function repositoryAround(folder: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (gitDataOf(current)) return current;
    if (path.dirname(current) === current) return undefined;
  }
}

function readLevel(file: string, skip: number, ignoreCase: boolean): readonly Level[] {
  const text = bytesOf(file)?.toString('latin1');
  return text === undefined ? [] : [new Level(file, text, skip, ignoreCase)];
}
