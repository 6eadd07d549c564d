import { type ItemKey, itemKeyOf, keyOfParts, parseId, prefixInKey } from '../model/itemId.ts';
import { ITEM_TYPES } from '../model/itemType.ts';

/** What an ID names: its type and the key under which it compares. */
export interface ResolvedId {
  readonly type: string;
  readonly key: ItemKey;
}

/** A whole-text test for IDs outside of the grammar, for example `fn-normalise-accession`. */
export interface OpaqueIdPattern {
  readonly type: string;
  /** True when the whole text is such an ID. Linear in the text's length. */
  readonly matches: (text: string) => boolean;
}

/** Which texts are IDs in a project. Only known prefixes are: `SHA-256`, `UTF-8` and `ISO-14971` never are. */
export interface IdScheme {
  /** What the whole of `text` names, or undefined when it is no ID of this project. */
  readonly resolve: (text: string) => ResolvedId | undefined;
  /** True where an ID can look like anything, since patterns of the project tell what is one. */
  readonly hasPatterns: boolean;
  /** Default spelling that a message can give as an example, for example `SRS-012`. */
  readonly example: string;
}

/**
 * Builds the scheme from the default prefixes, the project's own (`prefixes` by item type, which win), and its
 * opaque IDs. The longest known prefix wins: `RISK-CTRL-1` is a risk control.
 */
export function createIdScheme(
  prefixes: ReadonlyMap<string, readonly string[]>,
  opaque: readonly OpaqueIdPattern[],
): IdScheme {
  const types = new Map<string, string>();
  for (const type of ITEM_TYPES) for (const prefix of [type.id, ...type.aliases]) types.set(prefix, type.id);
  for (const [type, own] of prefixes) for (const prefix of own) types.set(prefix.toUpperCase(), type);
  return {
    example: 'SRS-012',
    hasPatterns: opaque.length > 0,
    resolve(text) {
      // Nearly every ID is written so, and a file may hold thousands.
      const length = prefixInKey(text);
      const known = length > 0 ? types.get(text.slice(0, length)) : undefined;
      if (known !== undefined) return { type: known, key: text };
      const parts = parseId(text);
      const type = parts ? typeOfPrefix(types, parts.prefix) : undefined;
      if (parts && type !== undefined) return { type, key: keyOfParts(parts) };
      const found = opaque.find((pattern) => pattern.matches(text));
      return found ? { type: found.type, key: itemKeyOf(text) } : undefined;
    },
  };
}

/**
 * `SRS-PUMP` counts by its first known words (`SRS`), `RW-SYS` by its last ones: products put their own name on
 * either side. Words are tried longest first.
 */
function typeOfPrefix(types: ReadonlyMap<string, string>, prefix: string): string | undefined {
  const whole = types.get(prefix);
  if (whole !== undefined) return whole;
  const words = prefix.split('-');
  for (let length = words.length; length > 0; length--) {
    const type = types.get(words.slice(0, length).join('-')) ?? types.get(words.slice(-length).join('-'));
    if (type !== undefined) return type;
  }
  return undefined;
}
