import { compareText } from '../model/compare.ts';
import type { FileFacts } from '../model/facts.ts';
import { type LineColumn, lineColumnAt } from '../model/lineIndex.ts';
import type { FilePath } from '../model/span.ts';
import type { Item } from './item.ts';
import type { Lookup } from './lookup.ts';

/** Files by path. */
interface Files {
  readonly files: Lookup<FilePath, Pick<FileFacts, 'lineStarts'>>;
}

/** The zero-based line and column of an offset in a file; a file that is not known counts as one line. */
export function lineColumnIn({ files }: Files, file: FilePath, offset: number): LineColumn {
  return lineColumnAt(files.get(file)?.lineStarts ?? [0], offset);
}

/** A place as people write it: `spec/srs.md:12`, lines counted from 1. */
export function placeText(snapshot: Files, file: FilePath, offset: number): string {
  return `${file}:${lineColumnIn(snapshot, file, offset).line + 1}`;
}

/** The order of items by where they are defined. */
export function compareByPlace(a: Item, b: Item): number {
  return compareText(a.file, b.file) || a.fact.span.start - b.fact.span.start;
}
