import type { SpannedText } from '../../model/facts.ts';
import { fieldName } from '../../read/fields.ts';
import { isDelimiterRow } from '../../read/table.ts';
import { lineAt } from './lines.ts';

/** A row of a table of items: its cells with what their column holds. */
export interface TableRow {
  /** Name of the field, `id`, `title`, `text`, or the empty string for what is none of ours. */
  readonly columns: readonly string[];
  /** What stands between the bars, blanks included. */
  readonly cells: readonly SpannedText[];
}

/** The row of a table that an offset stands in, or undefined outside of tables. */
export function rowAt(text: string, offset: number): TableRow | undefined {
  const line = lineAt(text, offset);
  let below = '';
  for (let at = line.start; at > 0; ) {
    const above = lineAt(text, text.startsWith('\r\n', at - 2) ? at - 2 : at - 1);
    const words = text.slice(above.start, above.end);
    if (!words.includes('|')) return undefined;
    if (isDelimiterRow(below)) {
      return {
        columns: cellsOf(words, above.start).map((cell) => columnName(cell.text)),
        cells: cellsOf(text.slice(line.start, line.end), line.start),
      };
    }
    below = words;
    at = above.start;
  }
  return undefined;
}

/** A text as it can stand in a cell. */
export function cellText(text: string): string {
  return text.replace(/\|/g, '\\|');
}

function columnName(text: string): string {
  const name = text.replace(/[*_`]/g, '').trim();
  if (/^(?:item |req(?:uirement)? )?id$/i.test(name)) return 'id';
  if (/^(?:title|name|summary)$/i.test(name)) return 'title';
  if (/^(?:text|description|requirement)$/i.test(name)) return 'text';
  return fieldName(name) ?? '';
}

function cellsOf(row: string, offset: number): readonly SpannedText[] {
  const cells: SpannedText[] = [];
  let start = /^\s*\|?/.exec(row)?.[0].length ?? 0;
  const end = row.trimEnd().length;
  for (let at = start; at <= end; at++) {
    if (at < end && (row[at] !== '|' || row[at - 1] === '\\')) continue;
    if (at === end && row[end - 1] === '|' && start >= end) break;
    cells.push({ text: row.slice(start, at), span: { start: offset + start, end: offset + at } });
    start = at + 1;
  }
  return cells;
}
