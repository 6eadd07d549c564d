import path from 'node:path';

/**
 * True for a path on a disk of another machine that does not hold the folder, too. What stands in a project may name any path; to open the
 * project must call no other machine.
 */
export function isOnOtherMachine(absolute: string, folder: string): boolean {
  const { root } = path.parse(absolute);
  return /^[\\/]{2}/.test(root) && root !== path.parse(path.resolve(folder)).root;
}
