import type { IdScheme } from '../config/idScheme.ts';
import type { ItemKey } from '../model/itemId.ts';
import { ownText } from '../model/ownText.ts';

/** An ID as it is written. */
export interface KnownId {
  readonly text: string;
  readonly key: ItemKey;
  /** What {@link KnownIds.at} finds it by; {@link NOT_KEPT} where it does not. */
  readonly number: number;
}

/** The number of what is found by none. */
export const NOT_KEPT = -1;

/** So many IDs of a file are remembered: where they are a million different ones, that would take more than the tags. */
const MOST_KNOWN = 10_000;
const TRAILING_PUNCTUATION = /[.:;!?*)\]}>"'`]+$/;
const LEADING_ID = /^[A-Za-z]\w*(?:[-_.]\w+)*/;
/** What of a token may be an ID. Nearly always it is the first of these, and no other is looked at. */
const PARTS_OF_TOKEN: readonly ((token: string) => string)[] = [(token) => token, withoutPunctuation, leadingId];

/**
 * IDs by the tokens that they were found in: a file names most of its IDs more than once, a million tags few, and a file that is being
 * typed in nearly the same ones each time. Holds no text that it has found them in.
 */
export class KnownIds {
  readonly #ids: IdScheme;
  readonly #byToken = new Map<string, KnownId>();
  readonly #all: KnownId[] = [];

  constructor(ids: IdScheme) {
    this.#ids = ids;
  }

  /** The ID that a token begins with. */
  in(token: string): KnownId | undefined {
    return this.#byToken.get(token) ?? this.#resolved(token);
  }

  /** The ID with a number. */
  at(number: number): KnownId | undefined {
    return number === NOT_KEPT ? undefined : this.#all[number];
  }

  /** The key of a text that is an ID as a whole. */
  keyOf(id: string): ItemKey {
    return this.#byToken.get(id)?.key ?? this.#ids.resolve(id)?.key ?? id;
  }

  #resolved(token: string): KnownId | undefined {
    for (const part of PARTS_OF_TOKEN) {
      const text = part(token);
      const resolved = text === '' ? undefined : this.#ids.resolve(text);
      if (!resolved) continue;
      const { key } = resolved;
      if (this.#all.length === MOST_KNOWN) return { text, key, number: NOT_KEPT };
      const own = ownText(token);
      const known = {
        text: text === token ? own : ownText(text),
        key: key === token ? own : ownText(key),
        number: this.#all.length,
      };
      this.#all.push(known);
      this.#byToken.set(own, known);
      return known;
    }
    return undefined;
  }
}

/** A token without what ends a sentence, or a part of one. */
export function withoutPunctuation(token: string): string {
  return token.replace(TRAILING_PUNCTUATION, '');
}

/** The beginning of a token that looks like an ID; empty where it does not begin like one. */
export function leadingId(token: string): string {
  return LEADING_ID.exec(token)?.[0] ?? '';
}
