import type { FromPanel } from '../panelMessages.ts';

/** What the panel remembers while it is hidden. */
export interface PanelState {
  /** Key of the selected row. */
  readonly selected: string | undefined;
  /** Rows that a person opened or closed, by key. */
  readonly open: Readonly<Record<string, boolean>>;
}

interface WebviewApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): WebviewApi;

const api = acquireVsCodeApi();

/** Sends a message to the extension. */
export function post(message: FromPanel): void {
  api.postMessage(message);
}

/** What the panel remembers from before it was hidden. */
export function loadState(): PanelState {
  const state = api.getState();
  if (typeof state !== 'object' || state === null) return { selected: undefined, open: {} };
  const { selected, open } = state as Partial<PanelState>;
  return { selected, open: open ?? {} };
}

/** Remembers the state while the panel is hidden. */
export function saveState(state: PanelState): void {
  api.setState(state);
}
