/** What would break a line, or turn the text around it: control characters and marks of direction. */
const UNFIT = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A title as plain text for one line of an editor, cut to at most `most` characters, between words where that loses little. */
export function shownTitle(title: string, most: number): string {
  const plain = title.replace(UNFIT, ' ').replace(/\s+/g, ' ').trim();
  const characters = [...plain];
  if (characters.length <= most) return plain;
  const cut = characters.slice(0, most - 1);
  const blank = characters[most - 1] === ' ' ? cut.length : cut.lastIndexOf(' ');
  return `${cut.slice(0, blank > most / 2 ? blank : cut.length).join('')}…`;
}
