import type { FilePath } from '../../model/span.ts';

/** No ID starts with it. */
const FILE = '\0file ';

/**
 * Numbers for names, dense from 0, in order of first use. A name keeps its number for as long as the table lives. Files
 * have numbers of their own among them, whatever their paths look like.
 */
export class Names {
  readonly #numbers = new Map<string, number>();
  /** Asked very often, so that no name is put together for it. */
  readonly #files = new Map<FilePath, number>();
  readonly #names: string[] = [];
  /** Who asks for a name mostly asks for the same one again. */
  #lastName: string | undefined;
  #lastNumber = 0;

  /** The number of a name; a new one gets the next. */
  numberOf(name: string): number {
    if (this.#lastName !== name) {
      this.#lastNumber = this.#numbers.get(name) ?? this.#add(name);
      this.#lastName = name;
    }
    return this.#lastNumber;
  }

  #add(name: string): number {
    const number = this.#names.length;
    this.#numbers.set(name, number);
    this.#names.push(name);
    return number;
  }

  /** The number of a file. */
  numberOfFile(path: FilePath): number {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const number = this.#names.length;
    this.#files.set(path, number);
    this.#names.push(FILE + path);
    return number;
  }

  /** The file that has a number; undefined when it is no file's. */
  fileOf(number: number): FilePath | undefined {
    const name = this.#names[number];
    return name?.startsWith(FILE) ? name.slice(FILE.length) : undefined;
  }

  /** The name that has a number. */
  nameOf(number: number): string | undefined {
    return this.#names[number];
  }
}
