/** What of a folder is not read; a folder that is left out counts as one, whatever it holds. */
export interface LeftOut {
  /** What git ignores, by the file that says so, as a path from the project's folder. */
  readonly ignored: ReadonlyMap<string, number>;
  /** What the globs leave out: those built in, those of the project, those of the command line. */
  readonly excluded: number;
  /** Files of kinds that nothing is read from. */
  readonly otherKinds: number;
}

/** What there is in a folder of which neither a specification nor code was read. */
export interface NothingRead extends LeftOut {
  /** Files that would be read, and are too large or cannot be. */
  readonly unread: number;
}

/** False for an empty folder. */
export function holdsAnything({ ignored, excluded, otherKinds, unread }: NothingRead): boolean {
  return ignored.size + excluded + otherKinds + unread > 0;
}
