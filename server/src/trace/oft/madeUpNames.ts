import type { FileFacts } from '../../model/facts.ts';
import { lineColumnAt } from '../../model/lineIndex.ts';
import { nameIn } from '../../read/dialects/oft/oftId.ts';
import { crc32 } from './checksum.ts';
import type { OftItemSource } from './itemSource.ts';

/** The names that OpenFastTrace makes up for the tags of a file that have none: each is told apart by where it stands. */
export class MadeUpNames {
  /** What the file says. */
  readonly facts: FileFacts;
  readonly #pathSum: number;
  /** Lines of the tags, counted from 1, and how many tags stand in front of each on its line. */
  readonly #lines: Int32Array;
  readonly #ordinals: Int32Array;

  constructor(facts: FileFacts, source: OftItemSource) {
    this.facts = facts;
    this.#pathSum = crc32(facts.path);
    const { lineStarts } = facts;
    this.#lines = new Int32Array(source.tags);
    this.#ordinals = new Int32Array(source.tags);
    let lastLine = 0;
    let ordinal = 0;
    for (let tag = 0; tag < source.tags; tag++) {
      if (!source.isTag(tag)) continue;
      const line = lineColumnAt(lineStarts, source.startOf(tag)).line + 1;
      ordinal = line === lastLine ? ordinal + 1 : 0;
      lastLine = line;
      this.#lines[tag] = line;
      this.#ordinals[tag] = ordinal;
    }
  }

  /** The name of a tag that covers a revision of `covered`, a `type~name`. */
  of(tag: number, covered: string, revision: number): string {
    const place = crc32(`${this.#lines[tag]}${this.#ordinals[tag]}`, this.#pathSum);
    return `${nameIn(covered)}-${crc32(`~${revision}`, crc32(covered, place))}`;
  }
}

/** What every made-up name ends with. */
export const MADE_UP_ENDING = /-\d+$/;

/** Of so many tags each is told by one digit behind the number of its line. */
const FEW_ON_A_LINE = 10;

/**
 * True when a line of a file may hold so many tags that two of them have the same made-up name: the eleventh on line 1 is told by the same digits
 * as the first on line 11. Elsewhere each has a name of its own, as far as sums of 32 bits go.
 */
export function mayNameAlike(facts: FileFacts, source: OftItemSource): boolean {
  if (source.tags <= FEW_ON_A_LINE) return false;
  const { lineStarts } = facts;
  // Of eleven tags in a row two stand at these places.
  const step = FEW_ON_A_LINE / 2;
  let last = -1;
  for (let tag = 0; tag < source.tags; tag += step) {
    const { line } = lineColumnAt(lineStarts, source.startOf(tag));
    if (line === last) return true;
    last = line;
  }
  return false;
}
