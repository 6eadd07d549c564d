import { PatchedMap } from '../../model/patchedMap.ts';

/** Who names an ID, for links that are kept with who names it. Immutable. */
export class LinkIndex {
  static readonly EMPTY = new LinkIndex(PatchedMap.of(new Map()));

  readonly #from: PatchedMap<string, readonly string[]>;

  private constructor(from: PatchedMap<string, readonly string[]>) {
    this.#from = from;
  }

  /** Who names an ID, each once, in no particular order. */
  of(target: string): readonly string[] {
    return this.#from.get(target) ?? NONE;
  }

  /** The index after some have come to name others, and the IDs that are named by others now. */
  with(changes: Iterable<RelinkedRecord>): { readonly index: LinkIndex; readonly touched: ReadonlySet<string> } {
    const lists = new Map<string, Set<string>>();
    const listOf = (target: string): Set<string> => {
      const list = lists.get(target) ?? new Set(this.of(target));
      lists.set(target, list);
      return list;
    };
    for (const { id, before, after } of changes) {
      const [known, present] = [new Set(before), new Set(after)];
      for (const target of known) if (!present.has(target)) listOf(target).delete(id);
      for (const target of present) if (!known.has(target)) listOf(target).add(id);
    }
    if (lists.size === 0) return { index: this, touched: NOBODY };
    const patch = new Map([...lists].map(([target, list]) => [target, list.size > 0 ? [...list] : undefined] as const));
    return { index: new LinkIndex(this.#from.with(patch)), touched: new Set(lists.keys()) };
  }
}

/** One whose links are others by now. */
export interface RelinkedRecord {
  readonly id: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const NONE: readonly string[] = [];
const NOBODY: ReadonlySet<string> = new Set();
