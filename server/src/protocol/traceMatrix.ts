import type { LevelTerm } from './levelTerm.ts';
import type { Target } from './target.ts';

/** How somebody looks at the trace matrix. What is left out is chosen by the server, or lets everything pass. */
export interface MatrixQuery {
  /** Address of the workspace folder; the first when it is left out, or gone. */
  readonly folder?: string;
  /** Type of the items that are rows. */
  readonly rows?: string;
  /** Kinds of columns of the table: types of items, `@code` and `@tests`. */
  readonly columns?: readonly string[];
  /** Kind of the columns of the grid of marks; left out for the table. */
  readonly grid?: string;
  /** A part of an ID or title, or of the name of what a row is linked to. */
  readonly text?: string;
  readonly statuses?: readonly string[];
  /** Safety levels; the empty string stands for none. */
  readonly levels?: readonly string[];
  /** Only rows at which something is missing, broken or suspect. */
  readonly gapsOnly?: boolean;
  /** `id`, `title`, `status`, `level`, `gaps`, or a kind of column. */
  readonly sort?: { readonly column: string; readonly descending: boolean };
}

/** Something to choose from, in words. */
export interface MatrixChoice {
  readonly id: string;
  readonly label: string;
}

/** A column of the table, and in how many of the counted rows it holds a sound link. */
export interface MatrixColumn extends MatrixChoice {
  readonly traced: number;
}

/** Parameters of {@link MatrixShapeRequest}. */
export interface MatrixShapeParams {
  readonly query: MatrixQuery;
  /** A row to look for, by its {@link MatrixRow.key}. */
  readonly row?: string;
}

/** What a matrix holds, without its rows. */
export interface MatrixShape {
  /** Names what rows are asked for by {@link MatrixRowsRequest}: rows of another revision are out of date. */
  readonly revision: number;
  readonly folder: string;
  readonly folders: readonly MatrixChoice[];
  /** Types of rows to choose from, and how many there are of each; empty where nothing is defined. */
  readonly types: readonly (MatrixChoice & { readonly count: number })[];
  /** Type of the rows that are shown. */
  readonly rows: string;
  readonly columns: readonly MatrixColumn[];
  /** Kinds of columns to choose from. */
  readonly offered: readonly MatrixChoice[];
  /** Set for the grid of marks: its kind of columns, how many they are, and how many of them have a sound link. */
  readonly grid?: MatrixChoice & { readonly count: number; readonly traced: number };
  /** Rows without a filter, and rows that pass it. */
  readonly total: number;
  readonly shown: number;
  /** Rows that are shown and not retired, and how many of them lack nothing. */
  readonly counted: number;
  readonly whole: number;
  readonly statuses: readonly string[];
  readonly levels: readonly string[];
  /** What the profile calls a safety level. */
  readonly levelTerm: LevelTerm;
  /** Index of the row that was looked for, where it is among those that are shown. */
  readonly rowAt?: number;
}

/** Client → server, request: answers a {@link MatrixShape}, or null without a folder. */
export const MatrixShapeRequest = { method: 'lifetrace/matrixShape' } as const;

/** Parameters of {@link MatrixRowsRequest}: a part of the rows, and for the grid a part of its columns. */
export interface MatrixRowsParams {
  readonly query: MatrixQuery;
  readonly from: number;
  /** At most 500. */
  readonly count: number;
  readonly columnFrom?: number;
  /** At most 500. */
  readonly columnCount?: number;
}

/** `sound`: a link that counts; `suspect`: not legal, or to what is retired; `broken`: to an ID that nobody defines. */
export type MatrixMarkState = 'sound' | 'suspect' | 'broken';

/** Something that a row is linked to. All texts are plain, on one line. */
export interface MatrixEntry {
  readonly name: string;
  readonly title: string;
  /** The link as it reads from the row, and why it is suspect. */
  readonly link: string;
  readonly state: MatrixMarkState;
  readonly target?: Target;
}

/** A link that a rule misses. */
export interface MatrixGap {
  /** Code of the rule; the name where an ID fits in no column. */
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly target?: Target;
}

/** One row of the matrix. */
export interface MatrixRow {
  /** Stable over revisions. */
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly level?: string;
  readonly target?: Target;
  /** What is in each column of the table, in the order of {@link MatrixShape.columns}; empty for the grid. */
  readonly cells: readonly (readonly MatrixEntry[])[];
  readonly gaps: readonly MatrixGap[];
  /** True when something is missing, or a link of whatever column is broken or suspect. */
  readonly gap: boolean;
  /** Marks among the columns that were asked for, by index; empty for the table. */
  readonly marks: readonly MatrixMark[];
}

/** A mark of the grid. */
export interface MatrixMark {
  readonly column: number;
  readonly state: MatrixMarkState;
  readonly link: string;
}

/** A column of the grid. */
export interface MatrixHead {
  readonly name: string;
  readonly title: string;
  /** False where no counted row has a sound link to it. */
  readonly traced: boolean;
  readonly broken: boolean;
  readonly target?: Target;
}

/** A part of a matrix. */
export interface MatrixRows {
  readonly revision: number;
  readonly from: number;
  readonly rows: readonly MatrixRow[];
  readonly columnFrom: number;
  readonly heads: readonly MatrixHead[];
}

/** Client → server, request: answers {@link MatrixRows}, or null without a folder. */
export const MatrixRowsRequest = { method: 'lifetrace/matrixRows' } as const;

/** Parameters of {@link MatrixTextRequest}. */
export interface MatrixTextParams {
  readonly query: MatrixQuery;
  readonly notation: 'csv' | 'tsv';
}

/** All rows that pass the filter as text; `tooLarge` where a grid has more cells than any spreadsheet takes. */
export type MatrixText = { readonly text: string; readonly rows: number } | { readonly tooLarge: true };

/** Client → server, request: answers a {@link MatrixText}, or null without a folder. */
export const MatrixTextRequest = { method: 'lifetrace/matrixText' } as const;
