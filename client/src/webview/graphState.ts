import type { GraphView } from '../graph/graphView.ts';
import type { FromGraph, GraphLook } from '../graphMessages.ts';

/** What the page remembers while it is hidden, and over restarts of the editor. */
export interface GraphState {
  readonly look?: GraphLook;
  readonly view?: GraphView;
  /** ID of the node that has the keyboard. */
  readonly focused?: string;
}

interface WebviewApi {
  postMessage(message: FromGraph): void;
  getState(): unknown;
  setState(state: GraphState): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();

/** Sends a message to the extension. */
export function post(message: FromGraph): void {
  api.postMessage(message);
}

/** What the page remembers from before. */
export function loadState(): GraphState {
  const state = api.getState();
  return typeof state === 'object' && state !== null ? state : {};
}

/** Remembers a state for later. */
export function saveState(state: GraphState): void {
  api.setState(state);
}
