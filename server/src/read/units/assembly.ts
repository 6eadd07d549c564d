import { lineEndAfter } from '../comments/literals.ts';

const BEGIN = /#[ \t]*(?:pragma[ \t]+)?asm\b/y;
const END = /[\n\r][ \t]*#[ \t]*(?:pragma[ \t]+)?endasm\b/g;

/** The lines of assembly in a text of C: what stands between `#asm` and `#endasm`, or between the pragmas of these names. */
export class Assembly {
  readonly #text: string;
  /** True when no more of them ends. */
  #isOver = false;

  constructor(text: string) {
    this.#text = text;
  }

  /** Offset of the end of the last line of the assembly that the directive at `at` begins; undefined where it begins none that ends. */
  endOf(at: number): number | undefined {
    if (this.#isOver) return undefined;
    BEGIN.lastIndex = at;
    if (!BEGIN.test(this.#text)) return undefined;
    END.lastIndex = at;
    if (END.test(this.#text)) return lineEndAfter(this.#text, END.lastIndex);
    this.#isOver = true;
    return undefined;
  }
}
