import { readlinkSync, statSync } from 'node:fs';
import path from 'node:path';
import { isOnOtherMachine } from './otherMachine.ts';

/** True for a symbolic link that leads to a folder, or to another machine, which is not asked. Never throws. */
export function isLinkToFolder(link: string): boolean {
  try {
    const around = path.dirname(link);
    if (isOnOtherMachine(path.resolve(around, readlinkSync(link)), around)) return true;
    return statSync(link, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}
