import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../../model/span.ts';
import type { Change } from '../change.ts';
import { DiskReader, type ReadLimits } from './diskReader.ts';

/** The state of one file on disk, as a change: its text, why it is skipped, or that it is gone. Never throws. */
export function storedFile(root: string, file: FilePath, limits: ReadLimits): Change {
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

/** True when a folder has this path, links not followed. Never throws. */
export function isFolder(root: string, file: FilePath): boolean {
  try {
    return lstatSync(path.join(root, file), { throwIfNoEntry: false })?.isDirectory() === true;
  } catch {
    return false;
  }
}
