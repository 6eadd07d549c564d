import type { LeftOut } from '../model/leftOut.ts';

/** Why a folder gave nothing to read, as a sentence: a check that has read nothing must not look like one that found nothing. */
export function nothingReadText({ ignored, excluded, otherKinds }: LeftOut): string {
  const reasons = [
    ...[...ignored].map(([file, count]) => `${filesAndFolders(count)} left out by ${file}`),
    ...(excluded === 0 ? [] : [`${filesAndFolders(excluded)} left out by the globs in force`]),
    ...(otherKinds === 0 ? [] : [`${otherKinds} file${otherKinds === 1 ? '' : 's'} of kinds that are not read`]),
  ];
  return `No specification and no code was read: ${reasons.length === 0 ? 'there is none in the folder' : reasons.join(', ')}.`;
}

function filesAndFolders(count: number): string {
  return count === 1 ? '1 file or folder' : `${count} files and folders`;
}
