/**
 * A string of bytes in which letters of one case stand for both, as git compares names where `core.ignoreCase` is set: of
 * ASCII alone, whatever else the bytes mean.
 */
export function foldCase(bytes: string): string {
  return /[A-Z]/.test(bytes) ? bytes.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase()) : bytes;
}
