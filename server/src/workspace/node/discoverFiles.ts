import { type Dirent, lstatSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isExcluded } from '../../config/fileRole.ts';
import type { ProjectConfig } from '../../config/project.ts';
import type { LeftOut } from '../../model/leftOut.ts';
import type { FilePath } from '../../model/span.ts';
import type { SkippedFile } from '../../trace/snapshot.ts';
import { breather } from './breather.ts';
import type { DiscoveredFile } from './discoveredFile.ts';
import { LINK, NO_FILE } from './diskReader.ts';
import { type FolderContent, FolderSorter, rulesHeldBy } from './folderContent.ts';
import type { FolderStamp } from './folderTimes.ts';
import { GitRules, IGNORE_FILE, type RulesHeld } from './gitRules.ts';
import type { KnownFolders } from './knownFolders.ts';
import { isLinkToFolder } from './linkToFolder.ts';
import { looksLocked } from './lockedFolder.ts';
import { standsAt } from './storedFile.ts';
import { type FolderTest, walkRoots } from './walkRoots.ts';

/** So many files and folders are walked over, in well under a millisecond, before anybody else is thought of. */
const ENTRIES_BETWEEN_LOOKS = 64;

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
 * throws; `cancelled` is asked again and again, and other work gets its turn now and then. `found` is told of each file as soon
 * as its folder has been looked through. Folders that are `known`, and the same, are not listed again.
 */
export async function discoverFiles(
  root: string,
  config: ProjectConfig,
  cancelled: () => boolean,
  found: (file: DiscoveredFile) => void = () => {},
  known?: KnownFolders,
): Promise<Discovered> {
  const walk = new Walk({ root: realFolder(root), config, visits: await walkRoots(config.files), found, known });
  const breathe = breather();
  let seen = 0;
  const isTimeToLook = (): boolean => ++seen % ENTRIES_BETWEEN_LOOKS === 0;
  for (let folder = walk.next(); folder && !cancelled(); folder = walk.next()) {
    for (const entry of folder.unsorted) {
      if (isTimeToLook()) {
        await breathe();
        if (cancelled()) return walk.met();
      }
      folder.sort(entry);
    }
    walk.enter(folder);
    for (const file of folder.content.files) {
      if (isTimeToLook()) {
        await breathe();
        if (cancelled()) return walk.met();
      }
      walk.find(file);
    }
  }
  return walk.met();
}

/** A folder that a walk has come to. */
interface WalkedFolder {
  readonly rules: GitRules;
  /** What was listed there, to be sorted one by one. Nothing of a folder that holds what it held in an earlier run. */
  readonly unsorted: readonly Dirent[];
  readonly sort: (entry: Dirent) => void;
  /** Whole when all has been sorted. */
  readonly content: FolderContent;
  /** Takes note of the content for the next run, and of what is no part of it. */
  readonly keep: () => void;
}

/** A folder that a walk is to come to. */
interface FolderAhead {
  readonly path: FilePath;
  /** The rules of the folder around it. */
  readonly outer: GitRules;
  /** The ignore file that leaves it out, where git tracks something in it. */
  readonly ignoredBy: string | undefined;
}

/** What a walk is given. */
interface WalkPlan {
  readonly root: string;
  readonly config: ProjectConfig;
  readonly visits: FolderTest;
  readonly found: (file: DiscoveredFile) => void;
  readonly known: KnownFolders | undefined;
}

/** A walk through a project, one file or folder at a time. */
class Walk {
  readonly #plan: WalkPlan;
  readonly #ahead: FolderAhead[];
  readonly #files: DiscoveredFile[] = [];
  readonly #skipped: SkippedFile[] = [];
  /** By the absolute path of the ignore file. */
  readonly #ignored = new Map<string, number>();
  #excluded = 0;
  #otherKinds = 0;

  constructor(plan: WalkPlan) {
    this.#plan = plan;
    this.#ahead = [{ path: '', outer: GitRules.atRoot(plan.root), ignoredBy: undefined }];
  }

  /** The next folder; undefined when there is none left. */
  next(): WalkedFolder | undefined {
    const ahead = this.#ahead.pop();
    if (!ahead) return undefined;
    // What is listed afterwards is what the folder holds at that time, or newer.
    const stamp = this.#plan.known?.stampOf(ahead.path);
    return (stamp && this.#again(ahead, stamp)) ?? this.#listed(ahead, stamp);
  }

  /** Takes up what a folder holds, but for its files. */
  enter({ rules, content, keep }: WalkedFolder): void {
    keep();
    for (const path of content.folders) this.#ahead.push({ path, outer: rules, ignoredBy: undefined });
    for (const { path, role, by } of content.ignored) {
      if (!rules.tracks(path, role === undefined)) this.#ignored.set(by, (this.#ignored.get(by) ?? 0) + 1);
      else if (role === undefined) this.#ahead.push({ path, outer: rules, ignoredBy: by });
      else this.find({ path, role });
    }
    this.#excluded += content.excluded;
    this.#otherKinds += content.otherKinds;
  }

  /** Takes up a file. */
  find(file: DiscoveredFile): void {
    if (isMisnamed(this.#plan.root, file.path)) {
      this.#skipped.push({ path: file.path, reason: MISNAMED });
      return;
    }
    this.#files.push(file);
    this.#plan.found(file);
  }

  met(): Discovered {
    const fromRoot = (file: string): string => path.relative(this.#plan.root, file).split(path.sep).join('/');
    const ignored = new Map([...this.#ignored].map(([by, count]) => [fromRoot(by), count]));
    const leftOut = { ignored, excluded: this.#excluded, otherKinds: this.#otherKinds };
    return { files: this.#files, skipped: this.#skipped, leftOut };
  }

  /** A folder that is the same as in an earlier run, and has the same rules. */
  #again(ahead: FolderAhead, stamp: FolderStamp): WalkedFolder | undefined {
    const { known } = this.#plan;
    const earlier = known?.earlier(ahead.path, stamp);
    if (!earlier) return undefined;
    const { content, patternsKey } = earlier;
    const rules = rulesOf(ahead, content.holds);
    if (rules.patternsKey !== patternsKey) return undefined;
    return { rules, unsorted: [], sort: () => {}, content, keep: () => known?.keepEarlier(earlier) };
  }

  #listed(ahead: FolderAhead, stamp: FolderStamp | undefined): WalkedFolder {
    const { root, config, visits, known } = this.#plan;
    const entries = entriesOf(root, ahead.path);
    if (typeof entries === 'string') this.#skipped.push({ path: ahead.path || '.', reason: entries });
    const unsorted = typeof entries === 'string' ? [] : entries;
    const holds = rulesHeldBy(unsorted);
    const rules = rulesOf(ahead, holds);
    const sorter = new FolderSorter({ path: ahead.path, holds, rules }, config, visits);
    const { content } = sorter;
    const keep = (): void => {
      const isAllSorted = this.#setAside(sorter);
      if (!known || !stamp || !isAllSorted || typeof entries === 'string' || looksLocked(entries)) return;
      known.keep({ path: ahead.path, stamp, patternsKey: rules.patternsKey, content });
    };
    return { rules, unsorted, sort: (entry) => sorter.add(entry), content, keep };
  }

  /** Names what is not looked into, since it is no file or folder. True when there is nothing of the kind. */
  #setAside(sorter: FolderSorter): boolean {
    const { special, links } = sorter;
    for (const path of special) this.#skipped.push({ path, reason: NO_FILE });
    for (const link of links) {
      if (standsAt(this.#plan.root, link) === 'folder') sorter.takeForFolder(link);
      else if (isLinkToFolder(this.#plan.root + path.sep + link)) this.#skipped.push({ path: link, reason: LINK });
      else this.#otherKinds++;
    }
    return special.length + links.length === 0;
  }
}

/** The rules in a folder that has been looked into. */
function rulesOf({ path: folder, outer, ignoredBy }: FolderAhead, holds: RulesHeld): GitRules {
  return folder === '' ? outer : outer.entered(folder, holds, ignoredBy);
}

/** True for a file whose lines say what is left out. */
export function isIgnoreFile(file: FilePath): boolean {
  return file === IGNORE_FILE || file.endsWith(`/${IGNORE_FILE}`);
}

/**
 * A test for the files and folders that the project's globs or git leave out, whether or not they exist, and for those that are
 * reached by a link to a folder. It never throws, and may be asked about many paths as long as no ignore file changes.
 */
export function leftOutTest(root: string, config: ProjectConfig): (file: FilePath) => boolean {
  const place = realFolder(root);
  const rules = new Map<FilePath, GitRules | undefined>();
  /** The rules in a folder; undefined when it is left out itself. */
  const rulesIn = (folder: FilePath): GitRules | undefined => {
    if (rules.has(folder)) return rules.get(folder);
    const outer = folder === '' ? undefined : rulesIn(folderOf(folder));
    const found =
      folder === ''
        ? GitRules.atRoot(place)
        : outer?.leavesOut(folder, true) || standsAt(root, folder) === 'link'
          ? undefined
          : outer?.looking(folder);
    rules.set(folder, found);
    return found;
  };
  return (file) => isExcluded(file, config.files) || rulesIn(folderOf(file))?.leavesOut(file, false) !== false;
}

function folderOf(file: FilePath): FilePath {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** The folder that a path of a project leads to: git, too, goes by where that is. */
function realFolder(root: string): string {
  try {
    return realpathSync(root);
  } catch {
    return root;
  }
}

/** What stands in a folder, or why that cannot be told, for a person. A folder that is gone holds nothing. */
function entriesOf(root: string, folder: FilePath): readonly Dirent[] | string {
  try {
    return readdirSync(folder === '' ? root : root + path.sep + folder, { withFileTypes: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (isMisnamed(root, folder)) return MISNAMED;
    return code === 'ENOENT' ? [] : `folder cannot be read (${code})`;
  }
}

/** Said of files and folders whose names are bytes that no text stands for, so that nobody can ask for them. */
const MISNAMED = 'its name is not UTF-8';

/** True for what was listed by a name that leads nowhere. Never throws. */
function isMisnamed(root: string, listed: FilePath): boolean {
  try {
    return listed.includes('\ufffd') && !lstatSync(root + path.sep + listed, { throwIfNoEntry: false });
  } catch {
    return false;
  }
}
