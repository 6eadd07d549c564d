/** Longer names seldom come again in another file. */
const MAX_LENGTH = 40;
const MAX_NAMES = 1 << 20;

const names = new Map<string, string>();

/** One text for all names of the same content: IDs stand in many files, each of which is read by itself. */
export function sharedName(name: string): string {
  if (name.length > MAX_LENGTH) return name;
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size < MAX_NAMES) names.set(name, name);
  return name;
}
