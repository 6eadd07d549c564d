import type { FilePath } from '../../model/span.ts';
import { edited } from './sortedList.ts';

/** Paths that have come or gone. Each is in one of the lists, once. */
export interface PathChange {
  readonly come: readonly FilePath[];
  readonly gone: readonly FilePath[];
}

/** A change of a list as it is gathered. */
export class PathListEdit implements PathChange {
  readonly come: FilePath[] = [];
  readonly gone: FilePath[] = [];

  /** Notes whether a path was in the list, and whether it is to be in it. */
  turn(path: FilePath, before: boolean, after: boolean): void {
    if (before !== after) (after ? this.come : this.gone).push(path);
  }
}

/**
 * Paths of files in order of code units. A list never changes. There are many paths, and who asks for all of them is
 * seldom: they are put in order when somebody does.
 */
export class PathList {
  readonly size: number;
  #sorted: readonly FilePath[];
  /** What has happened to the sorted paths since, in order. */
  #changes: readonly PathChange[];

  private constructor(size: number, sorted: readonly FilePath[], changes: readonly PathChange[]) {
    this.size = size;
    this.#sorted = sorted;
    this.#changes = changes;
  }

  static empty(): PathList {
    return new PathList(0, [], []);
  }

  /** The list after a change: those that have gone were in it, those that have come were not. */
  after(change: PathChange): PathList {
    const { come, gone } = change;
    if (come.length + gone.length === 0) return this;
    return new PathList(this.size + come.length - gone.length, this.#sorted, [...this.#changes, change]);
  }

  /** All paths in their order; the same object each time. */
  get all(): readonly FilePath[] {
    if (this.#changes.length > 0) {
      const edit = new Map<FilePath, boolean>();
      for (const { come, gone } of this.#changes) {
        for (const path of gone) edit.set(path, false);
        for (const path of come) edit.set(path, true);
      }
      this.#sorted = edited(this.#sorted, edit);
      this.#changes = [];
    }
    return this.#sorted;
  }
}
