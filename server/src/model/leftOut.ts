/** What of a folder is not read; a folder that is left out counts as one, whatever it holds. */
export interface LeftOut {
  /** What git ignores, by the file that says so, as a path from the project's folder. */
  readonly ignored: ReadonlyMap<string, number>;
  /** What the globs leave out: those built in, those of the project, those of the command line. */
  readonly excluded: number;
  /** Files of kinds that nothing is read from. */
  readonly otherKinds: number;
}
