import path from 'node:path';
import type { FilePath } from '../../model/span.ts';
import type { Change } from '../change.ts';
import { DiskReader, NO_FILE, type ReadLimits } from './diskReader.ts';
import { statsOf } from './unfollowed.ts';

/**
 * The state of one file on disk, as a change: its text, why it is skipped, or that it is gone. Never throws, and never
 * opens what is no file, such as a pipe or a device: a walk knows what it lists, but a path may have become anything.
 */
export function storedFile(root: string, file: FilePath, limits: ReadLimits): Change {
  if (isSpecial(path.join(root, file))) return { kind: 'skipped', path: file, reason: NO_FILE, unreadable: false };
  const state = new DiskReader(root, limits).read(file, 'anything');
  switch (state.kind) {
    case 'text':
      return { kind: 'stored', path: file, text: state.text };
    case 'skipped':
      return { kind: 'skipped', path: file, reason: state.reason, unreadable: state.unreadable };
    default:
      return { kind: 'removed', path: file };
  }
}

/** What has a path on disk, links not followed; undefined for nothing, or what may not be looked at. Never throws. */
export function standsAt(root: string, file: FilePath): 'folder' | 'link' | 'other' | undefined {
  const stats = statsOf(path.join(root, file));
  if (!stats) return undefined;
  return stats.isDirectory() ? 'folder' : stats.isSymbolicLink() ? 'link' : 'other';
}

function isSpecial(file: string): boolean {
  const stats = statsOf(file);
  return stats !== undefined && !stats.isFile() && !stats.isDirectory() && !stats.isSymbolicLink();
}
