import type { ClassAssumption, ClassPanelQuery } from '../../../server/src/protocol/classPanel.ts';
import type { FromPanel } from '../panelMessages.ts';

/** What the panel shows of a folder. */
export type PanelTab = 'classes' | 'fda';

/** What the panel remembers while it is hidden. */
export interface PanelState {
  /** Key of the selected row. */
  readonly selected: string | undefined;
  /** Rows that a person opened or closed, by key. */
  readonly open: Readonly<Record<string, boolean>>;
  /** What is looked at beside what is on record, by address of the folder. */
  readonly queries: Readonly<Record<string, ClassPanelQuery>>;
  readonly tab: PanelTab;
}

const INITIAL: PanelState = { selected: undefined, open: {}, queries: {}, tab: 'classes' };

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
  return typeof state === 'object' && state !== null ? { ...INITIAL, ...state } : INITIAL;
}

/** The assumptions with one more; an earlier one on the same thing makes room for it. */
export function withAssumption(
  assumptions: readonly ClassAssumption[],
  added: ClassAssumption,
): readonly ClassAssumption[] {
  return [...assumptions.filter((each) => subjectOf(each) !== subjectOf(added)), added];
}

/** The assumptions without those on one thing; see {@link subjectOf}. */
export function withoutAssumption(
  assumptions: readonly ClassAssumption[],
  subject: string,
): readonly ClassAssumption[] {
  return assumptions.filter((each) => subjectOf(each) !== subject);
}

/** ID of the record that an assumption is about. */
export function subjectOf(assumption: ClassAssumption): string {
  return assumption.kind === 'class' ? assumption.node : assumption.control;
}

/** Remembers the state while the panel is hidden. */
export function saveState(state: PanelState): void {
  api.setState(state);
}
