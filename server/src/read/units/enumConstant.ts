import { behindAnnotation, behindBlank, behindWord, GroupCursor, type Groups, type MemberText } from './memberText.ts';

const AT_SIGN = 64;
const COMMA = 44;

/**
 * The name of the enum constant whose body opens at `end`, or the empty string when there is none. Other constants may
 * stand in front of it in `[start, end)`.
 */
export function enumConstant(source: MemberText, start: number, end: number, groups: Groups): string {
  const { text } = source;
  const cursor = new GroupCursor(groups);
  let name = '';
  for (let at = behindBlank(source, start); at < end; at = behindBlank(source, at)) {
    const code = text.charCodeAt(at);
    let behind = cursor.behind(at);
    if (behind === undefined && code === COMMA) {
      name = '';
      behind = at + 1;
    } else if (behind === undefined && code === AT_SIGN) behind = behindAnnotation(text, at);
    else if (behind === undefined) {
      behind = behindWord(text, at);
      name = text.slice(at, behind);
    }
    if (behind === at) return '';
    at = behind;
  }
  return name;
}
