import type { LeftOut, NothingRead } from '../model/leftOut.ts';

/** A group of files and folders that are left out together. */
export interface LeftOutGroup {
  /** `25 files and folders` */
  readonly what: string;
  /** `left out by .gitignore` */
  readonly why: string;
  /** The file that says so, as a path from the project's folder, where there is one. */
  readonly by?: string;
}

/** What is left out, most telling first. `globsIn` is the file of the project's own globs, where it has one. */
export function leftOutGroups({ ignored, excluded, otherKinds }: LeftOut, globsIn?: string): readonly LeftOutGroup[] {
  return [
    ...[...ignored].map(([by, count]) => ({ what: filesAndFolders(count), why: `left out by ${by}`, by })),
    ...(excluded === 0
      ? []
      : [{ what: filesAndFolders(excluded), why: 'left out by the globs in force', ...(globsIn && { by: globsIn }) }]),
    ...(otherKinds === 0 ? [] : [{ what: files(otherKinds), why: 'of kinds that are not read' }]),
  ];
}

/** Why a folder gave nothing to read, as a sentence: a check that has read nothing must not look like one that found nothing. */
export function nothingReadText(nothingRead: NothingRead): string {
  const reasons = [
    ...leftOutGroups(nothingRead).map(({ what, why }) => `${what} ${why}`),
    ...(nothingRead.unread === 0 ? [] : [`${files(nothingRead.unread)} too large or not readable`]),
  ];
  return `No specification and no code was read: ${reasons.length === 0 ? 'there is none in the folder' : reasons.join(', ')}.`;
}

function filesAndFolders(count: number): string {
  return count === 1 ? '1 file or folder' : `${count} files and folders`;
}

function files(count: number): string {
  return count === 1 ? '1 file' : `${count} files`;
}
