import type {
  MatrixHead,
  MatrixMark,
  MatrixQuery,
  MatrixRow,
  MatrixRows,
  MatrixRowsParams,
  MatrixShape,
} from '../../../../server/src/protocol.ts';

/** Rows, and columns of the grid, that are asked for at once. */
const PART = 100;

/** Parts that are kept; a screen shows a few. */
const MOST_PARTS = 60;

/** A half-open range of indexes. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Those parts of a matrix that the page has asked for. After a change, parts of before are shown until newer ones have
 * come, so that nothing flickers.
 */
export class MatrixStore {
  readonly #ask: (params: MatrixRowsParams) => void;
  readonly #parts = new Map<string, MatrixRows>();
  /** Parts that have been asked for and have not come. */
  readonly #pending = new Set<string>();
  /** Parts of the shape that counts. */
  readonly #fresh = new Set<string>();
  #query: MatrixQuery = {};
  #shape: MatrixShape | undefined;
  #generation = 0;

  constructor(ask: (params: MatrixRowsParams) => void) {
    this.#ask = ask;
  }

  /** Rises with each {@link begin}: an answer to a question of before may be about other rows. */
  get generation(): number {
    return this.#generation;
  }

  /** Shows another matrix, or another state of the same. */
  begin(query: MatrixQuery, shape: MatrixShape, same: boolean): void {
    this.#generation += 1;
    if (!same) this.#parts.clear();
    this.#fresh.clear();
    this.#pending.clear();
    this.#query = query;
    this.#shape = shape;
  }

  /** Takes an answer in; false when it belongs to another revision, so that the shape has to be asked for again. */
  take(answer: MatrixRows): boolean {
    if (answer.revision !== this.#shape?.revision) return false;
    const key = keyOf(answer.from, answer.columnFrom);
    this.#pending.delete(key);
    this.#fresh.add(key);
    this.#parts.delete(key);
    this.#parts.set(key, answer);
    for (const old of this.#parts.keys()) {
      if (this.#parts.size <= MOST_PARTS) break;
      this.#parts.delete(old);
      this.#fresh.delete(old);
    }
    return true;
  }

  /** Asks for what is not there of a part of the matrix. */
  want(rows: Range, columns: Range): void {
    for (const from of startsOf(rows)) {
      for (const columnFrom of this.#shape?.grid ? startsOf(columns) : [0]) {
        const key = keyOf(from, columnFrom);
        if (this.#fresh.has(key) || this.#pending.has(key)) continue;
        this.#pending.add(key);
        this.#ask({ query: this.#query, from, count: PART, columnFrom, columnCount: PART });
      }
    }
  }

  /** A row, as far as it has come. */
  row(index: number, column = 0): MatrixRow | undefined {
    const from = index - (index % PART);
    return this.#parts.get(keyOf(from, column - (column % PART)))?.rows[index - from];
  }

  /** The head of a column of the grid. */
  head(rows: Range, column: number): MatrixHead | undefined {
    const from = column - (column % PART);
    const part = this.#parts.get(keyOf(rows.from - (rows.from % PART), from));
    return part?.heads[column - from];
  }

  /** The mark in a cell of the grid. */
  mark(index: number, column: number): MatrixMark | undefined {
    return this.row(index, column)?.marks.find((mark) => mark.column === column);
  }
}

function keyOf(from: number, columnFrom: number): string {
  return `${from} ${columnFrom}`;
}

function startsOf({ from, to }: Range): readonly number[] {
  const starts: number[] = [];
  for (let start = from - (from % PART); start < to; start += PART) starts.push(start);
  return starts;
}
