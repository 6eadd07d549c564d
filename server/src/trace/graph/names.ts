/** Numbers for names, dense from 0, in order of first use. A name keeps its number for as long as the table lives. */
export class Names {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  /** The number of a name; a new one gets the next. */
  numberOf(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const number = this.#names.length;
    this.#numbers.set(name, number);
    this.#names.push(name);
    return number;
  }

  /** The name that has a number. */
  nameOf(number: number): string | undefined {
    return this.#names[number];
  }
}
