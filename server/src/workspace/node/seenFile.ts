import { lstatSync } from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../../model/span.ts';
import { anchorsOf } from '../../read/markdown/anchors.ts';
import type { Change } from '../change.ts';
import { DiskReader, type ReadLimits } from './diskReader.ts';

const MARKDOWN = /\.(?:md|markdown)$/i;

/** Looks whether a file or folder is there, and by which names its headings can be reached. Never throws. */
export function seenFile(root: string, file: FilePath, limits: ReadLimits): Change {
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
