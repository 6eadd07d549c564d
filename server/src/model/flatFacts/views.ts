import type { Section } from './layout.ts';
import type { Records } from './records.ts';

/** How a record of a kind is seen: by a view that holds the list that it stands in. */
type View<T> = new (records: Records, at: number, among: readonly T[]) => T;

/** A kind of record of which views are given out. */
export class Viewed<T extends object> {
  readonly section: Section;
  readonly view: View<T>;
  /** Whoever asks for the records of a file mostly asks for those of the same file again. */
  #last: { readonly of: Views<T>; readonly list: readonly T[] } | undefined;

  constructor(section: Section, view: View<T>) {
    this.section = section;
    this.view = view;
  }

  /** The list that was given out last, if it was that one's. */
  lastOf(views: Views<T>): readonly T[] | undefined {
    return this.#last?.of === views ? this.#last.list : undefined;
  }

  given(of: Views<T>, list: readonly T[]): void {
    this.#last = { of, list };
  }
}

/**
 * Views of all records of a kind in a file. They live for as long as somebody holds one of them or their list, and until then
 * the same record has the same view: so nobody can tell that they are made anew later, when a list that nobody held
 * was let go of. A large project has a million records, most of which are looked at for a moment.
 */
export class Views<T extends object> {
  readonly #kind: Viewed<T>;
  readonly #records: Records;
  #given: WeakRef<readonly T[]> | undefined;

  constructor(kind: Viewed<T>, records: Records) {
    this.#kind = kind;
    this.#records = records;
  }

  get list(): readonly T[] {
    const last = this.#kind.lastOf(this);
    if (last) return last;
    const list = this.#given?.deref() ?? this.#made();
    this.#kind.given(this, list);
    return list;
  }

  #made(): readonly T[] {
    const { section, view: View } = this.#kind;
    const list = new Array<T>(this.#records.countOf(section));
    for (let index = 0; index < list.length; index++) {
      list[index] = new View(this.#records, this.#records.place(section, index), list);
    }
    this.#given = new WeakRef(list);
    return list;
  }
}
