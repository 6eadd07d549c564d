import type { Finding } from '../../model/finding.ts';
import type { Snapshot } from '../../trace/snapshot.ts';
import type { FileChange, Texts } from '../edits/fileChange.ts';
import { oneLine } from '../edits/lines.ts';

/** A way to settle a finding by changing text. */
export interface Fix {
  /** Tells the fixes of one finding apart; the same for as long as the finding stands. */
  readonly id: string;
  /** For a person, as plain text. */
  readonly title: string;
  /** True for the one that an editor may apply without a choice. */
  readonly preferred?: boolean;
  /** What only a person can say, and has to be asked for before {@link Fix.changes}. Without it the place is left empty. */
  readonly asks?: string;
  /** What is to be changed, worked out from the texts as they are; undefined when it cannot be done safely. */
  readonly changes: (texts: Texts, answer: string) => readonly FileChange[] | undefined;
}

/** What a fix is made from. */
export interface FixContext {
  readonly snapshot: Snapshot;
  readonly finding: Finding;
}

/** The longest text of a workspace that is shown in a title. */
const MAX_SHOWN = 60;

/** A text of the workspace as a part of a title: one line, no control characters, of reasonable length. */
export function shown(text: string): string {
  const line = oneLine(text);
  return line.length > MAX_SHOWN ? `${[...line].slice(0, MAX_SHOWN - 1).join('')}…` : line;
}

/** One change as the whole of a fix. */
export function only(change: FileChange | undefined): readonly FileChange[] | undefined {
  return change && [change];
}
