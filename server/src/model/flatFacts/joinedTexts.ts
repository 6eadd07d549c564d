/** Texts that are joined at a time. */
const BLOCK = 4096;

/** Some texts in one piece, with the length of each. */
interface Block {
  readonly text: string;
  readonly lengths: Int32Array;
}

/** Texts one behind the other, of which there may be a million: of those that have come earlier only the characters are held. */
export class JoinedTexts {
  readonly #blocks: Block[] = [];
  #last: string[] = [];

  /** How many there are. */
  get count(): number {
    return BLOCK * this.#blocks.length + this.#last.length;
  }

  /** Adds a text, and gives its number. */
  add(text: string): number {
    const number = this.count;
    this.#last.push(text);
    if (this.#last.length === BLOCK) this.#endBlock();
    return number;
  }

  /** All of them without anything in between. */
  joined(): string {
    return [...this.#blocks.map(({ text }) => text), ...this.#last].join('');
  }

  /** Tells the length of each. */
  eachLength(tell: (length: number) => void): void {
    for (const { lengths } of this.#blocks) lengths.forEach(tell);
    for (const { length } of this.#last) tell(length);
  }

  #endBlock(): void {
    const texts = this.#last;
    this.#blocks.push({ text: texts.join(''), lengths: Int32Array.from(texts, ({ length }) => length) });
    this.#last = [];
  }
}
