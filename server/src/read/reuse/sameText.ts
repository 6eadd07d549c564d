/** How much of two texts is the same: that many characters at their starts, and that many at their ends. */
export interface SameText {
  readonly old: string;
  readonly now: string;
  readonly before: number;
  readonly behind: number;
}

/** Compared at a time, which the machine does far faster than one character after the other. */
const BLOCK = 4096;

/** What two texts have in common at their starts and ends; the two pieces do not overlap in either text. */
export function sameText(old: string, now: string): SameText {
  const limit = Math.min(old.length, now.length);
  let before = 0;
  while (before + BLOCK <= limit && old.slice(before, before + BLOCK) === now.slice(before, before + BLOCK)) {
    before += BLOCK;
  }
  while (before < limit && old.charCodeAt(before) === now.charCodeAt(before)) before++;
  const rest = limit - before;
  let behind = 0;
  while (behind + BLOCK <= rest && endsAlike(old, now, behind)) behind += BLOCK;
  while (behind < rest && old.charCodeAt(old.length - behind - 1) === now.charCodeAt(now.length - behind - 1)) behind++;
  return { old, now, before, behind };
}

function endsAlike(old: string, now: string, behind: number): boolean {
  const oldEnd = old.length - behind;
  const nowEnd = now.length - behind;
  return old.slice(oldEnd - BLOCK, oldEnd) === now.slice(nowEnd - BLOCK, nowEnd);
}
