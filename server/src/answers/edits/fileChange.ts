import type { FileFacts, ItemFact } from '../../model/facts.ts';
import type { FilePath } from '../../model/span.ts';
import { readFile } from '../../read/readFile.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import { changed, type TextChange } from './textChange.ts';

/** A piece of one file that is to be replaced. */
export interface FileChange extends TextChange {
  readonly file: FilePath;
  /** ID of the approved record that the piece stands in: somebody has to agree before it is changed. */
  readonly approved?: string | undefined;
}

/** The newest text of a file as the snapshot knows it, or undefined when it cannot be had. */
export type Texts = (file: FilePath) => string | undefined;

/** What a file would say after changes; undefined when the project does not read it. */
export function factsAfter(
  { config, files }: Pick<Snapshot, 'config' | 'files'>,
  file: FilePath,
  text: string,
): FileFacts | undefined {
  const facts = files.get(file);
  return facts && readFile({ path: file, text, role: facts.role }, config.reading);
}

/**
 * The change, if the file says what it should after it and defines the same items otherwise. Nothing is offered that
 * would not be read as it was meant.
 */
export function verified(
  snapshot: Pick<Snapshot, 'config' | 'files'>,
  text: string,
  change: FileChange | undefined,
  holds: (facts: FileFacts) => boolean,
): FileChange | undefined {
  if (!change) return undefined;
  const before = snapshot.files.get(change.file);
  const after = factsAfter(snapshot, change.file, changed(text, [change]));
  if (!before || !after || after.problems.length > before.problems.length) return undefined;
  return holds(after) ? change : undefined;
}

/** The definition of an item among facts that were read anew: the n-th of its key, as it was the n-th before. */
export function sameItem(before: FileFacts, item: ItemFact, after: FileFacts): ItemFact | undefined {
  const nth = before.items.filter(({ key, span }) => key === item.key && span.start < item.span.start).length;
  return after.items.filter(({ key }) => key === item.key)[nth];
}
