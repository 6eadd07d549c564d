import type { Finding, Severity } from '../model/finding.ts';
import type { ItemKey } from '../model/itemId.ts';
import { entriesIn, type ListOf } from '../model/listOf.ts';
import type { FilePath } from '../model/span.ts';

/** Findings that share the numbers of one array and one text. */
const BLOCK = 1024;

/** Numbers of a finding: its kind, where it starts and ends, and where its part of the text ends. */
const ROW = 4;

/** Around a name in a message: messages are sentences that repeat, and what differs stands in quotation marks. */
const OPENING = '\u201C';
const CLOSING = '\u201D';

/** Stands between the parts of a text, and in none of them. */
const SEPARATOR = '\0';

/** So many sentences are told apart; where a rule names things without quotation marks, further messages count as names. */
const MOST_KINDS = 1000;

/** What findings have in common. */
interface Kind {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly clause: string;
  /** The message around its names. */
  readonly words: readonly string[];
  readonly hasItem: boolean;
  /** How many other items it speaks of; -1 where it says nothing about that. */
  readonly others: number;
}

interface Block {
  readonly rows: Int32Array;
  /** What is special about each finding: the names in its message, its item, and the others that it speaks of. */
  readonly text: string;
}

/**
 * The findings of one file in a fraction of the memory that objects take: numbers in arrays beside the heap, and their names
 * in texts of a thousand findings each. A finding and its message are put together when somebody asks for it.
 */
export class PackedFindings implements ListOf<Finding> {
  readonly length: number;
  readonly #file: FilePath;
  readonly #kinds: readonly Kind[];
  readonly #blocks: readonly Block[];
  /** Those that have more to say than can be packed, by position. */
  readonly #others: ReadonlyMap<number, Finding>;

  constructor(
    file: FilePath,
    length: number,
    kinds: readonly Kind[],
    blocks: readonly Block[],
    others: ReadonlyMap<number, Finding>,
  ) {
    this.#file = file;
    this.length = length;
    this.#kinds = kinds;
    this.#blocks = blocks;
    this.#others = others;
  }

  at(index: number): Finding | undefined {
    const other = this.#others.get(index);
    if (other) return other;
    const block = this.#blocks[Math.floor(index / BLOCK)];
    const row = (index % BLOCK) * ROW;
    const kind = this.#kinds[block?.rows[row] ?? -1];
    return block && kind && index < this.length ? this.#finding(block, row, kind) : undefined;
  }

  [Symbol.iterator](): Iterator<Finding> {
    return entriesIn(this);
  }

  #finding({ rows, text }: Block, row: number, kind: Kind): Finding {
    const { code, name, severity, clause, words, hasItem, others } = kind;
    const [start = 0, end = 0, textEnd = 0] = rows.subarray(row + 1, row + ROW);
    const parts = text.slice(row === 0 ? 0 : rows[row - 1], textEnd).split(SEPARATOR);
    const names = words.length - 1;
    const item = hasItem ? parts[names] : undefined;
    const about = names + (hasItem ? 1 : 0);
    return {
      code,
      name,
      severity,
      message: words.map((word, index) => (index < names ? word + parts[index] : word)).join(''),
      file: this.#file,
      span: { start, end },
      ...(item !== undefined && { item }),
      ...(others >= 0 && { others: parts.slice(about, about + others) as ItemKey[] }),
      clause,
      related: [],
    };
  }
}

/** Gathers {@link PackedFindings}. */
export class FindingPacker {
  readonly #file: FilePath;
  readonly #kinds: Kind[] = [];
  readonly #kindNumbers = new Map<string, number>();
  readonly #blocks: Block[] = [];
  readonly #others = new Map<number, Finding>();
  #rows = new Int32Array(BLOCK * ROW);
  #texts: string[] = [];
  #textEnd = 0;
  #length = 0;

  constructor(file: FilePath) {
    this.#file = file;
  }

  add(finding: Finding): void {
    const parts = this.#partsOf(finding);
    if (!parts) this.#others.set(this.#length, finding);
    const text = parts?.text ?? '';
    this.#texts.push(text);
    this.#textEnd += text.length;
    const { start, end } = finding.span;
    this.#rows.set([parts?.kind ?? 0, start, end, this.#textEnd], (this.#length % BLOCK) * ROW);
    this.#length++;
    if (this.#texts.length === BLOCK) this.#endBlock();
  }

  done(): PackedFindings {
    if (this.#texts.length > 0) this.#endBlock();
    return new PackedFindings(this.#file, this.#length, this.#kinds, this.#blocks, this.#others);
  }

  #endBlock(): void {
    this.#blocks.push({ rows: this.#rows.slice(0, this.#texts.length * ROW), text: this.#texts.join('') });
    this.#texts = [];
    this.#textEnd = 0;
  }

  /** A finding as its kind and the rest; undefined for one that is kept as it is. */
  #partsOf(finding: Finding): { readonly kind: number; readonly text: string } | undefined {
    const { message, item, others = [], related, file } = finding;
    const about = [...(item === undefined ? [] : [item]), ...others];
    if (related.length > 0 || file !== this.#file) return undefined;
    if ([message, ...about].some((text) => text.includes(SEPARATOR))) return undefined;
    const { sentence, names } = taken(message);
    const kind = this.#kindOf(finding, sentence);
    if (kind !== undefined) return { kind, text: joined(names, about) };
    const plain = this.#kindOf(finding, ONLY_NAME);
    return plain === undefined ? undefined : { kind: plain, text: joined(message, about) };
  }

  /** The number of a kind; undefined where there are too many to tell one more apart. */
  #kindOf({ code, name, severity, clause, item, others }: Finding, sentence: string): number | undefined {
    const hasItem = item !== undefined;
    const count = others?.length ?? -1;
    const key = `${code} ${severity} ${hasItem} ${count} ${clause}${SEPARATOR}${sentence}`;
    const known = this.#kindNumbers.get(key);
    if (known !== undefined) return known;
    if (this.#kinds.length >= (sentence === ONLY_NAME ? 2 * MOST_KINDS : MOST_KINDS)) return undefined;
    const words = sentence.split(SEPARATOR);
    const number = this.#kinds.push({ code, name, severity, clause, words, hasItem, others: count }) - 1;
    this.#kindNumbers.set(key, number);
    return number;
  }
}

/** A message that is a name and nothing else. */
const ONLY_NAME = SEPARATOR;

/** A message with {@link SEPARATOR} in place of each name, and the names; undefined without any. */
function taken(message: string): { readonly sentence: string; readonly names: string | undefined } {
  let sentence = '';
  let names: string | undefined;
  let from = 0;
  let opening = NOWHERE;
  let next = message.indexOf(OPENING);
  for (let end = message.indexOf(CLOSING); end >= 0; end = message.indexOf(CLOSING, end + 1)) {
    for (; next >= 0 && next < end; next = message.indexOf(OPENING, next + 1)) opening = next;
    const start = opening + 1;
    opening = NOWHERE;
    if (start === 0 || start === end) continue;
    const name = message.slice(start, end);
    sentence += message.slice(from, start) + SEPARATOR;
    names = names === undefined ? name : names + SEPARATOR + name;
    from = end;
  }
  return { sentence: sentence + message.slice(from), names };
}

/** No place in a text. */
const NOWHERE = -1;

/** Parts as one text. */
function joined(first: string | undefined, others: readonly string[]): string {
  if (first === undefined) return others.join(SEPARATOR);
  return others.length === 0 ? first : first + SEPARATOR + others.join(SEPARATOR);
}
