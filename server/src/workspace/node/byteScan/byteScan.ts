import { LineLengths } from '../../../model/flatFacts/lineLengths.ts';
import type { CodeMarks } from '../../../read/units/codeMarks.ts';
import { nextCandidate } from './candidates.ts';
import { BLOCK, moduleOf } from './instructions.ts';
import { lineLengths } from './lines.ts';
import { markStructure } from './marks.ts';

/**
 * Looks at the bytes of a file many at a time. The scans run in WebAssembly, on a memory of its own that files are read
 * into: the common file without a tag never becomes an object of JavaScript.
 */
export interface ByteScan {
  /** Room for at least `size` bytes, with what the scans need behind them. */
  readonly room: (size: number) => Buffer;
  /**
   * Where the next place stands at which a tag could begin, in the first `length` bytes of the room, at or behind `from`;
   * -1 when there is none. It finds a few too many and none too few; the caller looks at each more closely.
   */
  readonly next: (from: number, length: number) => number;
  /**
   * Marks of the text of which the characters are the first `length` bytes, until the next call; undefined for one that has
   * none: see {@link CodeMarks}.
   */
  readonly mark: (length: number) => CodeMarks | undefined;
}

/** Bytes behind the text that scans look at: two blocks and two bytes. They are neither text nor marks. */
const PADDING = 2 * BLOCK + 2;
const PAGE = 65_536;
const FIRST_PAGES = 20;
const SPACE = 0x20;

/** Scans, or undefined where the machine has no vector instructions. */
export function createByteScan(): ByteScan | undefined {
  const bytes = moduleOf([nextCandidate(), markStructure(), lineLengths()], FIRST_PAGES);
  if (!WebAssembly.validate(bytes)) return undefined;
  const { memory, next, mark, lines } = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  if (!(memory instanceof WebAssembly.Memory)) return undefined;
  if (typeof next !== 'function' || typeof mark !== 'function' || typeof lines !== 'function') return undefined;
  let view = Buffer.from(memory.buffer);
  return {
    room(size) {
      const missing = markPlaces(size).end - view.length;
      if (missing > 0) {
        memory.grow(Math.ceil(missing / PAGE));
        view = Buffer.from(memory.buffer);
      }
      return view;
    },
    next(from, length) {
      view.fill(0, length, length + PADDING);
      const found: unknown = next(from, length);
      return typeof found === 'number' && found < length ? found : -1;
    },
    mark(length) {
      view.fill(SPACE, length, length + PADDING);
      const { structure, declarations, lineFeeds, words, lengths } = markPlaces(length);
      const count: unknown = mark(length, structure, declarations, lineFeeds);
      if (typeof count !== 'number' || count < 0) return undefined;
      const end: unknown = lines(length, lineFeeds, lengths);
      return {
        structure: endedAt(length, new Uint32Array(view.buffer, structure, words)),
        declarations: endedAt(length, new Uint32Array(view.buffer, declarations, words)),
        lineFeeds: endedAt(length, new Uint32Array(view.buffer, lineFeeds, words)),
        lines: new LineLengths(count + 1, view.subarray(lengths, Number(end))),
      };
    },
  };
}

const WORD = Uint32Array.BYTES_PER_ELEMENT;

/** Where marks stand, each kind with a bit for the end and for the padding, and the lengths of lines. */
interface MarkPlaces {
  readonly structure: number;
  readonly declarations: number;
  readonly lineFeeds: number;
  /** How many words the marks of each kind take. */
  readonly words: number;
  readonly lengths: number;
  readonly end: number;
}

function markPlaces(length: number): MarkPlaces {
  const structure = WORD * Math.ceil((length + PADDING) / WORD);
  const words = Math.ceil((length + 2 * BLOCK) / (8 * WORD));
  const declarations = structure + WORD * words;
  const lineFeeds = declarations + WORD * words;
  const lengths = lineFeeds + WORD * words;
  // No line needs more bytes than it has.
  return { structure, declarations, lineFeeds, words, lengths, end: lengths + length };
}

/** Marks the end of the text. */
function endedAt(length: number, marks: Uint32Array): Uint32Array {
  const word = length >>> 5;
  marks[word] = (marks[word] ?? 0) | (1 << (length & 31));
  return marks;
}
