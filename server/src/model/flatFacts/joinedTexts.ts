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
  #count = 0;

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** Adds a text, and gives its number. */
  add(text: string): number {
    if (this.#last.push(text) === BLOCK) this.#endBlock();
    return this.#count++;
  }

  /** All of them without anything in between. */
  joined(): string {
    const last = this.#last.join('');
    return this.#blocks.length === 0 ? last : this.#blocks.map(({ text }) => text).join('') + last;
  }

  /** The length of each. */
  lengths(): Int32Array {
    const lengths = new Int32Array(this.#count);
    let at = 0;
    for (const block of this.#blocks) {
      lengths.set(block.lengths, at);
      at += block.lengths.length;
    }
    for (const { length } of this.#last) lengths[at++] = length;
    return lengths;
  }

  #endBlock(): void {
    const texts = this.#last;
    this.#blocks.push({ text: texts.join(''), lengths: Int32Array.from(texts, ({ length }) => length) });
    this.#last = [];
  }
}
