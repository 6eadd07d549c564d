import { readlinkSync } from 'node:fs';
import path from 'node:path';
import { isOnOtherMachine } from './otherMachine.ts';
import { bytesOf, statsOf } from './unfollowed.ts';

/** The name of the folder that makes a folder a repository; in submodules and linked work trees a file that leads to it. */
export const GIT = '.git';

/** Where git keeps what it knows of a work tree. */
export interface GitData {
  /** What is of this work tree alone, such as the index. */
  readonly own: string;
  /** What all work trees of the repository share, such as `info/exclude`. */
  readonly shared: string;
}

/** Where git keeps what it knows of the work tree that begins in this folder; undefined where none begins. Never throws. */
export function gitDataOf(folder: string): GitData | undefined {
  const git = path.join(folder, GIT);
  const stats = statsOf(git);
  if (stats?.isDirectory()) return isRepository(git) ? dataIn(git, folder) : undefined;
  const target = stats?.isSymbolicLink()
    ? targetOf(git)
    : /^gitdir: (.+?)[\r\n]*$/.exec(bytesOf(git)?.toString() ?? '')?.[1];
  if (target === undefined) return undefined;
  const own = reachable(target, folder);
  // The folder is a repository all the same, of which nothing is known.
  if (own === undefined) return { own: git, shared: git };
  return stats?.isSymbolicLink() && !isRepository(own) ? undefined : dataIn(own, folder);
}

function dataIn(own: string, folder: string): GitData {
  const [, common] = /^(.+?)[\r\n]*$/.exec(bytesOf(path.join(own, 'commondir'))?.toString() ?? '') ?? [];
  const shared = common === undefined ? own : reachable(path.resolve(own, common), folder);
  return { own, shared: shared ?? own };
}

/** The path that a text of the folder leads to, unless that is on another machine. */
function reachable(target: string, folder: string): string | undefined {
  const absolute = path.resolve(folder, target);
  return isOnOtherMachine(absolute, folder) ? undefined : absolute;
}

function isRepository(git: string): boolean {
  return statsOf(path.join(git, 'HEAD')) !== undefined;
}

function targetOf(link: string): string | undefined {
  try {
    return readlinkSync(link);
  } catch {
    return undefined;
  }
}
