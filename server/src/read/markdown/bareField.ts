import type { IdScheme } from '../../config/idScheme.ts';
import type { ReadProblem } from '../../model/facts.ts';
import { isLinkKind } from '../../model/linkKind.ts';
import { fieldName, namesItemsOnly } from '../fields.ts';
import type { TextLines } from '../textLines.ts';
import { BARE_FIELD } from './fieldLines.ts';

const BULLET = /^[ \t]*[-*+][ \t]+/;

/** What {@link bareFieldAt} says of each line. */
export const NEEDS_BULLET = 'read as text here, a field needs a bullet:';
/** What it says besides where the IDs stand in a list below. */
export const LIST_BELOW = ', its values beside it or further in';

/**
 * What is wrong with a line in an item's text that is a link but for its bullet, `Derives: SYS-1`, also where the IDs stand in a list below
 * it. Anything more than IDs makes it prose. It looks at two more lines at most, and behind no heading.
 */
export function bareFieldAt(lines: TextLines, index: number, ids: IdScheme): ReadProblem | undefined {
  const line = lines.at(index);
  const [written, key = ''] = (line.text.includes(':') && BARE_FIELD.exec(line.text)) || [];
  if (written === undefined) return undefined;
  const name = fieldName(key);
  if (name === undefined || !isLinkKind(name)) return undefined;
  const value = line.text.slice(written.length).trimEnd();
  if (!namesItemsOnly(value === '' ? bulletBelow(lines, index) : value, ids)) return undefined;
  const place = value === '' ? LIST_BELOW : '';
  return {
    code: 'LT007',
    message: `${key.trim()}: ${NEEDS_BULLET} “- ${name}: …”${place}.`,
    span: { start: line.start + line.text.search(/\S/), end: line.start + line.text.trimEnd().length },
  };
}

/** The text of the first entry of a list that follows a line, behind one empty line or none; empty where none does. */
function bulletBelow(lines: TextLines, index: number): string {
  const first = lines.at(index + 1).text.trim() === '' ? index + 2 : index + 1;
  const { text } = lines.at(first);
  const mark = BULLET.exec(text)?.[0];
  return mark === undefined ? '' : text.slice(mark.length).trim();
}
