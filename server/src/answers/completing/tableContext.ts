import type { IdScheme } from '../../config/idScheme.ts';
import { isLinkKind } from '../../model/linkKind.ts';
import type { Span } from '../../model/span.ts';
import { fieldName } from '../../read/fields.ts';
import { leadingId } from '../../read/itemToken.ts';
import { isDelimiterRow } from '../../read/table.ts';
import { type CompletionContext, lineAround, typedList } from './completionContext.ts';

/** The cell of a link column that the cursor stands in, in a table of items. */
export function tableContext(text: string, ids: IdScheme, line: Span, offset: number): CompletionContext | undefined {
  const row = text.slice(line.start, line.end);
  if (!row.includes('|')) return undefined;
  const head = headerAbove(text, line.start);
  if (!head) return undefined;
  const columns = cellsOf(head).map(({ text: name }) => name.replace(/[*_`]/g, '').trim());
  const cells = cellsOf(row);
  const column = cells.findIndex(({ start, end }) => line.start + start <= offset && offset <= line.start + end);
  const cell = cells[column];
  const link = fieldName(columns[column] ?? '');
  if (!cell || link === undefined || !isLinkKind(link)) return undefined;
  const list = typedList(text, line.start + cell.start, line.start + cell.end, offset);
  const idCell = cells[columns.findIndex((name) => /^(?:item )?id$/i.test(name))];
  const owner = idCell && leadingId(idCell.text, 0, ids)?.text;
  return list && { kind: 'linkTarget', link, owner, ownerType: undefined, ...list };
}

/** The header of the table that a line belongs to: the line above the row of dashes. */
function headerAbove(text: string, start: number): string | undefined {
  let below = '';
  for (let above = start; above > 0; ) {
    const line = lineAround(text, above - 1);
    const words = text.slice(line.start, line.end);
    if (!words.includes('|')) return undefined;
    if (isDelimiterRow(below)) return words;
    below = words;
    above = line.start;
  }
  return undefined;
}

interface Cell {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function cellsOf(row: string): readonly Cell[] {
  const cells: Cell[] = [];
  let start = /^\s*\|?/.exec(row)?.[0].length ?? 0;
  for (let i = start; i <= row.length; i++) {
    if (i < row.length && (row[i] !== '|' || row[i - 1] === '\\')) continue;
    cells.push({ text: row.slice(start, i), start, end: i });
    start = i + 1;
  }
  return cells;
}
