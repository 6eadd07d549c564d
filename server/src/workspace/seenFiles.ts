import type { FilePath } from '../model/span.ts';
import type { SeenFile } from '../trace/snapshot.ts';

/** What was found where `evidence.yaml` points to. */
export class SeenFiles {
  readonly #seen = new Map<FilePath, SeenFile>();
  #current: ReadonlyMap<FilePath, SeenFile> | undefined;

  /** What was found so far. The same object until something else is. */
  get current(): ReadonlyMap<FilePath, SeenFile> {
    this.#current ??= new Map(this.#seen);
    return this.#current;
  }

  /** True for a file that somebody has looked for. */
  has(path: FilePath): boolean {
    return this.#seen.has(path);
  }

  /** Takes in what was found. True when that is something else than before. */
  see(path: FilePath, seen: SeenFile): boolean {
    const before = this.#seen.get(path);
    if (before && isSame(before, seen)) return false;
    this.#seen.set(path, seen);
    this.#current = undefined;
    return true;
  }

  /** Forgets all files but some. */
  keepOnly(paths: Iterable<FilePath>): void {
    const kept = new Set(paths);
    for (const path of this.#seen.keys()) if (!kept.has(path)) this.#seen.delete(path);
    this.#current = undefined;
  }
}

function isSame(a: SeenFile, b: SeenFile): boolean {
  const same = a.anchors?.size === b.anchors?.size && [...(a.anchors ?? [])].every((anchor) => b.anchors?.has(anchor));
  return a.there === b.there && same;
}
