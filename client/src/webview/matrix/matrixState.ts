import type { MatrixQuery } from '../../../../server/src/protocol.ts';
import type { FromMatrix } from '../../matrixMessages.ts';

/** The cell that the keyboard is on: `row` is -1 for the heads. Rows move, so that `key` says which one it is. */
export interface ActiveCell {
  readonly key: string | undefined;
  readonly row: number;
  readonly column: number;
}

/** What the page remembers while it is hidden, and over a reload of the window. */
export interface MatrixState {
  readonly query: MatrixQuery;
  readonly active: ActiveCell;
  /** In pixels. */
  readonly top: number;
  readonly left: number;
}

const INITIAL: MatrixState = { query: {}, active: { key: undefined, row: 0, column: 0 }, top: 0, left: 0 };

interface WebviewApi {
  postMessage(message: FromMatrix): void;
  getState(): unknown;
  setState(state: MatrixState): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();

/** Sends a message to the extension. */
export function post(message: FromMatrix): void {
  api.postMessage(message);
}

/** What the page remembers from before it was hidden. */
export function loadState(): MatrixState {
  const state = api.getState();
  return typeof state === 'object' && state !== null ? { ...INITIAL, ...state } : INITIAL;
}

/** Remembers the state while the page is hidden. */
export function saveState(state: MatrixState): void {
  api.setState(state);
}
