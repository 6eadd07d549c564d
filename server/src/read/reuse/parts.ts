import { countWhile } from '../../model/countWhile.ts';
import { ownTexts } from './ownTexts.ts';
import type { SameText } from './sameText.ts';

/**
 * A stretch of a text that was read on its own: what was found in it depends on nothing but the characters from
 * `start` to `seen` and on what its reader knew on arriving there.
 */
export interface Part {
  readonly start: number;
  readonly end: number;
  /** Behind the last character that was looked at; beyond the text when its end was. */
  readonly seen: number;
}

/** A part of an earlier text that stands in the present one too, `shift` characters further on. */
export interface FoundPart<P extends Part> {
  readonly part: P;
  readonly shift: number;
  /**
   * True when all that was looked at is the same. Otherwise only the part itself is, and its reader must tell whether
   * what follows now still ends it.
   */
  readonly certain: boolean;
}

/** So many parts of a version get texts of their own. Where more are read anew, the others hold the version, all of them together one. */
const FEW_FRESH = 64;

/** By so many characters at its start a part is looked for that stands between two edits, or has changed its place. */
const KEY_LENGTH = 128;

/** Finds the parts of an earlier text that an edit left alone. Asked in the order of the text. */
export class PartFinder<P extends Part> {
  readonly #parts: readonly P[];
  readonly #same: SameText;
  #next = 0;
  #fresh = 0;
  #between: ReadonlyMap<string, P> | undefined;

  constructor(same: SameText, parts: readonly P[]) {
    this.#parts = parts;
    this.#same = same;
  }

  /** The earlier part that starts where the present text has `start`, if an edit did not touch it. */
  at(start: number): FoundPart<P> | undefined {
    const { old, now, before, behind } = this.#same;
    const isBehind = start >= now.length - behind;
    const shift = isBehind ? now.length - old.length : 0;
    while ((this.#parts[this.#next]?.start ?? Number.POSITIVE_INFINITY) < start - shift) this.#next++;
    const part = this.#parts[this.#next];
    if (part?.start === start - shift) {
      const certain = isBehind || part.seen <= before;
      if (certain || part.end <= before) return { part, shift, certain };
    }
    return isBehind ? undefined : this.#elsewhere(start);
  }

  /** A part between the first and the last place that were edited: all that was looked at is compared. */
  #elsewhere(start: number): FoundPart<P> | undefined {
    const { old, now } = this.#same;
    this.#between ??= this.#partsBetween();
    const part = this.#between.get(now.slice(start, start + KEY_LENGTH));
    if (!part || part.seen > old.length) return undefined;
    const shift = start - part.start;
    const isSame = old.slice(part.start, part.seen) === now.slice(start, part.seen + shift);
    return isSame ? { part, shift, certain: true } : undefined;
  }

  #partsBetween(): ReadonlyMap<string, P> {
    const { old, before, behind } = this.#same;
    const found = new Map<string, P>();
    const { length } = this.#parts;
    for (let index = countWhile(length, (at) => (this.#parts[at]?.seen ?? 0) <= before); index < length; index++) {
      const part = this.#parts[index];
      if (!part || part.start >= old.length - behind) break;
      found.set(old.slice(part.start, part.start + KEY_LENGTH), part);
    }
    return found;
  }

  /**
   * A part that was read anew in the present text, or the plain data in it, as it is kept for the next readings. Somebody is typing: the part
   * may stay for hours, and a text that was cut out of this version would keep all of it, so it gets texts of its own.
   */
  fresh<T>(read: T): T {
    return this.#fresh++ < FEW_FRESH ? ownTexts(read) : read;
  }
}

/** Counts what reading a text took: parts that were read anew, and parts that were taken from an earlier reading. */
export class WorkCounter {
  read = 0;
  reused = 0;
}
