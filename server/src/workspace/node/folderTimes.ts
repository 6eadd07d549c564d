import { lstatSync, type Stats, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../../model/span.ts';

/** What the disk says of a folder that changes whenever something is added to it, removed from it or replaced in it. */
export interface FolderStamp {
  readonly device: number;
  readonly inode: number;
  /** Times as in the stamp of a file. */
  readonly modified: number;
  readonly changed: number;
}

/** True when nothing tells that the folder holds anything else by now. */
export function sameFolder(a: FolderStamp, b: FolderStamp): boolean {
  return a.device === b.device && a.inode === b.inode && a.modified === b.modified && a.changed === b.changed;
}

/**
 * File systems whose folders change their times with what they hold, as `statfs` of Linux numbers them. They are of this
 * machine: a server's, or the host's of a virtual machine, may keep no times for folders, keep them by another clock, or
 * answer from what it knew some time ago (NFS, SMB, 9p, virtiofs and other FUSE, so bind mounts of Docker Desktop and Windows'
 * disks in WSL). FAT and exFAT count in steps of two seconds and have no inodes. An overlay tells the times of one of
 * its layers alone.
 */
const FILE_SYSTEMS_WITH_FOLDER_TIMES: ReadonlySet<number> = new Set([
  0xef53, // ext2, ext3, ext4
  0x58465342, // XFS
  0x9123683e, // Btrfs
  0xf2f52010, // F2FS
  0x2fc12fc1, // ZFS
  0x01021994, // tmpfs
]);

/** Tells whether a folder is on a file system whose folders change their times with what they hold. May throw. */
export type FolderTimesTest = (absolute: string) => boolean;

/**
 * The test for this machine. Other systems than Linux do not tell a program what kind of file system it is on, so no times
 * are trusted there.
 */
export function keepsFolderTimes(absolute: string): boolean {
  return process.platform === 'linux' && FILE_SYSTEMS_WITH_FOLDER_TIMES.has(statfsSync(absolute).type);
}

/** Looks at the folders of a project, where their times tell something. */
export class FolderTimes {
  readonly #root: string;
  readonly #keepsTimes: FolderTimesTest;
  /** By device, since others may be mounted below. */
  readonly #trusted = new Map<number, boolean>();
  /** False where the project's own folder tells nothing: looking at each below would cost more than it could spare. */
  readonly #isWorthLooking: boolean;

  constructor(root: string, keepsTimes: FolderTimesTest = keepsFolderTimes) {
    this.#root = root;
    this.#keepsTimes = keepsTimes;
    this.#isWorthLooking = this.#look('') !== undefined;
  }

  /** The stamp of a folder; undefined where it would tell nothing. Never throws. */
  stampOf(folder: FilePath): FolderStamp | undefined {
    return this.#isWorthLooking ? this.#look(folder) : undefined;
  }

  #look(folder: FilePath): FolderStamp | undefined {
    try {
      // A link may lead to the project's own folder.
      const absolute = folder === '' ? this.#root : this.#root + path.sep + folder;
      const stats = folder === '' ? statSync(absolute) : lstatSync(absolute);
      return this.#isTrusted(stats.dev, absolute) ? stampOf(stats) : undefined;
    } catch {
      return undefined;
    }
  }

  #isTrusted(device: number, absolute: string): boolean {
    const known = this.#trusted.get(device);
    if (known !== undefined) return known;
    const isTrusted = this.#keepsTimes(absolute);
    this.#trusted.set(device, isTrusted);
    return isTrusted;
  }
}

function stampOf({ dev, ino, mtimeMs, ctimeMs }: Stats): FolderStamp {
  return { device: dev, inode: ino, modified: mtimeMs, changed: ctimeMs };
}
