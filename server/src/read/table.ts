import type { IdScheme } from '../config/idScheme.ts';
import type { ItemFact, ReadProblem, SpannedText, SuppressionFact } from '../model/facts.ts';
import { fieldName, type RawField, sortFields, typeOf } from './fields.ts';
import { leadingId } from './itemToken.ts';
import type { Line, TextLines } from './textLines.ts';

/** The header of a table. */
export interface TableHead {
  readonly text: string;
  readonly start: number;
  readonly columns: readonly Column[];
  /** Index of the column of IDs; -1 for a table without one. */
  readonly idColumn: number;
}

/** Where what rows say is gathered. */
export interface RowFacts {
  readonly items: ItemFact[];
  readonly suppressions: SuppressionFact[];
  readonly problems: ReadProblem[];
}

const ID_COLUMN = /^(?:id|item id|req(?:uirement)? id)$/i;
const TITLE_COLUMN = /^(?:title|name|summary)$/i;
const BAR = 124;
const COLON = 58;
const HYPHEN = 45;
const TEXT_COLUMN = /^(?:text|description|requirement)$/i;

const CELL_OF_DASHES = /^:?-+:?$/;

/** True for the row of dashes below a table's header. */
export function isDelimiterRow(line: string): boolean {
  if (!line.includes('-')) return false;
  const row = line.trim();
  const cells = row.slice(row.startsWith('|') ? 1 : 0, row.length > 1 && row.endsWith('|') ? -1 : undefined).split('|');
  return cells.every((cell) => CELL_OF_DASHES.test(cell.trim()));
}

/** True for the header of a table: a line with bars above a row of dashes. */
export function startsTable(lines: TextLines, index: number): boolean {
  const first = lines.firstCodeOf(index + 1);
  if (first !== BAR && first !== COLON && first !== HYPHEN) return false;
  return lines.at(index).text.includes('|') && isDelimiterRow(lines.at(index + 1).text);
}

/** Reads the header of a table. */
export function tableHead(line: Line): TableHead {
  const columns = cellsOf(line).map(columnOf);
  const idColumn = columns.findIndex((column) => column.holds === 'id');
  return { text: line.text, start: line.start, columns, idColumn };
}

/**
 * Reads a row of a table whose header has an `ID` column: a row with an ID is an item, the other columns are its title, its
 * text, or the field that their header names.
 */
export function readRow(line: Line, { columns, idColumn }: TableHead, ids: IdScheme, into: RowFacts): void {
  const cells = cellsOf(line);
  const idCell = cells[idColumn];
  const id = idCell && leadingId(idCell.text, idCell.span.start, ids);
  if (!id) return;
  const fields: RawField[] = [];
  let title = '';
  let text = '';
  for (let column = 0; column < cells.length && column < columns.length; column++) {
    const head = columns[column];
    const cell = cells[column];
    if (!head || !cell || cell.text === '' || column === idColumn) continue;
    if (head.holds === 'title') title = cell.text;
    else if (head.holds === 'text') text = cell.text;
    else if (head.holds === 'field') fields.push({ key: head.text, keySpan: head.span, values: [cell] });
  }
  const span = { start: line.start, end: line.start + line.text.length };
  const sorted = sortFields(fields, span, ids);
  for (const suppression of sorted.suppressions) into.suppressions.push(suppression);
  for (const problem of sorted.problems) into.problems.push(problem);
  into.items.push({
    dialect: 'lifetrace',
    id: id.text,
    key: id.resolved.key,
    type: typeOf(sorted.attributes) ?? id.resolved.type,
    idSpan: id.span,
    span,
    title: title === '' ? firstSentence(text) : title,
    text,
    attributes: sorted.attributes,
    links: sorted.links,
    needs: [],
  });
}

/** A column of a table, by the name in its header. */
export interface Column extends SpannedText {
  readonly holds: 'id' | 'title' | 'text' | 'field' | 'other';
}

/** What the cells below a header's cell hold. */
function columnOf({ text, span }: SpannedText): Column {
  const name = plain(text);
  const holds = ID_COLUMN.test(name)
    ? 'id'
    : TITLE_COLUMN.test(name)
      ? 'title'
      : TEXT_COLUMN.test(name)
        ? 'text'
        : fieldName(name) === undefined
          ? 'other'
          : 'field';
  return { text: name, span, holds };
}

/** Cells of a row with their places; `\|` is a bar inside a cell. */
function cellsOf(line: Line): readonly SpannedText[] {
  const cells: SpannedText[] = [];
  const body = line.text.trimEnd();
  const indent = body.length - body.trimStart().length;
  let start = body.startsWith('|', indent) ? indent + 1 : indent;
  while (start < body.length || !body.endsWith('|')) {
    const end = barFrom(body, start);
    const raw = body.slice(start, end);
    const text = raw.trim();
    const cellStart = line.start + start + (raw.length - raw.trimStart().length);
    cells.push({ text, span: { start: cellStart, end: cellStart + text.length } });
    if (end === body.length) break;
    start = end + 1;
  }
  return cells;
}

/** Column of the next bar between cells, or the end of the row. */
function barFrom(row: string, from: number): number {
  let bar = row.indexOf('|', from);
  while (bar > 0 && row[bar - 1] === '\\') bar = row.indexOf('|', bar + 1);
  return bar < 0 ? row.length : bar;
}

function plain(text: string): string {
  return text.replace(/[*_`]/g, '').trim();
}

function firstSentence(text: string): string {
  return /^.*?[.;](?=\s|$)/.exec(text)?.[0] ?? text;
}
