import type { IdScheme } from '../../config/idScheme.ts';
import type { ReadProblem } from '../../model/facts.ts';
import { isLinkKind } from '../../model/linkKind.ts';
import { fieldName, namesItemsOnly } from '../fields.ts';
import type { TextLines } from '../textLines.ts';

const BARE = /^ {0,3}(?:\*\*|__|`)?([A-Za-z][\w -]{0,40}?)(?:\*\*|__|`)?[ \t]*:(?:\*\*|__)?(?:[ \t]+|$)/;
const BULLET = /^[ \t]*[-*+][ \t]+/;

/** What {@link bareFieldAt} says of each line. */
export const NEEDS_BULLET = 'read as text here, a field needs a bullet:';
/** What it says besides where the IDs stand in a list below. */
export const LIST_BELOW = ', its values beside it or further in';

/** A line of prose that was meant for a field, and the index of the line behind the last one that says so. */
export interface BareField {
  readonly problem: ReadProblem;
  readonly next: number;
}

/**
 * Tells of a line in an item's text that is a link but for its bullet, `Derives: SYS-1`, also where the IDs stand in a list below it.
 * Anything more than IDs makes it prose.
 */
export function bareFieldAt(lines: TextLines, index: number, ids: IdScheme): BareField | undefined {
  const line = lines.at(index);
  const match = line.text.includes(':') ? BARE.exec(line.text) : null;
  const key = match?.[1]?.trim() ?? '';
  const name = match ? fieldName(key) : undefined;
  if (!match || name === undefined || !isLinkKind(name)) return undefined;
  const value = line.text.slice(match[0].length).trimEnd();
  const list = value === '' ? bulletBelow(lines, index) : undefined;
  if (!namesItemsOnly(list?.text ?? value, ids)) return undefined;
  const start = line.start + line.text.search(/\S/);
  const place = list ? LIST_BELOW : '';
  const message = `${key}: ${NEEDS_BULLET} “- ${name}: …”${place}.`;
  const problem = { code: 'LT007', message, span: { start, end: line.start + line.text.trimEnd().length } };
  return { problem, next: list?.next ?? index + 1 };
}

/** The text of the first entry of a list that follows a line, behind one empty line or none. */
function bulletBelow(lines: TextLines, index: number): { readonly text: string; readonly next: number } {
  const first = lines.at(index + 1).text.trim() === '' ? index + 2 : index + 1;
  const { text } = lines.at(first);
  const mark = BULLET.exec(text)?.[0];
  return { text: mark === undefined ? '' : text.slice(mark.length).trim(), next: first + 1 };
}
