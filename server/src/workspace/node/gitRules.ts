import { lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../../model/span.ts';
import { byteString, type IgnoreFile, readIgnoreFile } from '../ignore/ignoreFile.ts';

/** The name of the files whose lines say what is left out below their folder. */
export const IGNORE_FILE = '.gitignore';

/** The name of the folder, or in a submodule the file, that makes a folder a repository. */
export const GIT = '.git';

/** One ignore file, and how many characters of a path lead to its folder. */
interface Level {
  readonly file: IgnoreFile;
  readonly skip: number;
}

/**
 * What git leaves out in one folder, by the ignore files that count there. As in git, a deeper file wins over one above
 * it, all of them win over `.git/info/exclude`, and the rules of a repository end where a repository inside of it
 * begins. A user's own `core.excludesFile` does not count: the same files have to be read on every machine.
 */
export class GitRules {
  /** Folder of the outermost repository that the project is part of, or the project's own. */
  readonly #top: string;
  /** Leads from there to the project, with a slash behind it; empty when they are the same. */
  readonly #offset: string;
  /** Weakest first. */
  readonly #levels: readonly Level[];

  private constructor(top: string, offset: string, levels: readonly Level[]) {
    this.#top = top;
    this.#offset = offset;
    this.#levels = levels;
  }

  /**
   * The rules in the root folder of a project. When the project is a folder of a larger repository, the ignore files
   * above it count as well, unless they leave out the project as a whole: it was opened all the same.
   */
  static atRoot(root: string): GitRules {
    const top = repositoryAround(root);
    const trail = top === undefined || top === root ? [] : path.relative(top, root).split(path.sep);
    let rules = new GitRules(top ?? root, '', []).looking('');
    for (const depth of trail.keys()) {
      const folder = trail.slice(0, depth + 1).join('/');
      if (rules.leavesOut(folder, true)) return new GitRules(root, '', []).looking('');
      rules = rules.looking(folder);
    }
    return new GitRules(rules.#top, trail.map((name) => `${name}/`).join(''), rules.#levels);
  }

  /** The rules in a folder below, given what it was found to hold. */
  entered(folder: FilePath, holds: { readonly ignoreFile: boolean; readonly git: boolean }): GitRules {
    const place = this.#offset + folder;
    const absolute = path.join(this.#top, place);
    const isRepository = holds.git && isRepositoryAt(absolute);
    if (!isRepository && !holds.ignoreFile) return this;
    const skip = place === '' ? 0 : byteString(place).length + 1;
    const levels = isRepository ? readLevel(excludeFile(absolute, this.#top), skip) : this.#levels;
    const own = holds.ignoreFile ? readLevel(path.join(absolute, IGNORE_FILE), skip) : [];
    return new GitRules(this.#top, this.#offset, [...levels, ...own]);
  }

  /** The rules in a folder below of which nothing is known; it need not exist. */
  looking(folder: FilePath): GitRules {
    return this.entered(folder, { ignoreFile: true, git: true });
  }

  /** True when git would leave out a file or folder of this folder. */
  leavesOut(file: FilePath, isFolder: boolean): boolean {
    if (this.#levels.length === 0) return false;
    const bytes = byteString(this.#offset + file);
    const name = bytes.slice(bytes.lastIndexOf('/') + 1);
    for (let index = this.#levels.length - 1; index >= 0; index--) {
      const level = this.#levels[index];
      const verdict = level?.file.verdict(bytes.slice(level.skip), name, isFolder);
      if (verdict) return verdict === 'ignored';
    }
    return false;
  }
}

/** The folder itself, or the nearest one above it, that is a repository. */
function repositoryAround(folder: string): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    if (isRepositoryAt(current)) return current;
    if (path.dirname(current) === current) return undefined;
  }
}

function isRepositoryAt(folder: string): boolean {
  const git = lstatSync(path.join(folder, GIT), { throwIfNoEntry: false });
  return git?.isFile() === true || (git?.isDirectory() === true && isFile(path.join(folder, GIT, 'HEAD')));
}

/**
 * The file that holds what is left out of a repository beside its `.gitignore` files. That of a submodule lies in the
 * repository around it; that of a work tree lies elsewhere, and does not count.
 */
function excludeFile(folder: string, top: string): string {
  const git = path.join(folder, GIT);
  const [, target] = /^gitdir: (.+?)\r?\n?$/.exec(readText(git) ?? '') ?? [];
  const data = target === undefined ? git : path.resolve(folder, target);
  return data.startsWith(`${top}${path.sep}`) ? path.join(data, 'info', 'exclude') : '';
}

function readLevel(file: string, skip: number): readonly Level[] {
  const text = readText(file);
  return text === undefined ? [] : [{ file: readIgnoreFile(text), skip }];
}

/** Symbolic links do not count, as in git. */
function readText(file: string): string | undefined {
  try {
    return isFile(file) ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function isFile(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}
