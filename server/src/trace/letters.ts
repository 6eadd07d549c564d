/** Digits tell IDs apart best, so each has a bit of its own; other characters share the rest. */
const DIGITS = 10;
const OTHERS = 32 - DIGITS;
const ZERO = 48;

/**
 * Which characters a text has, as a set in the bits of a number: a text whose set lacks one of the bits of another one's
 * cannot have all characters of that.
 */
export function lettersIn(text: string): number {
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const digit = code - ZERO;
    letters |= 1 << (digit >= 0 && digit < DIGITS ? digit : DIGITS + (code % OTHERS));
  }
  return letters;
}

/** True when a set of letters has all of another one. */
export function hasLetters(letters: number, wanted: number): boolean {
  return (letters & wanted) === wanted;
}
