import { exactKeyOf, type ItemKey } from '../../../model/itemId.ts';

/** An OpenFastTrace ID taken apart: `type~name~revision`. */
export interface OftId {
  readonly type: string;
  readonly name: string;
  readonly revision: number;
}

const NAME_CHARACTER = '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}-]';

/** Pattern of an artifact type: Latin letters only. For use inside a regular expression with the `u` flag. */
export const TYPE_PATTERN = '[A-Za-z]+';

/** Pattern of an item name: begins with a letter of any script, parts joined by single dots. Needs the `u` flag. */
export const NAME_PATTERN = `\\p{Alphabetic}${NAME_CHARACTER}*(?:\\.${NAME_CHARACTER}+)*`;

/** Pattern of a whole ID, without groups. Needs the `u` flag. */
export const ID_PATTERN = `${TYPE_PATTERN}~${NAME_PATTERN}~\\d+`;

const AROUND_TILDE = /[A-Za-z]~[A-Za-z\u0080-\uffff]/y;

/** White space inside a line as OpenFastTrace knows it; other Unicode spaces do not count. */
export const BLANK = '[ \\t\\v\\f]';

/** Highest revision that OpenFastTrace can read. */
export const HIGHEST_REVISION = 2_147_483_647;

/** False when a text cannot hold an ID: nowhere does a tilde stand between the end of a type and the start of a name. */
export function mayHoldOftId(text: string): boolean {
  for (let at = text.indexOf('~', 1); at >= 0; at = text.indexOf('~', at + 1)) {
    AROUND_TILDE.lastIndex = at - 1;
    if (AROUND_TILDE.test(text)) return true;
  }
  return false;
}

/** Takes an ID apart that was found by {@link ID_PATTERN}; undefined when its revision is out of range. */
export function parseOftId(text: string): OftId | undefined {
  const behindType = text.indexOf('~');
  const behindName = text.indexOf('~', behindType + 1);
  if (behindType < 1 || behindName < behindType + 2 || behindName === text.length - 1) return undefined;
  const revision = revisionOf(text.slice(behindName + 1));
  if (revision === undefined) return undefined;
  return { type: text.slice(0, behindType), name: text.slice(behindType + 1, behindName), revision };
}

/** A revision; undefined when it is out of range. */
export function revisionOf(digits: string): number | undefined {
  const revision = Number(digits);
  return revision <= HIGHEST_REVISION ? revision : undefined;
}

/** The ID in its one spelling: the revision without leading zeros. */
export function oftIdText(id: OftId): string {
  return `${id.type}~${id.name}~${id.revision}`;
}

/** The key of an item without its revision, so that a reference to another revision still finds the item. */
export function oftKeyOf(id: { readonly type: string; readonly name: string }): ItemKey {
  return exactKeyOf('oft', `${id.type}~${id.name}`);
}

/** The name in a `type~name`. */
export function nameIn(typeAndName: string): string {
  return typeAndName.slice(typeAndName.indexOf('~') + 1);
}
