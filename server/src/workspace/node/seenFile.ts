import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../../model/span.ts';
import { anchorsOf } from '../../read/markdown/anchors.ts';
import type { Change } from '../change.ts';
import { DiskReader, type ReadLimits } from './diskReader.ts';
import type { ListedPaths } from './listedPath.ts';

const MARKDOWN = /\.(?:md|markdown)$/i;

/**
 * Looks whether a file or folder is there, and by which names its headings can be reached. By another name than the disk lists it by it is not
 * there: on other machines nobody would find it, and findings are the same on all. Never throws.
 */
export function seenFile(root: string, file: FilePath, limits: ReadLimits, listed: ListedPaths): Change {
  // Of letters that can be put together in several ways some disks list one, whatever they were written by.
  if (listed.of(file).normalize() !== file.normalize()) return { kind: 'seen', path: file, seen: { there: false } };
  if (MARKDOWN.test(file)) {
    const state = new DiskReader(root, limits).read(file, 'anything');
    if (state.kind === 'text')
      return { kind: 'seen', path: file, seen: { there: true, anchors: anchorsOf(state.text) } };
  }
  return { kind: 'seen', path: file, seen: { there: isThere(path.join(root, file)) } };
}

function isThere(absolute: string): boolean {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
