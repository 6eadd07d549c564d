import { capitalised } from '../../model/capitalised.ts';
import { oneLine } from '../markdown.ts';
import type { MarkState, MatrixEntry, MatrixRow } from './matrixTable.ts';
import type { MatrixGrid, TraceMatrix } from './traceMatrix.ts';

/** The notation of a table as text. */
export type TableNotation = 'csv' | 'tsv';

/** So many cells a grid may have as text: a spreadsheet opens no more columns, and no editor such a file. */
const MOST_CELLS = 5_000_000;

/** The table of a matrix as rows of raw texts, the heads first. */
export function tableCells({ columns, rows }: TraceMatrix, levelLabel: string): readonly (readonly string[])[] {
  const heads = ['ID', 'Title', 'Status', capitalised(levelLabel), ...columns.map(headOf), 'Gaps'];
  return [
    heads,
    ...rows.map((row) => [
      row.item.id,
      row.item.title,
      row.item.status,
      row.node.level ?? '',
      ...columns.map(({ id }) => (row.cells.get(id) ?? []).map(entryText).join('; ')),
      gapTexts(row).join('; '),
    ]),
  ];
}

/** The grid of a matrix as rows of raw texts, the heads first; undefined where it has more than {@link MOST_CELLS} cells. */
export function gridCells(
  { rows }: TraceMatrix,
  { heads, marksOf }: MatrixGrid,
): readonly (readonly string[])[] | undefined {
  if (rows.length * heads.length > MOST_CELLS) return undefined;
  return [
    ['ID', 'Title', ...heads.map(({ entry }) => entry.name)],
    ...rows.map((row) => {
      const marks = new Map(marksOf(row).map(({ column, state }) => [column, MARKS[state]]));
      return [row.item.id, row.item.title, ...heads.map((_, column) => marks.get(column) ?? '')];
    }),
  ];
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
 * the file runs nothing that somebody has written into a title.
 */
export function tableText(rows: readonly (readonly string[])[], notation: TableNotation): string {
  const line = notation === 'csv' ? (cells: readonly string[]) => cells.map(quoted).join(',') : tabbed;
  return rows.map((cells) => `${line(cells.map(harmless))}${notation === 'csv' ? '\r\n' : '\n'}`).join('');
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

/** One line by now, so that no cell holds a tab; a quote in front would begin a quoted cell. */
function tabbed(cells: readonly string[]): string {
  return cells.map((text) => (text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text)).join('\t');
}
