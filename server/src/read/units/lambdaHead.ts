import { behindBlank, behindWord, GroupCursor, type Groups, type MemberText } from './memberText.ts';

/** True when only the parameters of a lambda, with casts and modifiers in front of them, stand in `[start, end)`. */
export function isLambdaHead(source: MemberText, start: number, end: number, groups: Groups): boolean {
  const cursor = new GroupCursor(groups);
  for (let at = behindBlank(source, start); at < end; at = behindBlank(source, at)) {
    const behind = cursor.behind(at) ?? behindWord(source.text, at);
    if (behind === at) return false;
    at = behind;
  }
  return true;
}
