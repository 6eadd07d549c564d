const FILLERS: ReadonlySet<string> = new Set([
  'the',
  'and',
  'for',
  'with',
  'from',
  'within',
  'until',
  'when',
  'get',
  'set',
]);

/** The words of a title, an ID or a name in code that say what it is about, in lower case. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  return new Set(words.filter((word) => word.length > 2 && !FILLERS.has(word)));
}
