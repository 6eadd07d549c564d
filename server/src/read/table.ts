import type { IdScheme } from '../config/idScheme.ts';
import type { ItemFact, ReadProblem, SpannedText, SuppressionFact } from '../model/facts.ts';
import { fieldName, type RawField, sortFields } from './fields.ts';
import { leadingId } from './itemToken.ts';
import type { Line } from './markdown.ts';

/** The items of one table, and the index of the line behind it. */
export interface TableFacts {
  readonly items: readonly ItemFact[];
  readonly suppressions: readonly SuppressionFact[];
  readonly problems: readonly ReadProblem[];
  readonly next: number;
}

const ID_COLUMN = /^(?:id|item id|req(?:uirement)? id)$/i;
const TITLE_COLUMN = /^(?:title|name|summary)$/i;
const TEXT_COLUMN = /^(?:text|description|requirement)$/i;

/** True for the row of dashes below a table's header. */
export function isDelimiterRow(line: string): boolean {
  return line.includes('-') && /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/.test(line);
}

/**
 * Reads a table whose header has an `ID` column: each row with an ID is an item, the other columns are its title, its
 * text, or the field that their header names. `index` is the header's line; the delimiter row follows it.
 */
export function readTable(lines: readonly Line[], index: number, ids: IdScheme): TableFacts {
  const header = cellsOf(lines[index]).map((cell) => ({ ...cell, text: plain(cell.text) }));
  const idColumn = header.findIndex((cell) => ID_COLUMN.test(cell.text));
  const items: ItemFact[] = [];
  const suppressions: SuppressionFact[] = [];
  const problems: ReadProblem[] = [];
  let next = index + 2;
  for (; next < lines.length; next++) {
    const line = lines[next];
    if (!line?.text.includes('|')) break;
    if (idColumn < 0) continue;
    const cells = cellsOf(line);
    const idCell = cells[idColumn];
    const id = idCell && leadingId(idCell.text, idCell.span.start, ids);
    if (!id) continue;
    const fields: RawField[] = [];
    let title = '';
    let text = '';
    header.forEach((head, column) => {
      const cell = cells[column];
      if (!cell || cell.text === '' || column === idColumn) return;
      if (TITLE_COLUMN.test(head.text)) title = cell.text;
      else if (TEXT_COLUMN.test(head.text)) text = cell.text;
      else if (fieldName(head.text) !== undefined) fields.push({ key: head.text, keySpan: head.span, values: [cell] });
    });
    const span = { start: line.start, end: line.start + line.text.length };
    const sorted = sortFields(fields, span, ids);
    suppressions.push(...sorted.suppressions);
    problems.push(...sorted.problems);
    items.push({
      dialect: 'lifetrace',
      id: id.text,
      key: id.resolved.key,
      type: sorted.attributes.find((attribute) => attribute.name === 'type')?.values[0]?.text ?? id.resolved.type,
      idSpan: id.span,
      span,
      title: title === '' ? firstSentence(text) : title,
      text,
      attributes: sorted.attributes,
      links: sorted.links,
      needs: [],
    });
  }
  return { items, suppressions, problems, next };
}

/** Cells of a row with their places; `\|` is a bar inside a cell. */
function cellsOf(line: Line | undefined): readonly SpannedText[] {
  if (!line) return [];
  const cells: SpannedText[] = [];
  const body = line.text.replace(/\s+$/, '');
  let start = /^\s*\|?/.exec(body)?.[0].length ?? 0;
  for (let i = start; i <= body.length; i++) {
    const atEnd = i === body.length;
    if (!atEnd && (body[i] !== '|' || body[i - 1] === '\\')) continue;
    if (atEnd && start === body.length && body.endsWith('|')) break;
    const raw = body.slice(start, i);
    const text = raw.trim();
    const cellStart = line.start + start + (raw.length - raw.trimStart().length);
    cells.push({ text, span: { start: cellStart, end: cellStart + text.length } });
    start = i + 1;
  }
  return cells;
}

function plain(text: string): string {
  return text.replace(/[*_`]/g, '').trim();
}

function firstSentence(text: string): string {
  return /^.*?[.;](?=\s|$)/.exec(text)?.[0] ?? text;
}
