/** A list of 32-bit integers that grows, four bytes for each. */
export class Numbers {
  #values = new Int32Array(16);
  #length = 0;
  readonly #missing: number;

  /** What was never set reads as `missing`. */
  constructor(missing: number) {
    this.#missing = missing;
    this.#values.fill(missing);
  }

  /** Behind the highest index that was set. */
  get length(): number {
    return this.#length;
  }

  get(index: number): number {
    return this.#values[index] ?? this.#missing;
  }

  set(index: number, value: number): void {
    if (index >= this.#values.length) this.#grow(index);
    this.#values[index] = value;
    if (index >= this.#length) this.#length = index + 1;
  }

  /** A view, which is void after the next {@link set}. */
  slice(start: number, end: number): Int32Array {
    return this.#values.subarray(start, end);
  }

  #grow(index: number): void {
    const old = this.#values;
    this.#values = new Int32Array(Math.max(index + 1, Math.ceil(1.5 * old.length)));
    this.#values.set(old);
    this.#values.fill(this.#missing, old.length);
  }
}
