import type { FilePath } from '../model/span.ts';

/** Remembers which files say something else since somebody last asked. */
export class ChangedFiles {
  #paths = new Set<FilePath>();

  add(path: FilePath): void {
    this.#paths.add(path);
  }

  /** The files that have changed since the last call. */
  take(): ReadonlySet<FilePath> {
    const paths = this.#paths;
    if (paths.size > 0) this.#paths = new Set();
    return paths;
  }
}
