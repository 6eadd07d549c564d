import { capitalised } from '../../model/capitalised.ts';
import { eachInSteps, type Steps } from '../../model/steps.ts';
import { oneLine } from '../markdown.ts';
import type { MarkState, MatrixEntry, MatrixRow } from './matrixTable.ts';
import type { MatrixGrid, TraceMatrix } from './traceMatrix.ts';

/** The notation of a table as text. */
export type TableNotation = 'csv' | 'tsv';

/** So many cells a grid may have as text: a spreadsheet opens no more columns, and no editor such a file. */
const MOST_CELLS = 5_000_000;

/** A row of raw texts. */
type Cells = readonly string[];

/** The table of a matrix as rows of raw texts, the heads first. */
export function* tableCells({ columns, rows }: TraceMatrix, levelLabel: string): Generator<Cells> {
  yield ['ID', 'Title', 'Status', capitalised(levelLabel), ...columns.map(headOf), 'Gaps'];
  for (const row of rows) {
    yield [
      row.item.id,
      row.item.title,
      row.item.status,
      row.node.level ?? '',
      ...columns.map(({ id }) => (row.cells.get(id) ?? []).map(entryText).join('; ')),
      gapTexts(row).join('; '),
    ];
  }
}

/** The grid of a matrix as rows of raw texts, the heads first; undefined where it has more than {@link MOST_CELLS} cells. */
export function gridCells(matrix: TraceMatrix, grid: MatrixGrid): Iterable<Cells> | undefined {
  return matrix.rows.length * grid.heads.length > MOST_CELLS ? undefined : eachGridRow(matrix, grid);
}

function* eachGridRow({ rows }: TraceMatrix, { heads, marksOf }: MatrixGrid): Generator<Cells> {
  yield ['ID', 'Title', ...heads.map(({ entry }) => entry.name)];
  for (const row of rows) {
    const marks = new Map(marksOf(row).map(({ column, state }) => [column, MARKS[state]]));
    yield [row.item.id, row.item.title, ...heads.map((_, column) => marks.get(column) ?? '')];
  }
}

const MARKS: Readonly<Record<MarkState, string>> = { sound: 'x', suspect: 'suspect', broken: 'broken' };

/** What is missing in a row, and IDs that fit in no column. */
function gapTexts({ missing, unplaced }: MatrixRow): readonly string[] {
  return [...missing.map(({ code, message }) => `${code} ${message}`), ...unplaced.map(entryText)];
}

function entryText({ name, state }: MatrixEntry): string {
  return state === 'sound' ? name : `${name} (${state})`;
}

function headOf({ id, label }: { readonly id: string; readonly label: string }): string {
  return id.startsWith('@') ? capitalised(label) : `${id} (${label})`;
}

/**
 * A table as text: `csv` by RFC 4180 (comma, CRLF, quotes where they are needed), `tsv` as spreadsheets paste it. Texts are put
 * on one line. A text that a spreadsheet would take for a formula begins with an apostrophe instead, so that opening
 * the file runs nothing that somebody has written into a title. In steps, a row each.
 */
export function* tableText(rows: Iterable<Cells>, notation: TableNotation): Steps<string> {
  const [line, end] = notation === 'csv' ? [commaed, '\r\n'] : [tabbed, '\n'];
  const lines = yield* eachInSteps(rows, (cells) => `${line(cells.map(harmless))}${end}`);
  return lines.join('');
}

/**
 * Signs with which a formula starts, the wide ones of Japanese spreadsheets among them: at the start of a cell, and behind a
 * semicolon, at which spreadsheets of many countries begin a new one.
 */
const FORMULA = /(^|;\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g;

function harmless(raw: string): string {
  return oneLine(raw).replace(FORMULA, "$1'");
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function commaed(cells: Cells): string {
  return cells.map(quoted).join(',');
}

/** One line by now, so that no cell holds a tab; a quote in front would begin a quoted cell. */
function tabbed(cells: Cells): string {
  return cells.map((text) => (text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text)).join('\t');
}
