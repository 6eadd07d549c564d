import type { Section } from './layout.ts';
import type { Records } from './records.ts';

/** Views of records of a kind by their places, of which some may not have been asked for yet. */
export type Among<T> = readonly (T | undefined)[];

/** How a record of a kind is seen: by a view that holds the list that it stands in. */
type View<T> = new (records: Records, at: number, among: Among<T>) => T;

/** Lists of so many files are held for whoever asks next. */
const HELD = 128;

/** A kind of record of which views are given out. */
export class Viewed<T extends object> {
  readonly section: Section;
  readonly view: View<T>;
  /** Those whose lists are held: whoever asks for records of a file mostly asks for others of it soon. */
  readonly #holding: (Views<T> | undefined)[] = new Array<Views<T> | undefined>(HELD).fill(undefined);
  #next = 0;

  constructor(section: Section, view: View<T>) {
    this.section = section;
    this.view = view;
  }

  /** Has a list held, in place of the one that has been held for longest. */
  hold(views: Views<T>): void {
    this.#holding[this.#next]?.letGo();
    this.#holding[this.#next] = views;
    this.#next = (this.#next + 1) % HELD;
  }
}

/**
 * Views of the records of a kind in a file, each made when it is asked for. They live for as long as somebody holds one of them or
 * their list, and until then the same record has the same view: so nobody can tell that they are made anew later, when a list that
 * nobody held was let go of. A large project has a million records, most of which are looked at for a moment.
 */
export class Views<T extends object> {
  readonly #kind: Viewed<T>;
  readonly #records: Records;
  #held: (T | undefined)[] | undefined;
  #given: WeakRef<(T | undefined)[]> | undefined;
  /** True when every place of the list that is given out has its view. */
  #complete = false;

  constructor(kind: Viewed<T>, records: Records) {
    this.#kind = kind;
    this.#records = records;
  }

  /** Views of all records. */
  get list(): readonly T[] {
    const list = this.#held ?? this.#opened();
    if (!this.#complete) {
      for (let index = 0; index < list.length; index++) list[index] ??= this.#viewOf(index, list);
      this.#complete = true;
    }
    return list as readonly T[];
  }

  /** The view of one record; undefined where there is none. */
  at(index: number): T | undefined {
    const list = this.#held ?? this.#opened();
    const known = list[index];
    if (known || !(index >= 0 && index < list.length)) return known;
    const view = this.#viewOf(index, list);
    list[index] = view;
    return view;
  }

  /** Holds its list no longer: who holds a view of it does. */
  letGo(): void {
    this.#held = undefined;
  }

  #opened(): (T | undefined)[] {
    // Asking for what is held weakly takes much longer than what is held.
    let list = this.#given?.deref();
    if (!list) {
      list = new Array<T | undefined>(this.#records.countOf(this.#kind.section)).fill(undefined);
      this.#given = new WeakRef(list);
      this.#complete = false;
    }
    this.#held = list;
    this.#kind.hold(this);
    return list;
  }

  #viewOf(index: number, among: Among<T>): T {
    const { section, view: View } = this.#kind;
    return new View(this.#records, this.#records.place(section, index), among);
  }
}
