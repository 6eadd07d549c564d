import type { IdScheme } from '../config/idScheme.ts';
import type { ItemKey } from '../model/itemId.ts';

/** An ID as it is written. */
export interface KnownId {
  readonly text: string;
  readonly key: ItemKey;
}

/** So many IDs of a file are remembered: where they are a million different ones, that would take more than the tags. */
const MOST_KNOWN = 10_000;
const TRAILING_PUNCTUATION = /[.:;!?*)\]}>"'`]+$/;
const LEADING_ID = /^[A-Za-z]\w*(?:[-_.]\w+)*/;
/** What of a token may be an ID. Nearly always it is the first of these, and no other is looked at. */
const PARTS_OF_TOKEN: readonly ((token: string) => string)[] = [(token) => token, withoutPunctuation, leadingId];

/** IDs by the tokens that they were found in: a file names most of its IDs more than once, and a million tags few. */
export class KnownIds {
  readonly #ids: IdScheme;
  readonly #known = new Map<string, KnownId>();

  constructor(ids: IdScheme) {
    this.#ids = ids;
  }

  /** The ID that a token begins with. */
  in(token: string): KnownId | undefined {
    return this.#known.get(token) ?? this.#resolved(token);
  }

  /** The key of a text that is an ID as a whole. */
  keyOf(id: string): ItemKey {
    return this.#known.get(id)?.key ?? this.#ids.resolve(id)?.key ?? id;
  }

  #resolved(token: string): KnownId | undefined {
    for (const part of PARTS_OF_TOKEN) {
      const text = part(token);
      const resolved = text === '' ? undefined : this.#ids.resolve(text);
      if (!resolved) continue;
      const known = { text, key: resolved.key };
      if (this.#known.size < MOST_KNOWN) this.#known.set(token, known);
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
