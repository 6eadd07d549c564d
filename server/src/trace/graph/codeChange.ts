import type { ItemKey } from '../../model/itemId.ts';
import { codeDiff } from './codeDiff.ts';
import type { FileNode } from './fileNode.ts';

/** What can read differently after an edit of the code of a file. */
export interface CodeChange {
  /** True when the units, or the records that their tags name, are others. */
  readonly units: boolean;
  /** True when the tags that speak for the file as a whole are others. */
  readonly fileTags: boolean;
  /** Keys of the tags that may mean something else by now; undefined stands for all. */
  readonly keys: ReadonlySet<ItemKey> | undefined;
}

/** Compares the code of a file before and after an edit. */
export function codeChange(before: FileNode | undefined, after: FileNode | undefined): CodeChange {
  if (!before || !after) return { units: true, fileTags: true, keys: undefined };
  const { units, tags } = codeDiff(before.facts, after.facts);
  const others = [
    ...before.facts.tags.slice(tags.prefix, tags.goneEnd),
    ...after.facts.tags.slice(tags.prefix, tags.freshEnd),
  ];
  const records = others.some(({ keyword }) => keyword === 'unit');
  const all = before.facts.role !== after.facts.role || !units.same || records;
  return {
    units: all,
    fileTags: others.some(({ unit, local }) => unit < 0 && !local),
    keys: all ? undefined : new Set(others.map(({ targetKey }) => targetKey)),
  };
}
